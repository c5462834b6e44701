"""The discipline office sends a record onward: by days, with copies or without, each step once."""

from dataclasses import replace
from datetime import date

import pytest

from register.acts.leaving import MarkLeft, RouteAgain
from register.acts.omission_office import OmissionOffice
from register.acts.referring import Sent
from register.acts.supervising import OpenRecord
from register.acts.supplementing import Correct, SupplementRecord
from register.afterwards import Capacity
from register.draft import Answer
from register.errors import (
    AlreadyReferred,
    AlreadyWeighed,
    AnswerUnfit,
    ContentClosed,
    Gone,
    NobodyToReceive,
    NotAllowed,
)
from register.ids import EvidenceId, OrganisationId, PersonId
from register.notes import NoteKind
from register.onward import changes, latest_change
from register.organisations import Addressee, Organisation
from register.people import Person, Role
from register.record import Record
from tests import cast
from tests.acts.referring import (
    INSIDE,
    LEADER,
    LETTER,
    POLICE,
    STAFF,
    at_the_office,
    done,
    find,
    open_steps,
    plan,
    refer,
    show,
    weigh,
)
from tests.acts.world import World

BUREAU = Organisation(
    id=OrganisationId("bureau"), name="云溪县公安局", profiles=cast.COUNTY.profiles
)
FENG = cast.person("feng", "冯督察", "督察长", Role.INSPECTOR, organisation=BUREAU)


async def correct(world: World, record: Record, question: str, value: str) -> Record:
    act = Correct(SupplementRecord(world.change_record, world.owing, world.conflicts))
    return await act(record.id, question, Answer(value=value), by=cast.LI.id, cause=world.cause())


async def found_bureau(world: World, *people: Person, kind: str = "subject_discipline") -> None:
    """Let the deployment serve the subject's organ, and the county reach it there."""
    entry = Addressee(kind=kind, name=BUREAU.name, organisation=BUREAU.id)
    async with world.store.begin() as uow:
        await uow.organisations.add(BUREAU)
        county = await uow.organisations.get(cast.COUNTY.id)
        await uow.organisations.save(county.with_addressee(entry))
        for person in people:
            await uow.people.add(person)


@pytest.mark.req("G6", "H2a", "CH2")
async def test_the_office_owes_the_transfer_from_its_first_reception(world: World) -> None:
    record = await at_the_office(world, STAFF)

    duty = await world.duty(cast.ZHOU.id)
    assert (duty.clock, duty.about) == ("transfer", record.id)
    assert duty.event_at == world.clock()
    assert duty.deadline.due_on == date(2026, 10, 10), "three working days over the holidays"

    world.clock.set("2026-10-08 10:00")
    await world.arrive(record, cast.ZHOU.id)
    assert await world.duty(cast.ZHOU.id) == duty, "a later arrival restarts nothing"


@pytest.mark.req("CH2", "T11")
async def test_who_takes_over_from_a_leaver_owes_by_the_same_day(world: World) -> None:
    record = await at_the_office(world, STAFF)
    promised = (await world.duty(cast.ZHOU.id)).deadline
    later = cast.person("shi", "史纪检", "纪检组副组长", Role.INSPECTOR)
    async with world.store.begin() as uow:
        await uow.people.add(later)
    again = RouteAgain(world.store, world.clock, world.owing, world.conflicts)
    office = OmissionOffice(world.owing, world.conflicts)
    leave = MarkLeft(world.store, world.clock, world.owing, world.conflicts, again, office)
    world.clock.set("2026-10-09 10:00")

    await leave(cast.COUNTY.id, [cast.ZHOU.id], cause=world.cause())
    await world.arrive(record, later.id)

    assert await world.duties(cast.ZHOU.id) == []
    assert (await world.duty(later.id)).deadline == promised


@pytest.mark.req("G6", "H2a", "H19")
async def test_the_step_discharges_the_duty_and_has_sorted_it(world: World) -> None:
    record = await at_the_office(world, STAFF)
    duty = await world.duty(cast.ZHOU.id)
    assert await open_steps(world, record) == ["sort/own_discipline", "own_discipline"]

    referred = await done(world, record, "own_discipline", INSIDE)

    assert await world.duties(cast.ZHOU.id) == []
    assert (await world.kept(duty)).discharged_at == world.clock()
    assert await open_steps(world, referred) == []
    (referral,) = referred.referrals
    assert (referral.by, referral.copies, referral.document) == (cast.ZHOU.name, True, "")


@pytest.mark.req("G7", "H6c", "F6")
async def test_on_paper_it_takes_number_and_day_of_the_letter(world: World) -> None:
    record = await at_the_office(world, POLICE)
    proof = await world.seal(b"a postal receipt", by=cast.ZHOU.id)

    for lacking in (INSIDE, replace(LETTER, document=" "), replace(LETTER, document_on=None)):
        with pytest.raises(AnswerUnfit):
            await done(world, record, "subject_discipline", lacking)
    tomorrow = replace(LETTER, document_on=date(2026, 10, 1))
    with pytest.raises(AnswerUnfit):
        await done(world, record, "subject_discipline", tomorrow)

    sent = replace(LETTER, proof=proof.id)
    (referral,) = (await done(world, record, "subject_discipline", sent)).referrals
    assert (referral.document, referral.document_on) == ("云检纪〔2026〕3号", date(2026, 9, 30))
    assert (referral.proof, referral.proof_sha256) == (proof.number, proof.sha256)


async def test_nobodys_own_item_proves_what_another_sent(world: World) -> None:
    record = await at_the_office(world, POLICE)
    item = await world.seal(b"not theirs", by=cast.LI.id)

    with pytest.raises(NotAllowed):
        await done(world, record, "subject_discipline", replace(LETTER, proof=item.id))
    unknown = replace(LETTER, proof=EvidenceId("none"))
    with pytest.raises(Gone):
        await done(world, record, "subject_discipline", unknown)


@pytest.mark.req("H7", "CH19")
async def test_the_duty_stays_open_until_every_addressee_has_it(world: World) -> None:
    record = await at_the_office(world, POLICE | {"is_leader": "yes"})

    for step in ("subject_discipline", "political_legal"):
        record = await done(world, record, step)
        assert [duty.clock for duty in await world.duties(cast.ZHOU.id)] == ["transfer"]
    await done(world, record, "superior_organ")

    assert await world.duties(cast.ZHOU.id) == []


async def test_a_step_is_done_once_and_only_if_it_is_one(world: World) -> None:
    record = await done(world, await at_the_office(world, POLICE), "subject_discipline")

    with pytest.raises(AlreadyReferred):
        await done(world, record, "subject_discipline")
    for step in ("own_discipline", "superior_discipline", "downstream/party_committee"):
        with pytest.raises(Gone):
            await done(world, record, step)


@pytest.mark.req("F6", "K3", "AD10")
async def test_an_organisation_of_the_deployment_reads_it_where_copies_go_along(
    world: World,
) -> None:
    await found_bureau(world, FENG)
    record = await at_the_office(world, POLICE)

    (step,) = [each for each in (await show(world, record)).steps if each.step.copies]
    assert [each.name for each in step.channels] == [BUREAU.name]
    referred = await done(world, record, "subject_discipline", Sent(organisation=BUREAU.id))

    reception = referred.reception_of(FENG.id)
    assert (reception.capacity, reception.copies) == (Capacity.REFERRED, True)
    assert reception.articles == ("17(3)",)
    told = [
        note for note in await world.notes(NoteKind.RECORD_RECEIVED) if note.addressee == "feng"
    ]
    assert len(told) == 1
    read = OpenRecord(world.store, world.clock)
    opened = await read(record.id, by=FENG.id, cause=world.cause())
    assert opened.answers == referred.answers
    assert not referred.may_sign(FENG.id)
    assert not referred.may_ask(FENG.id)
    with pytest.raises(NotAllowed):
        await show(world, record, FENG.id)


@pytest.mark.req("F6", "H7")
async def test_without_copies_it_is_told_of_and_not_opened(world: World) -> None:
    record = await at_the_office(world, POLICE | {"is_leader": "yes"})
    city = Sent(organisation=cast.CITY.id)

    referred = await done(world, record, "superior_organ", city)

    assert not referred.reception_of(cast.WU.id).copies
    with pytest.raises(ContentClosed):
        await OpenRecord(world.store, world.clock)(record.id, by=cast.WU.id, cause=world.cause())
    await correct(world, referred, "place", "本院门口")
    news = [note.addressee for note in await world.notes(NoteKind.RECORD_SUPPLEMENTED)]
    assert cast.WU.id not in news, "nothing new for who reads nothing"


@pytest.mark.req("H18", "CH29")
async def test_who_stands_in_it_never_gets_it_by_another_organisation(world: World) -> None:
    named = replace(FENG, name="赵干预")
    await found_bureau(world, named)
    record = await at_the_office(world, POLICE)

    with pytest.raises(NobodyToReceive):
        await done(world, record, "subject_discipline", Sent(organisation=BUREAU.id))
    with pytest.raises(Gone):
        await done(world, record, "subject_discipline", Sent(organisation=cast.CITY.id))


@pytest.mark.req("K1")
@pytest.mark.parametrize("person", [cast.LI, cast.WANG, cast.CHEN, cast.QIAN], ids=lambda p: p.id)
async def test_nobody_but_the_office_sees_or_sends_it_onward(world: World, person: Person) -> None:
    record = await at_the_office(world, STAFF)

    with pytest.raises(NotAllowed):
        await show(world, record, person.id)
    with pytest.raises(NotAllowed):
        await done(world, record, "own_discipline", INSIDE, by=person.id)


@pytest.mark.req("H19", "H17", "CH2")
async def test_what_the_office_finds_finds_the_way_anew_and_runs_from_its_reception(
    world: World,
) -> None:
    record = await at_the_office(world, {})
    received_at = world.clock()
    assert await world.duties(cast.ZHOU.id) == []
    world.clock.set("2026-10-08 10:00")

    record = await find(world, record, "subject_class", "internal_judicial")
    record = await find(world, record, "internal_organ", "own")

    duty = await world.duty(cast.ZHOU.id)
    assert (duty.clock, duty.event_at) == ("transfer", received_at)
    assert "own_discipline" in await open_steps(world, record)
    assert dict((await show(world, record)).facts)["internal_organ"] == ("own",)
    assert record.answers_now.keys() == record.answers.keys(), "nobody answers for the recorder"

    await find(world, record, "internal_organ", "police")
    assert "subject_discipline" in await open_steps(world, record)
    await find(world, record, "subject_class", "external")
    assert await world.duties(cast.ZHOU.id) == [], "nothing is owed by days any more"


@pytest.mark.parametrize(
    ("question", "code"), [("narrative", "x"), ("internal_organ", "moon"), ("nothing", "yes")]
)
async def test_only_what_the_way_depends_on_is_found(
    world: World, question: str, code: str
) -> None:
    record = await at_the_office(world, {})

    with pytest.raises(AnswerUnfit):
        await find(world, record, question, code)


@pytest.mark.req("H17")
async def test_a_correction_moves_the_way_and_says_how(world: World) -> None:
    record = await at_the_office(world, STAFF)
    world.clock.set("2026-10-08 10:00")

    corrected = await correct(world, record, "internal_organ", "police")

    change = latest_change(corrected)
    assert [step.to for step in change.added] == ["subject_discipline"]
    assert [step.to for step in change.dropped] == ["own_discipline"]
    grown = await correct(world, corrected, "place", "本院门口")
    assert [bool(moved) for _, moved in changes(grown)] == [True, False]
    assert not latest_change(grown)


@pytest.mark.req("H17", "CH2")
async def test_what_new_facts_bring_about_runs_from_them(world: World) -> None:
    record = await at_the_office(world, LEADER)
    assert await world.duties(cast.ZHOU.id) == []
    world.clock.set("2026-10-12 10:00")
    now = world.clock()

    record = await correct(world, record, "subject_class", "internal_judicial")
    await correct(world, record, "internal_organ", "own")

    assert (await world.duty(cast.ZHOU.id)).event_at == now


@pytest.mark.req("G23c", "G23d", "CH12", "CH23", "H10")
async def test_serious_is_said_with_a_reason_and_raises_a_report_of_its_own(world: World) -> None:
    record = await at_the_office(world, LEADER)
    before = await open_steps(world, record)

    serious = await weigh(world, record)

    assert set(await open_steps(world, serious)) - set(before) == {
        "serious/political_legal",
        "serious/superior_organ",
        "serious/superior_discipline",
    }
    (word,) = serious.severities
    assert (word.name, word.reason) == (cast.ZHOU.name, "多次打招呼，要求改变定性。")
    duty = await world.duty(cast.ZHOU.id)
    assert (duty.clock, duty.deadline.legal) == ("one_matter", False)
    assert duty.deadline.due_on == date(2026, 10, 8), "the next working day"
    with pytest.raises(AlreadyWeighed):
        await weigh(world, serious)

    back = await weigh(world, serious, serious=False)
    assert len(back.severities) == 2, "the first word stays on file"
    assert await open_steps(world, back) == before
    assert await world.duties(cast.ZHOU.id) == []


@pytest.mark.req("CH23")
async def test_a_recorder_only_proposes_that_it_is_serious(world: World) -> None:
    record = await at_the_office(world, LEADER | {"serious_proposed": "yes"})

    onward = await show(world, record)
    assert onward.proposed
    assert not any(each.step.rule.serious for each in onward.steps)


@pytest.mark.req("H16")
async def test_of_the_outcomes_one_is_enough(world: World) -> None:
    record = await find(world, await at_the_office(world, LEADER), "breach", "yes")
    assert {"outcome/circular", "outcome/political_legal"} <= {*await open_steps(world, record)}

    settled = await done(world, record, "outcome/circular", INSIDE)

    assert not [each for each in await open_steps(world, settled) if each.startswith("outcome/")]


@pytest.mark.req("H3b", "CH20", "AD9")
async def test_the_own_leadership_goes_up_through_the_superior_office(world: World) -> None:
    record = await at_the_office(world, STAFF | {"leadership_team": "yes"})

    onward = await show(world, record)
    step = onward.step("superior_discipline")
    assert step
    assert [each.organisation for each in step.channels] == [cast.CITY.id]
    referred = await done(world, record, step.step.id, Sent(organisation=cast.CITY.id))

    assert referred.reception_of(cast.WU.id).copies
    assert await world.duties(cast.ZHOU.id) == []


@pytest.mark.req("H18", "CH29")
async def test_a_named_office_sorts_nothing_and_what_it_would_do_lifts(world: World) -> None:
    answers = STAFF | {"subject_name": cast.ZHOU.name}
    said = {question: Answer(value=value) for question, value in answers.items()}
    draft = await world.complete()
    for question, answer in said.items():
        draft = await world.answer(draft, question, answer)

    steps = {step.id: step for step in await plan(world)(draft.id, by=cast.LI.id)}

    assert "own_discipline" not in steps
    assert steps["superior_discipline"].lifted_from == "本院纪检监察机构"
    record = await world.file(await world.report_directly(draft))
    record = await world.arrive(record, cast.WU.id)
    assert (await world.duty(cast.WU.id)).clock == "transfer"
    onward = await show(world, record, cast.WU.id)
    step = onward.step("superior_discipline")
    assert step is not None
    assert step.inside, "it is theirs"
    await done(world, record, "superior_discipline", INSIDE, by=cast.WU.id)
    assert await world.duties(cast.WU.id) == []


async def test_a_draft_is_planned_for_its_recorder_alone(world: World) -> None:
    draft = await world.complete()

    with pytest.raises(NotAllowed):
        await plan(world)(draft.id, by=cast.WANG.id)


@pytest.mark.req("AC4")
async def test_a_repeated_act_sends_nothing_twice(world: World) -> None:
    record = await at_the_office(world, POLICE)
    cause = world.cause()
    act = refer(world)

    first = await act(record.id, "subject_discipline", LETTER, by=cast.ZHOU.id, cause=cause)
    again = await act(record.id, "subject_discipline", LETTER, by=cast.ZHOU.id, cause=cause)

    assert first.referrals == again.referrals
    assert PersonId(first.referrals[0].person) == cast.ZHOU.id

"""Reports from outside that nothing was recorded, or not truly (NMG 6; SPC 4)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from register.acts.omitting import ShowWritten
from register.afterwards import LONGEST, Capacity
from register.duties import OMISSION
from register.errors import (
    AnswerTooLong,
    AnswerUnfit,
    DoorClosed,
    Gone,
    NobodyToReceive,
    NotAllowed,
    NothingTold,
    TooManyFiles,
    TooManyReports,
)
from register.ids import Account
from register.notes import NoteKind
from register.omission import MOST_FILES, PER_DAY, Ask, OmissionState, Reader
from tests import cast
from tests.acts.casework import Casework
from tests.acts.omitting import STRANGER, TOLD, Omitting
from tests.acts.staff import Staff
from tests.acts.world import World

ZHOU, WU = cast.ZHOU.id, cast.WU.id


@pytest.fixture
async def work(world: World) -> Omitting:
    return await Omitting(world).under()


async def told(world: World, kind: NoteKind) -> list[str]:
    return [str(note.addressee) for note in await world.notes(kind)]


# ── The door ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.req("B10", "PD20")
@pytest.mark.parametrize("profile", ["nmg", "spc"])
async def test_the_link_of_a_house_is_the_same_until_it_is_renewed(
    world: World, profile: str
) -> None:
    work = await Omitting(world).under(profile)

    first, again = await work.door(), await work.door()
    renewed = await work.door(renew=True)

    assert first == again != renewed
    assert (await work.begin(renewed)).organisation == cast.COUNTY.id
    with pytest.raises(DoorClosed):
        await work.begin(first)


@pytest.mark.req("PD20")
@pytest.mark.parametrize("profile", ["rudong", "changchun", "c-lead", "c-int"])
async def test_rules_without_such_a_report_open_no_door(world: World, profile: str) -> None:
    work = await Omitting(world).under(profile)

    with pytest.raises(DoorClosed):
        await work.door()
    with pytest.raises(DoorClosed):
        await work.enter()
    for code in ("", "never made"):
        with pytest.raises(DoorClosed):
            await work.begin(code)


async def test_a_door_leads_nowhere_once_the_house_keeps_other_rules(work: Omitting) -> None:
    door = await work.door()
    await work.under("rudong")

    with pytest.raises(DoorClosed):
        await work.begin(door)


# ── What is told ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.req("B10")
async def test_a_report_asks_one_thing_after_another_and_may_stay_unnamed(work: Omitting) -> None:
    report = await work.begin()
    asked = []
    while question := report.next_question:
        asked.append(question)
        empty = question in {Ask.HANDLER, Ask.NAME, Ask.CONTACT}
        report = await work.tell(report, question, "" if empty else TOLD[question])

    sent = await work.submit(report)

    assert asked == list(Ask)
    assert sent.state is OmissionState.SUBMITTED
    assert sent.number.startswith("J-")
    assert sent.said(Ask.NAME) == ""


@pytest.mark.req("PD20")
async def test_where_the_text_knows_one_ground_it_is_not_asked(world: World) -> None:
    work = await Omitting(world).under("spc")

    report = await work.begin()

    assert report.said(Ask.GROUND) == "no_result"
    assert report.next_question is Ask.CASE


@pytest.mark.parametrize(
    ("question", "value", "refusal"),
    [
        (Ask.GROUND, "no_result", AnswerUnfit),
        (Ask.CASE, "  ", AnswerUnfit),
        (Ask.CASE, "案" * 201, AnswerTooLong),
        (Ask.HANDLER, "员" * 201, AnswerTooLong),
        (Ask.ACCOUNT, "", AnswerUnfit),
        (Ask.ACCOUNT, "说" * (LONGEST + 1), AnswerTooLong),
        (Ask.ROLE, "judge", AnswerUnfit),
        (Ask.FILES, "many", AnswerUnfit),
    ],
)
async def test_what_fits_no_question_is_refused(
    work: Omitting, question: Ask, value: str, refusal: type[Exception]
) -> None:
    report = await work.begin()

    with pytest.raises(refusal):
        await work.tell(report, question, value)


async def test_an_answer_is_given_anew_and_a_gap_keeps_the_report_back(work: Omitting) -> None:
    report = await work.take_back(await work.told(), Ask.CASE)

    assert report.next_question is Ask.CASE
    with pytest.raises(NothingTold):
        await work.submit(report)
    sent = await work.submit(await work.tell(report, Ask.CASE, "李某诈骗案"))
    assert sent.said(Ask.CASE) == "李某诈骗案"


async def test_only_its_writer_touches_a_report_and_nobody_after_it_was_sent(
    work: Omitting,
) -> None:
    report = await work.told()
    with pytest.raises(NotAllowed):
        await work.tell(report, Ask.CASE, "另一案", by=Account("another"))

    sent = await work.submit(report)

    with pytest.raises(Gone):
        await work.tell(sent, Ask.CASE, "另一案")
    with pytest.raises(Gone):
        await work.seal(sent)
    with pytest.raises(Gone):
        await work.discard(sent)


async def test_a_report_that_was_left_off_goes_on_and_one_given_up_does_not(
    work: Omitting,
) -> None:
    door = await work.door()
    first = await work.tell(await work.begin(door), Ask.CASE, "张某盗窃案")

    assert (await work.begin(door)).id == first.id
    await work.discard(first)
    assert (await work.begin(door)).id != first.id


async def test_of_reports_to_two_houses_the_one_touched_last_takes_what_is_typed(
    world: World, work: Omitting
) -> None:
    async with world.store.begin() as uow:
        city = await uow.organisations.get(cast.CITY.id)
        await uow.organisations.save(replace(city, profiles=("nmg",), door="city"))
    county, show = await work.door(), ShowWritten(world.store)
    first = await work.begin(county)
    world.clock.move(timedelta(minutes=1))
    second = await work.begin("city")
    assert (await show(STRANGER)) == second

    world.clock.move(timedelta(minutes=1))
    again = await work.begin(county)

    assert again.id == first.id
    assert (await show(STRANGER)) == again
    assert await show(Account("another")) is None


@pytest.mark.req("B10")
async def test_an_account_begins_so_many_reports_a_day_and_no_more(
    world: World, work: Omitting
) -> None:
    door = await work.door()
    for _ in range(PER_DAY):
        await work.submit(await work.told(omission=await work.begin(door)))

    with pytest.raises(TooManyReports):
        await work.begin(door)
    assert await work.begin(door, Account("another"))
    world.clock.move(timedelta(days=1))
    assert await work.begin(door)


async def test_files_are_sealed_with_their_digests_and_a_broken_one_leaves_nothing(
    world: World, work: Omitting
) -> None:
    report = await work.seal(await work.told(), b"a screenshot")
    broken = await work.receive(report)
    await work.abandon(report, broken)

    sent = await work.submit(report)

    (file,) = sent.files
    assert (file.size, file.mime, file.sealed_at) == (12, "image/png", world.clock())
    assert len(file.sha256) == len(file.sm3) == len(file.ciphertext_sha256) == 32
    assert b"".join([piece async for piece in world.vault.read(file.place)]) == b"a screenshot"
    assert world.kept_files() == 1


async def test_a_file_that_never_arrived_is_no_part_of_what_was_sent(work: Omitting) -> None:
    report = await work.told()
    await work.receive(report)

    assert (await work.submit(report)).files == ()


async def test_so_many_files_go_with_one_report_and_no_more(work: Omitting) -> None:
    report = await work.begin()
    for _ in range(MOST_FILES):
        await work.receive(report)

    with pytest.raises(TooManyFiles):
        await work.receive(report)


# ── Whom it reaches ────────────────────────────────────────────────────────────────────────────


@pytest.mark.req("B10", "H18")
async def test_it_goes_to_the_discipline_office_and_to_nobody_else(
    world: World, work: Omitting
) -> None:
    world.clock.set("2026-10-09 10:00")

    sent = await work.submitted()

    assert sent.readers == (Reader(person=ZHOU, capacity=Capacity.INSPECTOR),)
    assert await told(world, NoteKind.OMISSION_RECEIVED) == [ZHOU]
    assert {str(note.addressee) for note in await world.notes()} == {ZHOU}
    assert [each.id for each in await work.listed()] == [sent.id]
    for other in cast.EVERYBODY:
        if other.id != ZHOU:
            assert await work.listed(other.id) == []
            with pytest.raises(NotAllowed):
                await work.open(sent, by=other.id)


@pytest.mark.req("B10", "H18")
@pytest.mark.parametrize(
    "said",
    [
        {Ask.HANDLER: "周纪检"},
        {Ask.HANDLER: "纪检组周组长"},
        {Ask.HANDLER: "纪检组"},
        {Ask.HANDLER: "", Ask.ACCOUNT: "此事是周纪检经手的，没有记录。"},
    ],
    ids=["by name", "by title", "by office", "in the account"],
)
async def test_who_is_named_in_it_learns_nothing_and_it_goes_one_level_up(
    world: World, work: Omitting, said: dict[Ask, str]
) -> None:
    sent = await work.submitted(said)

    assert sent.readers == (Reader(person=WU, capacity=Capacity.SUPERIOR_INSPECTOR),)
    assert {str(note.addressee) for note in await world.notes()} == {WU}
    assert await world.duties(ZHOU) == []
    with pytest.raises(NotAllowed):
        await work.open(sent, by=ZHOU)


@pytest.mark.req("H18")
async def test_who_handles_the_case_is_left_out_though_nobody_is_named(
    world: World, work: Omitting
) -> None:
    await Casework(world).add(by=ZHOU)

    sent = await work.submitted({Ask.HANDLER: ""})

    assert [reader.person for reader in sent.readers] == [WU]


@pytest.mark.req("H18")
async def test_where_nobody_is_free_it_is_kept_back_with_all_that_was_told(
    world: World, work: Omitting
) -> None:
    report = await work.told({Ask.HANDLER: "周纪检、吴监察"})

    with pytest.raises(NobodyToReceive):
        await work.submit(report)
    async with world.store.read() as uow:
        assert (await uow.omissions.get(report.id)).is_open


@pytest.mark.req("B10")
async def test_an_inspector_enters_what_came_by_letter_as_often_as_it_comes(
    world: World, work: Omitting
) -> None:
    for _ in range(PER_DAY + 1):
        sent = await work.submit(await work.told(omission=await work.enter()))

    assert sent.entered_by == ZHOU
    assert (await world.acts())["submit_omission"] == PER_DAY + 1
    with pytest.raises(NotAllowed):
        await work.enter(cast.LI.id)


@pytest.mark.req("B10", "H18")
async def test_who_enters_a_report_about_themselves_does_not_receive_it(work: Omitting) -> None:
    told = await work.told({Ask.HANDLER: "周纪检"}, omission=await work.enter())

    sent = await work.submit(told)

    assert [reader.person for reader in sent.readers] == [WU]


@pytest.mark.req("B10")
async def test_when_its_reader_leaves_it_reaches_who_is_competent_then(
    world: World, work: Omitting
) -> None:
    sent = await work.submitted()
    staff, successor = (
        Staff(world),
        replace(cast.ZHOU, id=type(ZHOU)("feng"), name="冯纪检", account=Account("feng")),
    )
    await staff.add(successor)

    await staff.let_go(cast.ZHOU)

    assert await told(world, NoteKind.OMISSION_RECEIVED) == [ZHOU, successor.id]
    assert [duty.clock for duty in await world.duties(successor.id)] == [OMISSION]
    assert await world.duties(ZHOU) == []
    assert (await work.open(sent, by=successor.id)).number == sent.number

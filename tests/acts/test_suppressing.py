"""A superior's order not to record: a short record of its own, around the one who gave it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from register.acts.asking import ShowQuestions
from register.acts.drafting import ChangeDraft
from register.acts.filling import FillIn
from register.acts.serving import ServeOnPaper
from register.acts.supplementing import Correct
from register.afterwards import Capacity
from register.bases import order_in
from register.draft import Answer, Draft
from register.ids import PersonId
from register.notes import NoteKind
from register.profile import Profile, load, load_all
from register.record import Record
from tests import cast, court
from tests.acts.staff import Staff
from tests.acts.test_supplementing import supplementing, told
from tests.acts.world import ANSWERS, World

ORDERED = {
    "subject_name": Answer(value=cast.CHEN.name),
    "subject_post": Answer(value=cast.CHEN.post),
    "encountered_at": ANSWERS["encountered_at"],
    "channel": Answer(value="face_to_face"),
    "case": ANSWERS["case"],
    "narrative": Answer(value="这件事不要登记。"),
    "instigated": Answer(value=("record",)),
}
"""What the short form asks."""
EACH = pytest.mark.parametrize("profile", load_all(), ids=lambda each: each.id)


async def begin(world: World, by: PersonId = cast.LI.id) -> Draft:
    """Begin as the button does."""
    draft = await world.start(by)
    order = order_in([each.rules for each in draft.systems])
    assert order is not None
    fill = FillIn(ChangeDraft(world.store, world.clock), world.owing)
    return await fill(draft.id, order.fills, by=by, cause=world.cause())


async def ordered(world: World, by: PersonId = cast.LI.id) -> Draft:
    draft = await begin(world, by)
    for question, answer in ORDERED.items():
        draft = await world.answer(draft, question, answer, by=by)
    return draft


def receivers(record: Record) -> list[tuple[str, Capacity]]:
    return [(each.person, each.capacity) for each in record.receptions]


@pytest.mark.req("B7", "B15")
@EACH
def test_every_rule_system_asks_who_when_how_what_and_the_words(profile: Profile) -> None:
    order = profile.suppression
    assert order is not None
    chosen = dict(order.fills)

    asked = [each for each in profile.fields if profile.mandatory(each, chosen)]

    assert [each.id for each in asked] == list(ORDERED)
    assert "授意" in profile.asked_as(profile.field("subject_name"), chosen).ask
    assert profile.articles[order.article].text.count("授意")


@pytest.mark.req("B7")
@EACH
def test_what_is_recorded_beside_an_order_is_asked_in_full(profile: Profile) -> None:
    order = profile.suppression
    assert order is not None
    ((box, codes),) = order.lifts_when.items()
    other = next(each for each in profile.field(box).codes if each not in codes)
    both = {**order.fills, box: (*codes, other)}

    asked = {each.id for each in profile.fields if profile.mandatory(each, both)}

    assert order.lifts(both)
    assert {each.id for each in profile.fields if each.mandatory} <= asked
    assert profile.asked_as(profile.field("subject_name"), both) == profile.field("subject_name")


@pytest.mark.req("B15")
def test_the_courts_say_which_of_five_things_was_not_to_be_done() -> None:
    codes = load("spc", on=date(2026, 9, 1)).field("instigated").codes

    assert set(codes) == {"record", "file", "enter", "transfer", "investigate"}


@pytest.mark.req("B7", "CH29", "H18")
async def test_an_order_goes_to_the_office_above_past_everybody_of_the_house(
    world: World,
) -> None:
    draft = await ordered(world)
    questions = await ShowQuestions(world.store, world.clock)(draft)

    record = await world.file(draft)

    assert questions.gaps == ()
    assert receivers(record) == [(cast.WU.id, Capacity.SUPERIOR_INSPECTOR)]
    assert await told(world, NoteKind.RECORD_RECEIVED) == [cast.WU.id]


@pytest.mark.req("B7", "CH29")
async def test_an_order_of_somebody_unknown_goes_the_same_way(world: World) -> None:
    draft = await ordered(world)
    draft = await world.answer(draft, "subject_name", "外来的领导")

    assert receivers(await world.file(draft)) == [(cast.WU.id, Capacity.SUPERIOR_INSPECTOR)]


@pytest.mark.req("B7", "H17", "H18")
async def test_an_order_that_is_added_later_reaches_the_office_above(world: World) -> None:
    record = await world.forward(await world.arrive(await world.file(await world.complete())))
    correct = Correct(supplementing(world))

    grown = await correct(
        record.id,
        "behaviours",
        Answer(value=("RD11-1", "RD27")),
        by=cast.LI.id,
        cause=world.cause(),
    )

    assert receivers(grown)[:-1] == receivers(record)
    assert receivers(grown)[-1] == (cast.WU.id, Capacity.SUPERIOR_INSPECTOR)


async def watchers(world: World, record: Record) -> Sequence[str]:
    serve = ServeOnPaper(world.store, world.clock, world.owing, world.conflicts)
    await serve(record.id, to=cast.WU.id)
    return await told(world, NoteKind.SERVE_ON_PAPER)


@pytest.mark.req("B7", "H18")
async def test_the_own_office_hands_no_order_over_on_paper(world: World) -> None:
    record = await world.file(await ordered(world))

    assert await watchers(world, record) == []


@pytest.mark.req("H18", "AD9")
async def test_the_own_office_hears_nothing_of_a_report_to_the_office_above(
    world: World,
) -> None:
    draft = await world.report_directly(await world.complete(), superior=True)

    assert await watchers(world, await world.file(draft)) == []


@pytest.mark.req("B7", "H18")
async def test_of_a_leavers_order_the_office_above_learns(world: World) -> None:
    await ordered(world)

    await Staff(world).let_go(cast.LI)

    assert await told(world, NoteKind.LEAVER_DRAFT) == [cast.WU.id]


@pytest.mark.req("B7", "B15", "PD23")
async def test_in_a_court_of_two_systems_it_is_recorded_by_the_one_on_insiders(
    world: World,
) -> None:
    async with world.store.begin() as uow:
        await uow.organisations.add(replace(court.COURT, superior=cast.CITY.id))
        await uow.organisations.add_department(court.BENCH)
        for person in court.EVERYBODY:
            await uow.people.add(person)

    record = await world.file(await ordered(world, court.HAN.id))

    assert (record.profile, record.beside) == ("spc", ())
    assert receivers(record) == [(cast.WU.id, Capacity.SUPERIOR_INSPECTOR)]
    assert [each.articles for each in record.receptions] == [("16",)]

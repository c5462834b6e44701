"""Filing: once per draft, along the route, and late only after the last day."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from register.afterwards import Capacity
from register.draft import Answer
from register.errors import AlreadyFiled, BeforeTheRules, EncounterMissing, Gone, NotAllowed
from register.notes import NoteKind
from register.routing import Why
from register.workdays import DayKind, SpecialDay
from tests import cast
from tests.acts.world import ANSWERS, World, at

TABS = 8


@pytest.mark.req("E1", "F1-4", "F1-5", "F1-6")
async def test_the_record_holds_the_answers_and_the_recorder_as_they_are_that_day(
    world: World,
) -> None:
    draft = await world.complete()

    record = await world.file(draft)

    assert record.answers == ANSWERS
    assert (record.by.name, record.by.department) == ("李承办", "第一检察部")
    assert (record.by.post, record.by.contact) == (cast.LI.post, cast.LI.contact)
    assert record.filed_at == world.clock()
    assert record.encountered_at == at("2026-09-30 10:00")
    assert record.number.startswith("2026-")


@pytest.mark.req("G2", "CH6", "AD3")
async def test_filing_reports_to_the_head_in_the_same_act(world: World) -> None:
    record = await world.file(await world.complete())

    assert [(r.person, r.capacity) for r in record.receptions] == [(cast.WANG.id, Capacity.HEAD)]
    (note,) = await world.notes(NoteKind.RECORD_RECEIVED)
    assert (note.object, note.addressee, note.urgent) == (record.id, cast.WANG.id, True)


async def test_the_route_shown_at_review_is_the_one_that_is_taken(world: World) -> None:
    draft = await world.complete(ANSWERS | {"subject_name": Answer(value="王主任")})

    planned = await world.plan()(draft.id, by=cast.LI.id)
    record = await world.file(draft)

    assert planned.why is Why.HEAD_INVOLVED
    assert planned.left_out == (replace(cast.WANG),)
    assert record.receptions == planned.receptions


@pytest.mark.req("H18", "CH29")
async def test_a_named_head_is_told_nothing(world: World) -> None:
    draft = await world.complete(ANSWERS | {"subject_name": Answer(value="第一检察部 王 主任")})

    record = await world.file(draft)

    assert [r.person for r in record.receptions] == [cast.ZHOU.id]
    assert cast.WANG.id not in {note.addressee for note in await world.notes()}


@pytest.mark.req("CH22")
async def test_a_direct_report_tells_the_discipline_office_alone(world: World) -> None:
    draft = await world.report_directly(await world.complete())

    record = await world.file(draft)

    assert record.direct
    assert {note.addressee for note in await world.notes()} == {cast.ZHOU.id}


async def test_eight_confirmations_at_once_give_one_record(world: World) -> None:
    draft = await world.complete()

    records = await asyncio.gather(*[world.file(draft) for _ in range(TABS)])

    assert len({record.id for record in records}) == 1
    assert len({record.number for record in records}) == 1
    assert (await world.acts())["file"] == 1
    assert len(await world.notes(NoteKind.RECORD_RECEIVED)) == 1


async def test_a_filed_draft_takes_no_answer_more(world: World) -> None:
    draft = await world.complete()
    await world.file(draft)

    with pytest.raises(AlreadyFiled):
        await world.answer(draft, "remarks", "补充")


@pytest.mark.req("A9")
async def test_nobody_files_for_another(world: World) -> None:
    draft = await world.complete()

    with pytest.raises(NotAllowed):
        await world.file(draft, by=cast.WANG.id)


async def test_a_discarded_draft_cannot_be_filed(world: World) -> None:
    draft = await world.discard(await world.complete())

    with pytest.raises(Gone):
        await world.file(draft)


async def test_without_the_time_of_the_encounter_there_is_no_filing(world: World) -> None:
    draft = await world.answer(await world.complete(), "encountered_at", None)

    with pytest.raises(EncounterMissing):
        await world.file(draft)

    assert (await world.acts())["file"] == 0


@pytest.mark.req("E3", "CH17")
async def test_an_incomplete_form_is_filed_all_the_same(world: World) -> None:
    draft = await world.complete({"encountered_at": ANSWERS["encountered_at"]})

    record = await world.file(draft)

    assert [r.person for r in record.receptions] == [cast.ZHOU.id]  # nobody is named yet


@pytest.mark.req("CH4", "CH39")
@pytest.mark.parametrize(
    ("filed", "late"), [("2026-10-10 23:59", False), ("2026-10-11 00:00", True)]
)
async def test_a_record_is_late_when_the_last_day_is_over(
    world: World, filed: str, *, late: bool
) -> None:
    draft = await world.complete()
    world.clock.set(filed)

    record = await world.file(draft)

    assert record.late is late
    (entry,) = [link.entry for link in await world.links() if link.entry.act == "file"]
    assert entry.codes == {"late": "true" if late else "false"}


async def test_a_calendar_that_changed_since_makes_nobody_late(world: World) -> None:
    """The recorder was told 10-10; then a make-up day brings the last day forward."""
    draft = await world.complete()
    made_up = SpecialDay(DayKind.MAKE_UP_WORKDAY, "补班", "test")
    stricter = {**world.calendar.special, date(2026, 10, 4): made_up}
    world.calendar = replace(world.calendar, special=stricter, version="stricter")
    world.clock.set("2026-10-10 12:00")

    record = await world.file(draft)

    assert record.deadline.due_on == date(2026, 10, 10)
    assert not record.late


async def test_a_calendar_that_gives_more_days_gives_them_to_open_drafts(world: World) -> None:
    draft = await world.complete()
    feast = SpecialDay(DayKind.HOLIDAY, "放假", "test")
    milder = {**world.calendar.special, date(2026, 10, 9): feast}
    world.calendar = replace(world.calendar, special=milder, version="milder")

    record = await world.file(draft)

    assert record.deadline.due_on == date(2026, 10, 12)
    assert record.deadline.calendar_version == "milder"


@pytest.mark.req("PD22")
async def test_an_encounter_before_the_rules_is_refused_by_name(world: World) -> None:
    draft = await world.start()

    with pytest.raises(BeforeTheRules):
        await world.answer(draft, "encountered_at", "2016-02-29T23:59")

    await world.answer(draft, "encountered_at", "2016-03-01")
    assert (await world.duty()).passed(world.clock())


@pytest.mark.req("PD22")
async def test_a_record_keeps_the_version_of_its_encounter(world: World) -> None:
    record = await world.file(await world.complete())

    assert (record.profile, record.profile_version) == ("rudong", date(2016, 3, 1))


@pytest.mark.req("B7", "H18", "B1")
async def test_an_order_not_to_record_is_recorded_past_the_leader_who_gave_it(
    world: World,
) -> None:
    answers = ANSWERS | {
        "subject_name": Answer(value=cast.WANG.name),
        "behaviours": Answer(value=("RD27",)),
    }

    record = await world.file(await world.complete(answers))

    assert record.answers["behaviours"].codes == ("RD27",)
    assert [reception.person for reception in record.receptions] == [cast.WU.id]

"""Drafting: each answer is an act of its own, whoever else is answering at that moment."""

import asyncio
from datetime import date

import pytest

from register.acts.counting import CountOut
from register.draft import Answer
from register.duties import DutyState
from register.errors import AnswerUnfit, EncounterInFuture, Gone, NotAllowed
from register.people import Person
from tests import cast
from tests.acts.world import ANSWERS, World


@pytest.mark.req("A9")
@pytest.mark.parametrize("person", cast.EVERYBODY, ids=lambda person: person.id)
async def test_whoever_is_bound_may_record(world: World, person: Person) -> None:
    draft = await world.start(person.id)

    assert (draft.recorder, draft.organisation) == (person.id, person.organisation)


@pytest.mark.req("A9")
async def test_nobody_writes_into_anothers_draft(world: World) -> None:
    draft = await world.start()

    with pytest.raises(NotAllowed):
        await world.answer(draft, "narrative", "没有这回事", by=cast.WANG.id)

    assert (await world.draft(draft)).answers == {}


async def test_two_tabs_that_answer_at_once_both_count(world: World) -> None:
    draft = await world.start()

    await asyncio.gather(
        *[world.answer(draft, question, answer) for question, answer in ANSWERS.items()]
    )

    assert (await world.draft(draft)).answers == ANSWERS
    assert (await world.acts())["answer"] == len(ANSWERS)


async def test_of_two_answers_to_one_question_the_later_stands(world: World) -> None:
    draft = await world.start()
    await asyncio.gather(*[world.answer(draft, "place", place) for place in ("走廊", "楼梯")])

    entries = [link.entry for link in await world.links() if link.entry.act == "answer"]

    assert len(entries) == 2
    assert (await world.draft(draft)).said("place") in {"走廊", "楼梯"}


async def test_a_refused_answer_changes_nothing(world: World) -> None:
    draft = await world.complete()

    for value, refusal in (("2026-10-01", EncounterInFuture), ("昨天", AnswerUnfit)):
        with pytest.raises(refusal):
            await world.answer(draft, "encountered_at", value)

    assert (await world.draft(draft)).answers == ANSWERS
    assert (await world.acts())["answer"] == len(ANSWERS)


@pytest.mark.req("CH8")
async def test_when_it_was_noticed_is_written_down_and_moves_no_deadline(world: World) -> None:
    draft = await world.answer(await world.start(), "encountered_at", "2026-09-18T10:00")
    before = await world.duty()

    await world.answer(draft, "noticed_at", "2026-09-21T08:00")

    assert await world.duty() == before
    assert (await world.draft(draft)).said("noticed_at") == "2026-09-21T08:00"


@pytest.mark.req("G1")
async def test_the_time_of_the_encounter_sets_and_moves_the_deadline(world: World) -> None:
    draft = await world.answer(await world.start(), "encountered_at", "2026-09-30T10:00")
    first = await world.duty()
    assert (first.about, first.deadline.due_on) == (draft.id, date(2026, 10, 10))

    await world.answer(draft, "encountered_at", "2026-09-18")
    moved = await world.duty()
    assert (moved.id, moved.deadline.due_on) == (first.id, date(2026, 9, 22))

    await world.answer(draft, "encountered_at", None)
    assert await world.duties() == []
    assert (await world.kept(moved)).state is DutyState.ENDED


async def test_other_answers_leave_the_deadline_alone(world: World) -> None:
    draft = await world.complete()
    owed = await world.duty()

    await world.answer(draft, "remarks", "较晚才看到")

    assert await world.duty() == owed


async def test_the_journal_names_the_question_and_not_the_answer(world: World) -> None:
    await world.answer(await world.start(), "narrative", "要求从轻处理")

    (entry,) = [link.entry for link in await world.links() if link.entry.act == "answer"]

    assert entry.codes == {"question": "narrative"}
    assert "从轻" not in repr(entry)


async def test_a_person_keeps_several_drafts(world: World) -> None:
    first, second = await world.start(), await world.start()
    await world.answer(second, "place", "走廊")

    assert (await world.draft(first)).answers == {}
    async with world.store.read() as uow:
        assert len(await uow.drafts.open_of(cast.LI.id)) == 2


async def test_a_discarded_draft_stays_and_takes_nothing_more(world: World) -> None:
    draft = await world.discard(await world.complete())

    assert (await world.draft(draft)).answers == ANSWERS
    with pytest.raises(Gone):
        await world.answer(draft, "place", Answer(value="走廊"))


async def test_a_day_is_counted_out_by_the_rules_of_the_house(world: World) -> None:
    count = CountOut(world.store, world.clock, world.current_calendar, world.zone)

    due = (await count(date(2026, 10, 9), by=cast.LI.id)).due

    assert due.due_on == date(2026, 10, 13)
    assert due.counted[0].date == date(2026, 10, 9)


@pytest.mark.req("F1-7")
@pytest.mark.parametrize(
    "answer", [Answer(value="张某盗窃案"), Answer(unknown=True, reason="没有说")]
)
async def test_what_is_no_case_number_is_kept_as_given(world: World, answer: Answer) -> None:
    draft = await world.answer(await world.start(), "case", answer)

    assert draft.answers["case"] == answer

"""What a draft asks depends on its answers, on its evidence, and on its last day."""

import pytest

from register.acts.asking import Questions, ShowQuestions
from register.draft import Answer, Draft
from tests.acts.world import ANSWERS, World


async def questions(world: World, draft: Draft) -> Questions:
    return await ShowQuestions(world.store, world.clock)(await world.draft(draft))


async def waiting(world: World, draft: Draft) -> list[str]:
    return [field.id for field in (await questions(world, draft)).gaps]


@pytest.mark.req("E6", "CH17", "G1")
async def test_the_reason_of_a_late_entry_is_asked_once_the_last_day_is_over(world: World) -> None:
    draft = await world.complete()

    world.clock.set("2026-10-10 23:59")
    assert await waiting(world, draft) == []
    world.clock.set("2026-10-11 00:00")
    assert await waiting(world, draft) == ["late_reason"]
    await world.answer(draft, "late_reason", "住院，出院后即补记")
    assert await waiting(world, draft) == []


@pytest.mark.req("E6", "CH17")
async def test_a_late_record_without_a_reason_is_filed_all_the_same(world: World) -> None:
    draft = await world.complete()
    world.clock.set("2026-10-12 09:00")

    record = await world.file(draft)

    assert record.late
    assert "late_reason" not in record.answers


async def test_nobody_is_late_before_the_time_of_the_encounter_is_known(world: World) -> None:
    draft = await world.start()
    world.clock.set("2026-12-01 09:00")

    asked = await questions(world, draft)

    assert asked.first_gap is not None
    assert asked.first_gap.id == "subject_name"
    assert "late_reason" not in {field.id for field in asked.asked}


@pytest.mark.req("B2", "RD8a")
async def test_a_letter_asks_for_its_scan_until_one_is_sealed_in_the_draft(world: World) -> None:
    draft = await world.complete(ANSWERS | {"channel": Answer(value="letter")})
    assert await waiting(world, draft) == ["material_missing"]

    item = await world.seal(b"a scan")
    await world.put(item, draft)
    assert await waiting(world, draft) == []

    await world.put(item, None)
    assert await waiting(world, draft) == ["material_missing"]


@pytest.mark.req("B8", "CH18")
async def test_a_wish_goes_with_the_answer_that_it_hangs_on(world: World) -> None:
    draft = await world.complete()
    await world.answer(draft, "no_trace", "yes")
    await world.answer(draft, "wish_referral", "omit")

    await world.answer(draft, "no_trace", "no")

    kept = (await world.draft(draft)).answers
    assert kept["no_trace"] == Answer(value="no")
    assert "wish_referral" not in kept

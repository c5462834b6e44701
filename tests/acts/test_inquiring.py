"""What the discipline office does with a report from outside (NMG 6; CH11)."""

import pytest

from register.duties import OMISSION, Rung
from register.errors import AnswerUnfit, Gone, NotAllowed
from register.notes import NoteKind
from register.omission import OmissionState, Outcome
from tests import cast
from tests.acts.omitting import STRANGER, Omitting
from tests.acts.world import World

ZHOU = cast.ZHOU.id


@pytest.fixture
async def work(world: World) -> Omitting:
    return await Omitting(world).under()


@pytest.mark.req("G26", "CH11")
async def test_its_result_has_a_target_and_is_never_late(world: World, work: Omitting) -> None:
    world.clock.set("2026-09-30 15:00")
    await work.submitted()
    duty = await world.duty(ZHOU)
    assert not duty.deadline.legal

    world.clock.set("2026-11-02 08:30")
    await world.tick()

    assert await world.digest(ZHOU) == [(OMISSION, Rung.TARGET_PASSED)]
    assert (await world.duty(ZHOU)).id == duty.id, "nobody takes it away"


@pytest.mark.req("G26", "CH11")
async def test_a_status_is_said_from_month_to_month(world: World, work: Omitting) -> None:
    sent = await work.submitted()
    first = (await world.duty(ZHOU)).deadline.due_on
    world.clock.set("2026-10-28 10:00")

    noted = await work.note(sent)

    assert [each.text for each in noted.statuses] == ["正在向承办人了解情况。"]
    assert (await world.duty(ZHOU)).deadline.due_on > first
    assert await world.digest(ZHOU) == []
    with pytest.raises(NotAllowed):
        await work.note(sent, by=cast.LI.id)
    with pytest.raises(AnswerUnfit):
        await work.note(sent, " ")


@pytest.mark.req("B10", "G26")
@pytest.mark.parametrize("outcome", Outcome)
async def test_the_result_is_recorded_and_the_reporter_gets_one_line(
    world: World, work: Omitting, outcome: Outcome
) -> None:
    sent = await work.submitted()

    decided = await work.decide(sent, outcome)

    assert decided.finding is not None
    assert (decided.finding.outcome, decided.finding.by) == (outcome, ZHOU)
    assert decided.state is OmissionState.DECIDED
    assert await world.duties(ZHOU) == []
    (line,) = await world.notes(NoteKind.OMISSION_ANSWERED)
    assert STRANGER not in str(line), "whose account it is stands in ciphertext alone"
    with pytest.raises(NotAllowed):
        await work.decide(sent, by=cast.LI.id)
    with pytest.raises(Gone):
        await work.note(sent)


@pytest.mark.req("B10", "F7c")
async def test_a_later_result_stands_behind_the_first(world: World, work: Omitting) -> None:
    sent = await work.submitted()

    await work.decide(sent, Outcome.UNSUBSTANTIATED, released="")
    decided = await work.decide(sent, Outcome.SUBSTANTIATED)

    assert [each.outcome for each in decided.findings] == [
        Outcome.UNSUBSTANTIATED,
        Outcome.SUBSTANTIATED,
    ]
    assert len(await world.notes(NoteKind.OMISSION_ANSWERED)) == 2


async def test_what_came_by_letter_is_answered_in_no_chat(world: World, work: Omitting) -> None:
    sent = await work.submit(await work.told(omission=await work.enter()))

    await work.decide(sent)

    assert await world.notes(NoteKind.OMISSION_ANSWERED) == []


async def test_what_was_never_sent_has_no_result(work: Omitting) -> None:
    with pytest.raises(NotAllowed):
        await work.decide(await work.told())


@pytest.mark.req("K1")
async def test_opening_is_written_down_and_what_is_shown_is_taken_back(
    world: World, work: Omitting
) -> None:
    sent = await work.submitted()

    opened = await work.open(sent)

    assert opened.answers == sent.answers
    assert (await world.acts())["open_omission"] == 1
    (note,) = await world.notes(NoteKind.TAKE_BACK)
    assert (note.object, note.addressee) == (sent.id, ZHOU)

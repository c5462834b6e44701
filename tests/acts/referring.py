"""How tests send a record onward."""

from collections.abc import Mapping
from datetime import date

from register.acts.onward_reading import Onward, PlanOnward, ShowOnward
from register.acts.referring import Find, Refer, Sent, Weigh
from register.draft import Answer
from register.ids import PersonId
from register.record import Record
from tests import cast
from tests.acts.world import ANSWERS, World

LETTER = Sent(document="云检纪〔2026〕3号", document_on=date(2026, 9, 30))
INSIDE = Sent()
STAFF = {"subject_class": "internal_judicial", "internal_organ": "own", "is_leader": "no"}
POLICE = {"subject_class": "internal_judicial", "internal_organ": "police", "is_leader": "no"}
LEADER = {"subject_class": "external", "is_leader": "yes"}


async def at_the_office(world: World, said: Mapping[str, str], *more: PersonId) -> Record:
    """File a direct report about somebody; it reaches the discipline office at once."""
    answers = ANSWERS | {question: Answer(value=code) for question, code in said.items()}
    record = await world.file(await world.report_directly(await world.complete(answers)))
    for person in (cast.ZHOU.id, *more):
        record = await world.arrive(record, person)
    return record


async def show(world: World, record: Record, by: PersonId = cast.ZHOU.id) -> Onward:
    act = ShowOnward(world.store, world.clock, world.zone, world.conflicts)
    return await act(record.id, by=by)


async def open_steps(world: World, record: Record) -> list[str]:
    """Return what the office can note as done, in the order in which it is shown."""
    return [each.step.id for each in (await show(world, record)).steps if each.is_open]


def plan(world: World) -> PlanOnward:
    return PlanOnward(world.store, world.clock, world.zone, world.conflicts)


def refer(world: World) -> Refer:
    return Refer(world.change_record, world.owing, world.conflicts)


async def done(
    world: World, record: Record, step: str, sent: Sent = LETTER, by: PersonId = cast.ZHOU.id
) -> Record:
    return await refer(world)(record.id, step, sent, by=by, cause=world.cause())


async def find(world: World, record: Record, question: str, code: str) -> Record:
    act = Find(world.change_record, world.owing)
    return await act(record.id, question, code, by=cast.ZHOU.id, cause=world.cause())


async def weigh(
    world: World, record: Record, *, serious: bool = True, by: PersonId = cast.ZHOU.id
) -> Record:
    act = Weigh(world.change_record, world.owing)
    reason = "多次打招呼，要求改变定性。"
    return await act(record.id, reason, serious=serious, by=by, cause=world.cause())

"""Acts that only a court knows, ready to be done."""

from collections.abc import Awaitable, Callable

from register.acts.cosigning import Cosign, DeclineCosign, OpenWitnessed
from register.acts.filing import FileRecord
from register.ids import Cause
from tests.acts.court import ANSWERS, Court
from tests.acts.world import World

Act = Callable[[Cause], Awaitable[object]]


async def file_with_people_present(world: World) -> Act:
    await Court.of(world)
    draft = await world.complete(ANSWERS)
    return lambda cause: world.file(draft, cause=cause)


async def open_witnessed(world: World) -> Act:
    court = await Court.of(world)
    record = await court.filed()
    return lambda cause: court.open(record, cause=cause)


async def cosign(world: World) -> Act:
    court = await Court.of(world)
    record = await court.filed()
    return lambda cause: court.sign(record, cause=cause)


async def decline_cosign(world: World) -> Act:
    court = await Court.of(world)
    record = await court.filed()
    return lambda cause: court.decline(record, "当时已离开", cause=cause)


ACTS: list[tuple[type, Callable[[World], Awaitable[Act]]]] = [
    (FileRecord, file_with_people_present),
    (OpenWitnessed, open_witnessed),
    (Cosign, cosign),
    (DeclineCosign, decline_cosign),
]

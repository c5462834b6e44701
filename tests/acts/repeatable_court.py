"""Acts that only a court knows, ready to be done."""

from collections.abc import Awaitable, Callable

from register.acts.cosigning import Cosign, DeclineCosign, OpenWitnessed
from register.acts.filing import FileRecord
from register.acts.leaving import MarkLeft
from register.acts.transferring import HandOn, OpenTransfer, RegisterTransfer
from register.ids import Cause
from register.transfer import Level
from tests import cast
from tests.acts.court import ANSWERS, GUAN, Court
from tests.acts.handing import JIE, Handing
from tests.acts.staff import Staff
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


async def register_transfer(world: World) -> Act:
    hands = await Handing.at_a_court(world)
    item = await world.seal(b"a letter", by=JIE.id)
    return lambda cause: hands.register(item, cause=cause)


async def hand_on(world: World) -> Act:
    hands = await Handing.at_a_court(world)
    transfer = await hands.register()
    return lambda cause: hands.sign(transfer, Level.REGISTRY, GUAN, cause=cause)


async def hand_on_to_the_end(world: World) -> Act:
    hands = await Handing.at_a_court(world)
    item = await world.seal(b"a letter", by=JIE.id)
    transfer = await hands.through(await hands.register(item), until=Level.HEAD)
    return lambda cause: hands.sign(transfer, Level.HANDLER, cast.LI, cause=cause)


async def open_transfer(world: World) -> Act:
    hands = await Handing.at_a_court(world)
    transfer = await hands.register()
    return lambda cause: hands.open(transfer, GUAN, cause=cause)


async def leave_with_material_in_hand(world: World) -> Act:
    hands = await Handing.at_a_court(world)
    await hands.through(await hands.register(), until=Level.LEADER)
    return lambda cause: Staff(world).let_go(cast.WANG, cause=cause)


ACTS: list[tuple[type, Callable[[World], Awaitable[Act]]]] = [
    (FileRecord, file_with_people_present),
    (OpenWitnessed, open_witnessed),
    (Cosign, cosign),
    (DeclineCosign, decline_cosign),
    (RegisterTransfer, register_transfer),
    (HandOn, hand_on),
    (HandOn, hand_on_to_the_end),
    (OpenTransfer, open_transfer),
    (MarkLeft, leave_with_material_in_hand),
]

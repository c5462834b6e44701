"""Acts on omission reports, ready to be done."""

from collections.abc import Awaitable, Callable

from register.acts.omission_files import AbandonFile, ReceiveFile, SealFile
from register.acts.omission_inquiry import DecideOmission, NoteStatus, OpenOmission
from register.acts.omitting import (
    BeginOmission,
    DiscardOmission,
    EnterOmission,
    OpenDoor,
    SubmitOmission,
    TakeBackTold,
    TellOmission,
)
from register.ids import Cause
from register.omission import Ask
from tests.acts.omitting import Omitting
from tests.acts.world import World

Act = Callable[[Cause], Awaitable[object]]


async def open_door(world: World) -> Act:
    work = await Omitting(world).under()
    return lambda cause: work.door(cause=cause)


async def renew_door(world: World) -> Act:
    work = await Omitting(world).under()
    await work.door()
    return lambda cause: work.door(renew=True, cause=cause)


async def begin_omission(world: World) -> Act:
    work = await Omitting(world).under()
    door = await work.door()
    return lambda cause: work.begin(door, cause=cause)


async def go_on_with_omission(world: World) -> Act:
    work = await Omitting(world).under()
    door = await work.door()
    await work.begin(door)
    return lambda cause: work.begin(door, cause=cause)


async def enter_omission(world: World) -> Act:
    work = await Omitting(world).under()
    return lambda cause: work.enter(cause=cause)


async def tell_omission(world: World) -> Act:
    work = await Omitting(world).under()
    begun = await work.begin()
    return lambda cause: work.tell(begun, Ask.CASE, "张某盗窃案", cause=cause)


async def take_back_told(world: World) -> Act:
    work = await Omitting(world).under()
    told = await work.told()
    return lambda cause: work.take_back(told, Ask.CASE, cause=cause)


async def discard_omission(world: World) -> Act:
    work = await Omitting(world).under()
    told = await work.told()
    return lambda cause: work.discard(told, cause=cause)


async def receive_file(world: World) -> Act:
    work = await Omitting(world).under()
    begun = await work.begin()
    return lambda cause: work.receive(begun, cause=cause)


async def seal_file(world: World) -> Act:
    work = await Omitting(world).under()
    begun = await work.begin()
    return lambda cause: work.seal(begun, cause=cause)


async def abandon_file(world: World) -> Act:
    work = await Omitting(world).under()
    begun = await work.begin()
    file = await work.receive(begun)
    return lambda cause: work.abandon(begun, file, cause=cause)


async def submit_omission(world: World) -> Act:
    work = await Omitting(world).under()
    told = await work.told()
    return lambda cause: work.submit(told, cause=cause)


async def open_omission(world: World) -> Act:
    work = await Omitting(world).under()
    sent = await work.submitted()
    return lambda cause: work.open(sent, cause=cause)


async def note_status(world: World) -> Act:
    work = await Omitting(world).under()
    sent = await work.submitted()
    return lambda cause: work.note(sent, cause=cause)


async def decide_omission(world: World) -> Act:
    work = await Omitting(world).under()
    sent = await work.submitted()
    return lambda cause: work.decide(sent, cause=cause)


ACTS: list[tuple[type, Callable[[World], Awaitable[Act]]]] = [
    (OpenDoor, open_door),
    (OpenDoor, renew_door),
    (BeginOmission, begin_omission),
    (BeginOmission, go_on_with_omission),
    (EnterOmission, enter_omission),
    (TellOmission, tell_omission),
    (TakeBackTold, take_back_told),
    (DiscardOmission, discard_omission),
    (ReceiveFile, receive_file),
    (SealFile, seal_file),
    (AbandonFile, abandon_file),
    (SubmitOmission, submit_omission),
    (OpenOmission, open_omission),
    (NoteStatus, note_status),
    (DecideOmission, decide_omission),
]

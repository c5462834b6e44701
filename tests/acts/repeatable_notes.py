"""Acts on case notes, ready to be done."""

from collections.abc import Awaitable, Callable

from register.acts.noting import AddNote, FileNote
from register.ids import Cause
from tests.acts.casework import Casework
from tests.acts.noting import Noting
from tests.acts.world import World

Act = Callable[[Cause], Awaitable[object]]


async def add_note(world: World) -> Act:
    case = await Casework(world).add()
    return lambda cause: Noting(world).add(case, cause=cause)


async def file_note(world: World) -> Act:
    note = await Noting(world).add()
    return lambda cause: Noting(world).file(note, cause=cause)


ACTS: list[tuple[type, Callable[[World], Awaitable[Act]]]] = [
    (AddNote, add_note),
    (FileNote, file_note),
]

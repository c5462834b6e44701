"""Opening content is an act: it is written down, and taken back from the chat (K1, K2)."""

from datetime import datetime, timedelta

from register.acts.journaling import Thing, write_down
from register.ids import Cause, PersonId
from register.notes import Note, NoteKind
from register.ports import UnitOfWork

OPEN_FOR = timedelta(minutes=10)
"""How long opened content stays in a chat."""


async def note_opening(
    uow: UnitOfWork, act: str, thing: Thing, *, by: PersonId, cause: Cause, now: datetime
) -> None:
    """Write down once that somebody opened `thing`, and let it be taken back in ten minutes."""
    if await uow.journal.seen(cause, act, thing.id):
        return
    await write_down(uow, act, thing, by=by, cause=cause, at=now)
    await take_back_later(uow, thing, by=by, cause=cause, now=now)


async def take_back_later(
    uow: UnitOfWork, thing: Thing, *, by: PersonId, cause: Cause, now: datetime
) -> None:
    """Let what was opened leave the chat again."""
    await uow.outbox.add(
        Note(
            kind=NoteKind.TAKE_BACK,
            organisation=thing.organisation,
            object=thing.id,
            addressee=by,
            key=f"take_back:{thing.id}:{by}:{cause}",
            not_before=now + OPEN_FOR,
        )
    )

"""Watching the clocks: a tick turns what is due into notes; idempotent, any process may tick."""

from dataclasses import dataclass, replace

from register.acts.journaling import write_down
from register.draft import Draft
from register.duties import reminders
from register.ids import Cause
from register.notes import Note, NoteKind
from register.ports import Clock, Store
from register.profile import load

_BATCH = 200


@dataclass(frozen=True, slots=True)
class RemindOfDrafts:
    """Remind recorders of open drafts: the working day before the last one, and that morning.

    After a standstill the reminders that were missed are told as one, from the draft as it is now.
    """

    store: Store
    clock: Clock

    async def __call__(self) -> int:
        """Return how many drafts were reminded of."""
        told = 0
        while batch := await self._batch():
            told += batch
        return told

    async def _batch(self) -> int:
        now = self.clock()
        async with self.store.begin() as uow:
            due = await uow.drafts.to_remind(until=now, limit=_BATCH)
            for draft in due:
                await uow.outbox.add(_note(draft))
                profile = load(draft.profile, on=draft.profile_version)
                times = (
                    reminders(draft.deadline, profile.house.reminder_at) if draft.deadline else ()
                )
                coming = (time for time in times if time > now)
                content = await uow.drafts.save(replace(draft, remind_at=next(coming, None)))
                await write_down(
                    uow,
                    "remind",
                    draft,
                    by=None,
                    cause=Cause(f"tick/{draft.id}/{draft.version}"),
                    at=now,
                    content=content,
                )
        return len(due)


def _note(draft: Draft) -> Note:
    if draft.remind_at is None:
        raise ValueError("a draft without a reminder is not due")
    return Note(
        kind=NoteKind.DRAFT_DUE,
        organisation=draft.organisation,
        object=draft.id,
        addressee=draft.recorder,
        key=f"draft_due:{draft.id}:{draft.remind_at.isoformat()}",
        not_before=draft.remind_at,
    )

"""A recorder takes all receipts along, in one file."""

from collections.abc import Sequence
from dataclasses import dataclass

from register.acts.journaling import write_down
from register.acts.opening import take_back_later
from register.evidence import Evidence
from register.ids import Cause, PersonId
from register.ports import Clock, Store
from register.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """One record with what is sealed in it."""

    record: Record
    evidence: Sequence[Evidence]


@dataclass(frozen=True, slots=True)
class TakeReceipts:
    """Taking receipts is an act about the recorder, written down once.

    A receipt opens no content, so no entry of a record says that it was opened; the one entry says
    how many were taken. The file is taken back from the chat like any that was opened.
    """

    store: Store
    clock: Clock

    async def __call__(self, *, by: PersonId, cause: Cause) -> Sequence[Filed]:
        """Return a person's own records; where there are none, nothing is written down."""
        now = self.clock()
        async with self.store.begin() as uow:
            person = await uow.people.get(by)
            filed = [
                Filed(record=record, evidence=await uow.evidence.of_draft(record.draft))
                for record in await uow.records.by(by, limit=None)
            ]
            if not filed or await uow.journal.seen(cause, "take_receipts", by):
                return filed
            await write_down(
                uow,
                "take_receipts",
                person,
                by=by,
                cause=cause,
                at=now,
                codes={"records": str(len(filed))},
            )
            await take_back_later(uow, person, by=by, cause=cause, now=now)
        return filed

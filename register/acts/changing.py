"""How a filed record changes: found, allowed, changed, kept, written down, told, in one go."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from register.acts.journaling import write_down
from register.ids import Cause, PersonId, RecordId
from register.permissions import Right, ensure
from register.ports import Clock, Store, UnitOfWork
from register.record import Record

Change = Callable[[UnitOfWork, Record, datetime], Awaitable[Record]]
Tell = Callable[[UnitOfWork, Record, datetime], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """The one way in which a filed record changes; an act that is repeated changes it once."""

    store: Store
    clock: Clock

    async def __call__(
        self,
        act: str,
        record_id: RecordId,
        right: Right,
        change: Change,
        *,
        by: PersonId,
        cause: Cause,
        tell: Tell,
        codes: Mapping[str, str] | None = None,
    ) -> Record:
        """Return the record as it is now; `tell` sends the news in the same transaction.

        Raise NotAllowed, Gone or what the change raises.
        """
        now = self.clock()
        async with self.store.begin() as uow:
            record = await uow.records.get(record_id)
            if await uow.journal.seen(cause, act, record_id):
                return record
            ensure(right, by, record)
            changed = await change(uow, record, now)
            content = await uow.records.save(changed)
            await write_down(
                uow, act, changed, by=by, cause=cause, at=now, content=content, codes=codes
            )
            await tell(uow, changed, now)
        return changed

"""When a note may be told: quiet hours and days off delay what is told, whatever made it late."""

from dataclasses import dataclass
from datetime import date, datetime

from register.acts.owing import Owing
from register.duties import house_hour
from register.errors import Gone
from register.ids import OrganisationId
from register.notes import NoteKind
from register.ports import Store
from register.profile import load

_IN_HOUSE_HOURS = frozenset(
    {
        NoteKind.RECORD_RECEIVED,
        NoteKind.DIGEST,
        NoteKind.DUTY_PASSED,
        NoteKind.SERVE_ON_PAPER,
        NoteKind.ZERO_REPORT_OWED,
        NoteKind.ZERO_REPORT_SUBMITTED,
    }
)


@dataclass(frozen=True, slots=True)
class TellableAt:
    """Says from when on a note that is due may be told (T4, T9)."""

    store: Store
    owing: Owing

    async def __call__(
        self, kind: str, about: str, *, organisation: OrganisationId, now: datetime
    ) -> datetime:
        """Return `now` or a later time. Raise Gone for the digest of an earlier day."""
        if kind not in _IN_HOUSE_HOURS:
            return now
        today = now.astimezone(self.owing.zone).date()
        if kind == NoteKind.DIGEST and _morning(about) < today:
            raise Gone
        async with self.store.read() as uow:
            house = load((await uow.organisations.get(organisation)).profile, on=today).house
        return house_hour(now, house, self.owing.calendar, self.owing.zone)


def _morning(about: str) -> date:
    return date.fromisoformat(about.rpartition("/")[2])

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
        NoteKind.RECORD_SUPPLEMENTED,
        NoteKind.ASKED_BACK,
        NoteKind.COSIGN_ASKED,
        NoteKind.COSIGN_REMINDED,
        NoteKind.TRANSFER_ASKED,
        NoteKind.TRANSFER_REMINDED,
        NoteKind.DIGEST,
        NoteKind.DUTY_PASSED,
        NoteKind.SERVE_ON_PAPER,
        NoteKind.CALENDAR_ENDS,
        NoteKind.LEAVER_DRAFT,
        NoteKind.DEPUTY_CHANGED,
        NoteKind.ZERO_REPORT_OWED,
        NoteKind.ZERO_REPORT_SUBMITTED,
    }
)
_UNTIL_A_DAY = frozenset(
    {
        NoteKind.COSIGN_REMINDED,
        NoteKind.TRANSFER_REMINDED,
        NoteKind.DIGEST,
        NoteKind.CALENDAR_ENDS,
    }
)
"""Notes whose object ends with the last day on which they are worth telling."""


@dataclass(frozen=True, slots=True)
class TellableAt:
    """Says from when on a note that is due may be told (T4, T9)."""

    store: Store
    owing: Owing

    async def __call__(
        self, kind: str, about: str, *, organisation: OrganisationId, now: datetime
    ) -> datetime:
        """Return `now` or a later time. Raise Gone for what is out of date."""
        if kind not in _IN_HOUSE_HOURS:
            return now
        today = now.astimezone(self.owing.zone).date()
        if kind in _UNTIL_A_DAY and _last_day(about) < today:
            raise Gone
        async with self.store.read() as uow:
            house = load((await uow.organisations.get(organisation)).profile, on=today).house
        return house_hour(now, house, self.owing.calendar(), self.owing.zone)


def _last_day(about: str) -> date:
    return date.fromisoformat(about.rpartition("/")[2])

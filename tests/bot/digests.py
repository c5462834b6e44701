"""The digests of a morning: what the snapshots hold of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.providers import WORDS
from bot.record_views import RecordViews
from bot.texts import Texts
from bot.views import Owed, View, Views
from register.acts.digesting import Digest
from register.duties import Duty, Rung
from register.zero_report import ZeroReport
from tests.bot import examples as an

TEXTS = Texts(WORDS, an.ZONE)
VIEWS = Views(TEXTS)
RECORD_VIEWS = RecordViews(TEXTS)


def _owed(duty: Duty, rung: Rung, number: str = "") -> Owed:
    return Owed(duty=duty, rung=rung, name=an.PROFILE.clock(duty.clock).name, number=number)


_TARGET = replace(an.TO_FORWARD, deadline=replace(an.TO_FORWARD.deadline, legal=False))
OWED = {
    "a draft, in good time": [_owed(an.DUTIES[an.FULL.id], Rung.DAY_BEFORE)],
    "three, one of them due": [
        _owed(an.DUTIES[an.DAY_ALONE.id], Rung.PASSED),
        _owed(an.DUTIES[an.FULL.id], Rung.DUE),
        _owed(an.TO_FORWARD, Rung.DAY_BEFORE, an.RECORD.number),
    ],
    "targets of the house": [
        _owed(_TARGET, rung, an.RECORD.number)
        for rung in (Rung.DAY_BEFORE, Rung.DUE, Rung.TARGET_PASSED)
    ],
}
ZERO_REPORTS: dict[str, list[tuple[ZeroReport, date | None]]] = {
    "of a case that was handed on": [(an.OWED, None)],
    "of a case that closes soon": [(an.MONTHLY, None), (an.OWED, date(2026, 10, 9))],
    "of a case that has closed": [(an.OWED, date(2026, 9, 28)), (an.OWED, date(2026, 10, 9))],
}


def digest_of(
    owed: Sequence[Owed], zero_reports: Sequence[tuple[ZeroReport, date | None]] = ()
) -> View:
    """Return the digest of the day on which everything here happens."""
    duties = [(each.duty, each.rung) for each in owed if each.rung]
    return VIEWS.digest(
        owed, Digest(today=an.NOW.date(), duties=duties, zero_reports=zero_reports), an.PROFILE
    )

"""The plain columns of a duty: when it is due, and by which calendar that was counted."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TypedDict

from sqlalchemy import Column, Date, String

from register.duties import Deadline
from storage.tables import UtcDateTime


class Duty(TypedDict):
    due_on: date | None
    due_at: datetime | None
    calendar_version: str | None


def duty_columns(*, nullable: bool) -> Iterator[Column[object]]:
    """Return new columns for a table; the whole count stays in the content."""
    yield Column("due_on", Date, nullable=nullable)
    yield Column("due_at", UtcDateTime, nullable=nullable)
    yield Column("calendar_version", String, nullable=nullable)


def duty_of(deadline: Deadline | None) -> Duty:
    if deadline is None:
        return Duty(due_on=None, due_at=None, calendar_version=None)
    return Duty(
        due_on=deadline.due_on,
        due_at=deadline.due_at,
        calendar_version=deadline.calendar_version,
    )

"""Duties: who owes what by when is plain, so that a sweep finds it; the count is ciphertext."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TypedDict

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    bindparam,
    select,
)

from register.duties import Deadline, Duty, DutyState
from register.ids import DutyId, PersonId
from storage.mapping import Mapper
from storage.tables import UtcDateTime, metadata
from storage.transactions import Transaction


class Due(TypedDict):
    due_on: date
    due_at: datetime
    calendar_version: str


def due_columns() -> Iterator[Column[object]]:
    """Return new columns for a table; the whole count stays in the content."""
    yield Column("due_on", Date, nullable=False)
    yield Column("due_at", UtcDateTime, nullable=False)
    yield Column("calendar_version", String, nullable=False)


def due_of(deadline: Deadline) -> Due:
    return Due(
        due_on=deadline.due_on,
        due_at=deadline.due_at,
        calendar_version=deadline.calendar_version,
    )


duties = Table(
    "duties",
    metadata,
    Column("id", String, primary_key=True),
    Column("organisation", ForeignKey("organisations.id"), nullable=False),
    Column("owner", ForeignKey("people.id"), nullable=False),
    Column("clock", String, nullable=False),
    Column("about", String, nullable=False),
    Column("profile", String, nullable=False),
    Column("profile_version", Date, nullable=False),
    Column("event_at", UtcDateTime, nullable=False),
    *due_columns(),
    Column("state", String, nullable=False),
    Column("discharged_at", UtcDateTime),
    Column("remind_at", UtcDateTime),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index(None, "about", "clock", "state"),
    Index(None, "owner", "state", "due_at"),
    Index(None, "state", "remind_at"),
    Index(None, "state", "calendar_version"),
)

_OPEN_ABOUT = (
    select(duties)
    .where(
        duties.c.about == bindparam("about"),
        duties.c.clock == bindparam("clock"),
        duties.c.state == DutyState.OPEN,
    )
    .order_by(duties.c.id)
)


class SqlDuties:
    def __init__(self, transaction: Transaction) -> None:
        self._duties = Mapper(transaction, duties, Duty)

    async def get(self, duty: DutyId) -> Duty:
        return await self._duties.get(duty)

    async def add(self, duty: Duty) -> bytes:
        return await self._duties.add(duty, **due_of(duty.deadline))

    async def save(self, duty: Duty) -> bytes:
        return await self._duties.save(duty, **due_of(duty.deadline))

    async def open_about(self, about: str, clock: str) -> Sequence[Duty]:
        return await self._duties.all(_OPEN_ABOUT, about=about, clock=clock)

    async def open_of(self, owner: PersonId) -> Sequence[Duty]:
        row = duties.c
        return await self._duties.all(
            select(duties)
            .where(row.owner == owner, row.state == DutyState.OPEN)
            .order_by(row.due_at, row.id)
        )

    async def to_remind(self, *, until: datetime, limit: int) -> Sequence[Duty]:
        row = duties.c
        return await self._duties.all(
            select(duties)
            .where(row.state == DutyState.OPEN, row.remind_at <= until)
            .order_by(row.remind_at, row.due_at, row.id)
            .limit(limit)
        )

    async def passed(self, clock: str, *, at: datetime, limit: int) -> Sequence[Duty]:
        row = duties.c
        return await self._duties.all(
            select(duties)
            .where(row.state == DutyState.OPEN, row.clock == clock, row.due_at <= at)
            .order_by(row.due_at, row.id)
            .limit(limit)
        )

    async def counted_by_others(self, calendar_version: str, *, limit: int) -> Sequence[Duty]:
        row = duties.c
        return await self._duties.all(
            select(duties)
            .where(row.state == DutyState.OPEN, row.calendar_version != calendar_version)
            .order_by(row.id)
            .limit(limit)
        )

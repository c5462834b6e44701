"""The outbox as delivery sees it: claim a note, tell it, say how it went.

A claim is a random token that runs out by machine time; putting a note off takes the token away.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import ColumnElement, bindparam, func, select, update

from storage.engine import Engine
from storage.machine import MachineTime, machine_time, new_token
from storage.outbox import WAITING, notes
from storage.transactions import reading, writing

CLAIM_SECONDS = 60.0
"""Longer than any delivery takes; a note of a killed process is claimed again after it."""

_TOLD = "told"
_DROPPED = "dropped"

# Statements are built once and take parameters: building them costs more than running them.

_FREE = (notes.c.state == WAITING) & (notes.c.claimed_until <= bindparam("machine"))
_CANDIDATE = (
    select(notes.c.id)
    .where(notes.c.not_before <= bindparam("now"), _FREE)
    .order_by(notes.c.urgent.desc(), notes.c.not_before, notes.c.id)
    .limit(1)
)
_TAKE = (
    update(notes)
    .where(notes.c.id == bindparam("which"), _FREE)
    .values(token=bindparam("token"), claimed_until=bindparam("claimed_until"))
    .returning(
        notes.c.id,
        notes.c.kind,
        notes.c.organisation,
        notes.c.object,
        notes.c.addressee,
        notes.c.key,
        notes.c.tries,
        notes.c.token,
    )
)


class Claimed(Protocol):
    @property
    def id(self) -> int: ...
    @property
    def token(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedNote:
    id: int
    kind: str
    organisation: str
    object: str
    addressee: str
    key: str
    tries: int
    token: str


class SqlNotes:
    def __init__(self, engine: Engine, *, machine: MachineTime = machine_time) -> None:
        self._engine = engine
        self._machine = machine

    async def claim(self, *, now: datetime) -> ClaimedNote | None:
        """Take the most urgent, then oldest note that is due."""
        while (candidate := await self._candidate(now)) is not None:
            claimed = await self._take(candidate)
            if claimed is not None:
                return claimed
        return None

    async def told(self, note: Claimed) -> None:
        await self._close(note, _TOLD)

    async def dropped(self, note: Claimed) -> None:
        await self._close(note, _DROPPED)

    async def later(self, note: Claimed, *, until: datetime, failed: bool) -> None:
        async with writing(self._engine) as connection:
            await connection.execute(
                update(notes)
                .where(_held(note))
                .values(
                    not_before=until,
                    tries=notes.c.tries + int(failed),
                    token=None,
                    claimed_until=0.0,
                )
            )

    async def forget_claims(self) -> None:
        """Clear what a killed process left behind; on SQLite only, as with the lanes' leases."""
        if self._engine.dialect.name == "sqlite":
            async with writing(self._engine) as connection:
                await connection.execute(
                    update(notes)
                    .where(notes.c.token.is_not(None))
                    .values(token=None, claimed_until=0.0)
                )

    async def next_due(self) -> datetime | None:
        """Return when the next note is due that waits; it may be claimed already."""
        async with reading(self._engine) as connection:
            earliest = select(func.min(notes.c.not_before)).where(notes.c.state == WAITING)
            moment: datetime | None = (await connection.execute(earliest)).scalar_one()
        return moment

    async def due(self, *, now: datetime) -> int:
        row = notes.c
        async with reading(self._engine) as connection:
            waiting = select(func.count()).where(row.state == WAITING, row.not_before <= now)
            return (await connection.execute(waiting)).scalar_one()

    async def _candidate(self, now: datetime) -> int | None:
        async with reading(self._engine) as connection:
            found = await connection.execute(_CANDIDATE, {"now": now, "machine": self._machine()})
            return found.scalar_one_or_none()

    async def _take(self, candidate: int) -> ClaimedNote | None:
        now = self._machine()
        values = {
            "which": candidate,
            "machine": now,
            "token": new_token(),
            "claimed_until": now + CLAIM_SECONDS,
        }
        async with writing(self._engine) as connection:
            taken = await connection.execute(_TAKE, values)
            found = taken.mappings().first()
        return None if found is None else ClaimedNote(**found)

    async def _close(self, note: Claimed, state: str) -> None:
        async with writing(self._engine) as connection:
            await connection.execute(
                update(notes).where(_held(note)).values(state=state, token=None)
            )


def _held(note: Claimed) -> ColumnElement[bool]:
    return (notes.c.id == note.id) & (notes.c.token == note.token)

"""Lanes: a chat's queue of updates, leased to one worker at a time.

A lease is a random token that runs out by machine time, so that a killed worker blocks nobody.
Every change of a lane is one conditional UPDATE, the same on SQLite and PostgreSQL.
"""

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    bindparam,
    func,
    select,
    update,
)

from storage.engine import Connection, Engine
from storage.machine import MachineTime, new_token
from storage.tables import RowNumber, UtcDateTime, metadata
from storage.transactions import reading, writing

LEASE_SECONDS = 30.0
WAITING = "waiting"

updates = Table(
    "updates",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("bot", BigInteger, nullable=False),
    Column("update_id", BigInteger, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("handled_at", UtcDateTime),
    Column("state", String, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("payload", LargeBinary),
    UniqueConstraint("bot", "update_id"),
    Index(None, "bot", "state", "chat", "id"),
    # The number is the cause of an act: after pruning it must not be given again.
    sqlite_autoincrement=True,
)

lanes = Table(
    "lanes",
    metadata,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("token", String),
    # Machine time, seconds.
    Column("leased_until", Double, nullable=False),
    Column("rests_until", Double, nullable=False),
)

# Statements are built once and take parameters: building them costs more than running them.

_FREE = (lanes.c.leased_until <= bindparam("now")) & (lanes.c.rests_until <= bindparam("now"))
_THIS = (lanes.c.bot == bindparam("of")) & (lanes.c.chat == bindparam("in"))
_OURS = _THIS & (lanes.c.token == bindparam("ours"))
_CANDIDATE = (
    select(lanes.c.chat)
    .join(updates, (updates.c.bot == lanes.c.bot) & (updates.c.chat == lanes.c.chat))
    .where(updates.c.bot == bindparam("of"), updates.c.state == WAITING, _FREE)
    .order_by(updates.c.id)
    .limit(1)
)
_NEXT_WAKE = select(func.min(lanes.c.rests_until)).where(
    lanes.c.bot == bindparam("of"), lanes.c.rests_until > bindparam("now")
)
_LEASE = (
    update(lanes)
    .where(_THIS, _FREE)
    .values(token=bindparam("token"), leased_until=bindparam("leased_until"))
)
_HOLD = update(lanes).where(_OURS).values(leased_until=bindparam("leased_until"))
_GIVE_BACK = (
    update(lanes)
    .where(_OURS)
    .values(token=None, leased_until=0.0, rests_until=bindparam("rests_until"))
)


class Held(Protocol):
    """A lane with the token under which it was leased."""

    @property
    def chat(self) -> int: ...
    @property
    def token(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LeasedLane:
    chat: int
    token: str


class SqlLanes:
    """The lanes of one bot."""

    def __init__(self, engine: Engine, *, bot: int, machine: MachineTime) -> None:
        self._engine = engine
        self._bot = bot
        self._machine = machine

    async def lease(self) -> LeasedLane | None:
        """Lease the lane whose update waits longest; None when none of them is free."""
        while (chat := await self._candidate()) is not None:
            token = new_token()
            async with writing(self._engine) as connection:
                now = self._machine()
                taken = await connection.execute(
                    _LEASE, self._row(chat, now=now, token=token, leased_until=now + LEASE_SECONDS)
                )
            if taken.rowcount:
                return LeasedLane(chat=chat, token=token)
        return None

    async def renew(self, lane: Held) -> bool:
        """Prolong the lease; False when somebody else holds the lane."""
        async with writing(self._engine) as connection:
            return await self._hold(connection, lane)

    async def wait(self, lane: Held, seconds: float) -> None:
        """Give the lane back and let it rest."""
        await self._give_back(lane, rests_until=self._machine() + seconds)

    async def release(self, lane: Held) -> None:
        await self._give_back(lane, rests_until=0.0)

    async def next_wake(self) -> float | None:
        """Return in how many seconds a resting lane wakes, None when none rests."""
        now = self._machine()
        async with reading(self._engine) as connection:
            earliest = await connection.execute(_NEXT_WAKE, {"of": self._bot, "now": now})
            wakes = earliest.scalar_one()
        return None if wakes is None else wakes - now

    async def forget_leases(self) -> None:
        """Clear what a killed process left behind.

        On SQLite only, where one process owns the file; elsewhere another process may be at work
        and the leases run out by themselves.
        """
        if self._engine.dialect.name == "sqlite":
            async with writing(self._engine) as connection:
                await connection.execute(
                    update(lanes)
                    .where(lanes.c.bot == self._bot)
                    .values(token=None, leased_until=0.0)
                )

    async def _hold(self, connection: Connection, lane: Held) -> bool:
        """Lock the lane's row until the transaction ends and prolong the lease, if it is ours."""
        until = self._machine() + LEASE_SECONDS
        held = await connection.execute(
            _HOLD, self._row(lane.chat, ours=lane.token, leased_until=until)
        )
        return held.rowcount == 1

    async def _candidate(self) -> int | None:
        async with reading(self._engine) as connection:
            found = await connection.execute(_CANDIDATE, {"of": self._bot, "now": self._machine()})
            return found.scalar_one_or_none()

    async def _give_back(self, lane: Held, *, rests_until: float) -> None:
        async with writing(self._engine) as connection:
            await connection.execute(
                _GIVE_BACK, self._row(lane.chat, ours=lane.token, rests_until=rests_until)
            )

    def _row(self, chat: int, **values: object) -> dict[str, object]:
        return {"of": self._bot, "in": chat, **values}

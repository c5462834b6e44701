"""The durable inbox of one bot: raw updates are ciphertext, and erased once handled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Protocol

from sqlalchemy import Insert, bindparam, case, delete, func, select, update
from sqlalchemy.sql.dml import ReturningInsert

from register.ports import Clock, Keys
from storage.dialog_memory import memorise
from storage.engine import Engine
from storage.lanes import WAITING, Held, SqlLanes, lanes, updates
from storage.machine import MachineTime, machine_time
from storage.transactions import Transaction, insert_into, reading, writing

MOST_TRIES = 3

_HANDLED = "handled"
_SET_ASIDE = "set_aside"

_NEXT = (
    select(
        updates.c.id,
        updates.c.update_id,
        updates.c.chat,
        updates.c.received_at,
        updates.c.payload,
        updates.c.tries,
    )
    .where(
        updates.c.bot == bindparam("of"),
        updates.c.chat == bindparam("in"),
        updates.c.state == WAITING,
    )
    .order_by(updates.c.id)
    .limit(1)
)
_MARK_HANDLED = (
    updates.update()
    .where(updates.c.id == bindparam("which"))
    .values(state=_HANDLED, handled_at=bindparam("handled_at"), payload=None)
)


@cache
def _lanes(dialect: str) -> Insert:
    return insert_into(lanes, dialect).on_conflict_do_nothing()


@cache
def _keep(dialect: str) -> ReturningInsert[int]:
    return (
        insert_into(updates, dialect)
        .on_conflict_do_nothing(index_elements=["bot", "update_id"])
        .returning(updates.c.id)
    )


class Incoming(Protocol):
    """One raw update as Telegram sent it; `chat` is its lane."""

    @property
    def update_id(self) -> int: ...
    @property
    def chat(self) -> int: ...
    @property
    def payload(self) -> bytes: ...


class Numbered(Protocol):
    @property
    def id(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingUpdate:
    """An update in its lane, decrypted; `tries` counts the failures of our own code."""

    id: int
    update_id: int
    chat: int
    received_at: datetime
    payload: bytes
    tries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """An update that failed too often, as an administrator may see it: without its content."""

    id: int
    chat: int
    received_at: datetime


class SqlUpdates(SqlLanes):
    """The updates of one bot, and their lanes."""

    def __init__(
        self,
        engine: Engine,
        keys: Keys,
        clock: Clock,
        *,
        bot: int,
        machine: MachineTime = machine_time,
    ) -> None:
        super().__init__(engine, bot=bot, machine=machine)
        self._keys = keys
        self._clock = clock

    async def keep(self, batch: Sequence[Incoming]) -> int:
        """Commit a batch; an `update_id` seen before is dropped. Return how many are new."""
        if not batch:
            return 0
        now = self._clock()
        async with writing(self._engine) as connection:
            await connection.execute(
                _lanes(connection.dialect.name),
                [self._lane(chat) for chat in sorted({each.chat for each in batch})],
            )
            kept = await connection.execute(
                _keep(connection.dialect.name),
                [self._values(each, now) for each in batch],
            )
            return len(kept.all())

    async def next(self, lane: Held) -> WaitingUpdate | None:
        """Return the lane's oldest waiting update. Raise Unreadable."""
        async with reading(self._engine) as connection:
            found = await connection.execute(_NEXT, {"of": self._bot, "in": lane.chat})
            values = found.mappings().first()
        if values is None:
            return None
        place = self._place(values["update_id"])
        payload = self._keys.decrypt(values["payload"], bound_to=place)
        return WaitingUpdate(**{**values, "payload": payload})

    async def handled(
        self, lane: Held, update: Numbered, memory: Mapping[str, Mapping[str, Any] | None]
    ) -> bool:
        """Commit mark, dialog memory and the erasing of the payload together.

        Return False, and commit nothing, when the lane's token is no longer ours.
        """
        async with writing(self._engine) as connection:
            if not await self._hold(connection, lane):
                return False
            await memorise(Transaction(connection, self._keys), memory)
            await connection.execute(
                _MARK_HANDLED, {"which": update.id, "handled_at": self._clock()}
            )
            return True

    async def failed(self, lane: Held, update: Numbered) -> bool:
        """Count a try of our own code; True when the update is set aside for it."""
        tries = updates.c.tries + 1
        async with writing(self._engine) as connection:
            if not await self._hold(connection, lane):
                return False
            counted = await connection.execute(
                updates.update()
                .where(updates.c.id == update.id, updates.c.state == WAITING)
                .values(tries=tries, state=case((tries >= MOST_TRIES, _SET_ASIDE), else_=WAITING))
                .returning(updates.c.state)
            )
            state: str | None = counted.scalar_one_or_none()
        return state == _SET_ASIDE

    async def counts(self) -> tuple[int, int]:
        """Return how many updates wait and how many lanes are busy."""
        waiting = select(func.count()).where(
            updates.c.bot == self._bot, updates.c.state == WAITING
        )
        busy = select(func.count()).where(
            lanes.c.bot == self._bot, lanes.c.leased_until > self._machine()
        )
        async with reading(self._engine) as connection:
            row = await connection.execute(
                select(waiting.scalar_subquery(), busy.scalar_subquery())
            )
            waits, works = row.one()
        return waits, works

    async def prune(self, *, before: datetime) -> int:
        """Delete rows handled before a time; waiting and set-aside ones stay."""
        async with writing(self._engine) as connection:
            deleted = await connection.execute(
                delete(updates).where(updates.c.bot == self._bot, updates.c.handled_at < before)
            )
            return deleted.rowcount

    def _lane(self, chat: int) -> dict[str, Any]:
        return {
            "bot": self._bot,
            "chat": chat,
            "token": None,
            "leased_until": 0.0,
            "rests_until": 0.0,
        }

    def _values(self, incoming: Incoming, now: datetime) -> dict[str, Any]:
        place = self._place(incoming.update_id)
        return {
            "bot": self._bot,
            "update_id": incoming.update_id,
            "chat": incoming.chat,
            "received_at": now,
            "state": WAITING,
            "tries": 0,
            "payload": self._keys.encrypt(incoming.payload, bound_to=place),
        }

    def _place(self, update_id: int) -> str:
        return f"updates/{self._bot}/{update_id}"


class SqlSetAside:
    """Updates that failed, for the administrator: to list, and to let run again."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def all(self) -> Sequence[SetAside]:
        """Return them in order of arrival."""
        row = updates.c
        async with reading(self._engine) as connection:
            rows = await connection.execute(
                select(row.id, row.chat, row.received_at)
                .where(row.state == _SET_ASIDE)
                .order_by(row.id)
            )
            return [SetAside(**each) for each in rows.mappings()]

    async def retry(self, number: int) -> bool:
        """Put an update back into its lane, with fresh tries; False if it is not set aside."""
        async with writing(self._engine) as connection:
            again = await connection.execute(
                update(updates)
                .where(updates.c.id == number, updates.c.state == _SET_ASIDE)
                .values(state=WAITING, tries=0)
            )
            return again.rowcount == 1

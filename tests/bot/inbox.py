"""The inbox and the dialog memory as plain dictionaries, for tests of what works on them."""

import asyncio
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.ports import Incoming, Lane, StoredUpdate

NOW = datetime(2026, 9, 30, 2, 0, tzinfo=UTC)
TRIES = 3


@dataclass(slots=True)
class KeptUpdate:
    id: int
    update_id: int
    chat: int
    payload: bytes
    received_at: datetime = NOW
    tries: int = 0
    state: str = "waiting"


@dataclass(frozen=True, slots=True)
class HeldLane:
    chat: int
    token: str


@dataclass
class Inbox:
    """`Updates` and `DialogMemory`; `troubles` are raised by the next calls of that name."""

    rows: list[KeptUpdate] = field(default_factory=list)
    memory: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    tokens: dict[int, str] = field(default_factory=dict)
    rests: list[tuple[int, float]] = field(default_factory=list)
    troubles: dict[str, list[Exception]] = field(default_factory=lambda: defaultdict(list))
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def waiting(self, chat: int | None = None) -> list[KeptUpdate]:
        return [row for row in self.rows if row.state == "waiting" and chat in (None, row.chat)]

    def states(self) -> list[str]:
        return [row.state for row in self.rows]

    async def keep(self, batch: Sequence[Incoming]) -> int:
        self._suffer("keep")
        seen = {row.update_id for row in self.rows}
        new = [each for each in batch if each.update_id not in seen]
        for each in new:
            self.rows.append(
                KeptUpdate(next(self._numbers), each.update_id, each.chat, each.payload)
            )
        return len(new)

    async def lease(self) -> Lane | None:
        self._suffer("lease")
        free = [row.chat for row in self.waiting() if row.chat not in self.tokens]
        if not free:
            return None
        self.tokens[free[0]] = f"token {next(self._numbers)}"
        return HeldLane(free[0], self.tokens[free[0]])

    async def renew(self, lane: Lane) -> bool:
        self._suffer("renew")
        return self._holds(lane)

    async def next(self, lane: Lane) -> StoredUpdate | None:
        self._suffer("next")
        return next(iter(self.waiting(lane.chat)), None)

    async def handled(
        self, lane: Lane, update: StoredUpdate, memory: Mapping[str, Mapping[str, Any] | None]
    ) -> bool:
        self._suffer("handled")
        if not self._holds(lane):
            return False
        self._row(update).state = "handled"
        for key, row in memory.items():
            self.memory.pop(key, None)
            if row is not None:
                self.memory[key] = row
        return True

    async def failed(self, lane: Lane, update: StoredUpdate) -> bool:
        self._suffer("failed")
        row = self._row(update)
        row.tries += 1
        if row.tries == TRIES:
            row.state = "set aside"
        return row.tries == TRIES

    async def wait(self, lane: Lane, seconds: float) -> None:
        """Note the rest, and let it be over at once."""
        self.rests.append((lane.chat, seconds))
        await self.release(lane)

    async def release(self, lane: Lane) -> None:
        if self._holds(lane):
            del self.tokens[lane.chat]

    async def next_wake(self) -> float | None:
        return None

    async def forget_leases(self) -> None:
        self.tokens.clear()

    async def counts(self) -> tuple[int, int]:
        return len(self.waiting()), len(self.tokens)

    async def prune(self, *, before: datetime) -> int:
        return 0

    async def recall(self, key: str) -> Mapping[str, Any] | None:
        return self.memory.get(key)

    def _holds(self, lane: Lane) -> bool:
        return self.tokens.get(lane.chat) == lane.token

    def _row(self, update: StoredUpdate) -> KeptUpdate:
        return next(row for row in self.rows if row.id == update.id)

    def _suffer(self, call: str) -> None:
        if self.troubles[call]:
            raise self.troubles[call].pop(0)


async def until(happened: Callable[[], bool]) -> None:
    """Let everybody else go on until it has happened; takes turns of the loop, no time."""
    while not happened():  # noqa: ASYNC110 — what is waited for has no event to set
        await asyncio.sleep(0)


def message(update_id: int, chat: int, text: str = "text") -> dict[str, Any]:
    """Return a raw update: a text in a private chat."""
    person = {"id": chat, "is_bot": False, "first_name": "李承办"}
    return {
        "update_id": update_id,
        "message": {
            "message_id": update_id,
            "date": int(NOW.timestamp()),
            "chat": {"id": chat, "type": "private"},
            "from": person,
            "text": text,
        },
    }

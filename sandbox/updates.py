"""A bot's queue of updates: what Telegram keeps until the bot confirms it."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from sandbox.errors import conflict
from sandbox.signals import Signal

JsonObject = dict[str, Any]


@dataclass(slots=True)
class Pending:
    """An update not yet confirmed, and how many deliveries it still has to have."""

    update: JsonObject
    deliveries: int = 1

    @property
    def update_id(self) -> int:
        return int(self.update["update_id"])


@dataclass(slots=True)
class UpdateQueue:
    """Keeps updates in order until confirmed, for one poller or the webhook."""

    allowed: list[str] = field(default_factory=list)
    signal: Signal = field(default_factory=Signal)
    _pending: list[Pending] = field(default_factory=list)
    _last_id: int = 100_000
    _turn: int = 0

    def __len__(self) -> int:
        return len(self._pending)

    def put(self, kind: str, payload: JsonObject, *, deliveries: int = 1) -> None:
        if self.allowed and kind not in self.allowed:
            return
        self._last_id += 1
        update = {"update_id": self._last_id, kind: payload}
        self._pending.append(Pending(update, deliveries))
        self.signal.fire()

    def head(self, limit: int) -> list[Pending]:
        return self._pending[:limit]

    def delivered(self, pending: Pending) -> None:
        """Strike one delivery off; an update that has to come twice stays for a later batch.

        The queue may have been emptied while the update was under way.
        """
        pending.deliveries -= 1
        if not pending.deliveries and pending in self._pending:
            self._pending.remove(pending)

    def clear(self) -> None:
        self._pending.clear()

    def confirm(self, offset: int) -> None:
        """Forget what lies before `offset`; a negative one keeps that many from the end."""
        if offset < 0:
            del self._pending[:offset]
            return
        for pending in [each for each in self._pending if each.update_id < offset]:
            self.delivered(pending)

    async def poll(self, *, offset: int, limit: int, seconds: float) -> list[JsonObject]:
        """Answer `getUpdates`: at once if something waits, else when it comes or time is up.

        As with Telegram the younger poller wins: the older one gets 409.
        """
        turn = self.cut()
        self.confirm(offset)
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while not self._pending and loop.time() < deadline:
            await self.signal.wait(
                beyond=self.signal.version, seconds=max(0.0, deadline - loop.time())
            )
            if turn != self._turn:
                raise conflict(
                    "terminated by other getUpdates request; "
                    "make sure that only one bot instance is running"
                )
        return [pending.update for pending in self.head(limit)]

    def cut(self) -> int:
        """End the poll that is waiting, if any; returns the number of the turn that begins."""
        self._turn += 1
        self.signal.fire()
        return self._turn

"""Waiting for change without polling."""

import asyncio
import contextlib
from collections.abc import Iterator
from typing import Any

Event = dict[str, Any]


class Signal:
    """A version that only grows; whoever knows an old one can wait for the next."""

    def __init__(self) -> None:
        self.version = 0
        self._event = asyncio.Event()

    def fire(self) -> None:
        self.version += 1
        event, self._event = self._event, asyncio.Event()
        event.set()

    async def wait(self, *, beyond: int, seconds: float | None) -> bool:
        """Wait until the version is beyond the given one; false when the time ran out first."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self.version <= beyond:
                    await self._event.wait()
        return self.version > beyond


class Feed:
    """Events for everyone who listens at the moment; nobody's absence holds anything up."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[Event]] = set()

    def publish(self, event: Event) -> None:
        for listener in self._listeners:
            listener.put_nowait(event)

    @contextlib.contextmanager
    def listen(self) -> Iterator[asyncio.Queue[Event]]:
        queue: asyncio.Queue[Event] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield queue
        finally:
            self._listeners.discard(queue)

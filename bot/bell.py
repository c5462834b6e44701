"""Wakes who found nothing to do, inside one process."""

import asyncio
from contextlib import suppress


class Bell:
    """Take `next_ring` before looking for work and wait for it after: then no ring is missed."""

    def __init__(self) -> None:
        self._next = asyncio.Event()

    def next_ring(self) -> asyncio.Event:
        return self._next

    def ring(self) -> None:
        self._next.set()
        self._next = asyncio.Event()


class OutboxBell(Bell):
    """Rings when an update was handled, which may have written notes."""


async def heard(ring: asyncio.Event, *, within: float) -> None:
    """Return when the bell rings, or after so many seconds."""
    with suppress(TimeoutError):
        async with asyncio.timeout(within):
            await ring.wait()

"""The story button of the demonstration: the tour, played slowly for whoever looks at the page."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path

from app.demo import Demonstration
from app.health import on_loopback
from app.tour import Played, play, read_story

PAUSE = 2.0
"""Seconds of the machine before each step, in which the last one can be read."""


class Telling(StrEnum):
    READY = "ready"
    PLAYING = "playing"
    DONE = "done"
    STOPPED = "stopped"
    """A step did not hold, because somebody else used the phones meanwhile."""
    TOO_LATE = "too_late"
    """The phones have been used already; the story begins on empty ones."""


@dataclass(slots=True)
class Storyteller:
    """Plays the story once: `script` its steps, if the phones are still `untouched`."""

    script: Callable[[], AsyncIterator[Played]]
    untouched: Callable[[], Awaitable[bool]]
    pause: float = PAUSE
    state: Telling = Telling.READY
    caption: str = ""
    _wanted: asyncio.Event = field(default_factory=asyncio.Event)

    async def begin(self) -> None:
        """Begin at the next chance; nothing happens where it has begun or cannot."""
        if self.state is not Telling.READY:
            return
        if await self.untouched():
            self.state = Telling.PLAYING
            self._wanted.set()
        else:
            self.state = Telling.TOO_LATE

    async def run(self) -> None:
        """Wait to be asked, then tell the story to its end."""
        await self._wanted.wait()
        async for played in self.script():
            step = played.step
            self.caption = f"{step.who}\u3000{step.did}" if step.who else step.did
            if not played.ok:
                self.state = Telling.STOPPED
                return
            await asyncio.sleep(self.pause)
        self.state = Telling.DONE

    def as_json(self) -> dict[str, str]:
        return {"state": self.state, "caption": self.caption}


@asynccontextmanager
async def panel_beside(demo: Demonstration, papers: Path) -> AsyncIterator[None]:
    """Serve the side panel with its story button; the story leaves its papers in a folder."""
    story = Storyteller(partial(play, demo, read_story(), papers), demo.untouched)
    async with on_loopback(demo.panel.application(story)) as address, asyncio.TaskGroup() as tasks:
        await demo.sandbox.panel(address)
        telling = tasks.create_task(story.run())
        yield
        telling.cancel()

"""The story buttons of the demonstration: a tour, played slowly for whoever looks at the page."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from app.demo import Demonstration
from app.health import on_loopback
from app.tale import Story, Tale, read_story
from app.tour import Played, play

PAUSE = 2.0
"""Seconds of the machine before each step, in which the last one can be read."""


class Telling(StrEnum):
    READY = "ready"
    PLAYING = "playing"
    DONE = "done"
    STOPPED = "stopped"
    """A step did not hold, because somebody else used the phones meanwhile."""
    TOO_LATE = "too_late"
    """Its phones have been used already, or another story was begun; it needs empty ones."""


@dataclass(slots=True)
class Offer:
    """One story on offer: `script` plays its steps, if the phones of its house are `untouched`."""

    story: Story
    script: Callable[[], AsyncIterator[Played]]
    untouched: Callable[[], Awaitable[bool]]
    state: Telling = Telling.READY

    def as_json(self) -> dict[str, str]:
        story = self.story
        return {
            "house": story.house,
            "title": story.title,
            "about": story.about,
            "state": self.state,
        }


@dataclass(slots=True)
class Storyteller:
    """Plays one of the stories, once: time has moved on afterwards, so none is told after it."""

    offers: Mapping[str, Offer]
    pause: float = PAUSE
    caption: str = ""
    _wanted: asyncio.Queue[Offer] = field(default_factory=asyncio.Queue)

    async def begin(self, name: str) -> None:
        """Begin a story at the next chance; nothing happens where it cannot begin any more.

        Raise KeyError for one that there is not.
        """
        offer = self.offers[name]
        if offer.state is not Telling.READY:
            return
        if not await offer.untouched():
            offer.state = Telling.TOO_LATE
        elif offer.state is Telling.READY:
            for each in self.offers.values():
                each.state = Telling.TOO_LATE
            offer.state = Telling.PLAYING
            self._wanted.put_nowait(offer)

    async def run(self) -> None:
        """Wait to be asked, then tell the story to its end."""
        offer = await self._wanted.get()
        async for played in offer.script():
            step = played.step
            self.caption = f"{step.who}\u3000{step.did}" if step.who else step.did
            if not played.ok:
                offer.state = Telling.STOPPED
                return
            await asyncio.sleep(self.pause)
        offer.state = Telling.DONE

    def as_json(self) -> dict[str, Any]:
        offers = [{"name": name} | offer.as_json() for name, offer in self.offers.items()]
        return {"caption": self.caption, "offers": offers}


@asynccontextmanager
async def panel_beside(demo: Demonstration, papers: Path) -> AsyncIterator[None]:
    """Serve the side panel with its story buttons; a story leaves its papers in a folder."""
    stories = {tale: read_story(tale) for tale in Tale}
    teller = Storyteller(
        {
            tale: Offer(
                story, partial(play, demo, story, papers), partial(demo.untouched, story.house)
            )
            for tale, story in stories.items()
        }
    )
    async with (
        on_loopback(demo.panel.application(teller)) as address,
        asyncio.TaskGroup() as tasks,
    ):
        await demo.sandbox.panel(address)
        telling = tasks.create_task(teller.run())
        yield
        telling.cancel()

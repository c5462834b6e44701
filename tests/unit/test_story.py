"""The story button: it plays once, on empty phones, and says where it is."""

from collections.abc import AsyncIterator

import pytest

from app.story import Storyteller, Telling
from app.tour import Played, Step
from tests.panel_world import at


def step(did: str, *, who: str = "", trouble: str = "") -> Played:
    return Played(
        number=1,
        at=at("2026-09-30 15:00"),
        step=Step(did=did, who=who),
        saw=(),
        trouble=trouble,
        seconds=0.0,
    )


def teller(*steps: Played, untouched: bool = True) -> Storyteller:
    async def script() -> AsyncIterator[Played]:
        for each in steps:
            yield each

    async def empty() -> bool:
        return untouched

    return Storyteller(script, empty, pause=0)


@pytest.mark.parametrize(
    ("trouble", "end"), [("", Telling.DONE), ("nothing was seen", Telling.STOPPED)]
)
async def test_it_is_told_to_its_end_or_to_the_step_that_does_not_hold(
    trouble: str, end: Telling
) -> None:
    story = teller(step("过了一夜"), step("把截图转发过来", who="李承办", trouble=trouble))
    await story.begin()
    assert story.as_json() == {"state": "playing", "caption": ""}

    await story.run()

    assert story.as_json() == {"state": end, "caption": "李承办　把截图转发过来"}


async def test_on_phones_in_use_it_does_not_begin() -> None:
    story = teller(untouched=False)

    await story.begin()
    await story.begin()

    assert story.state is Telling.TOO_LATE

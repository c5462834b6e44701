"""The story buttons: one story plays, once, on empty phones, and each says where it is."""

from collections.abc import AsyncIterator

import pytest

from app.story import Offer, Storyteller, Telling
from app.tale import Step, Story
from app.tour import Played
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


def offer(*steps: Played, untouched: bool = True) -> Offer:
    async def script() -> AsyncIterator[Played]:
        for each in steps:
            yield each

    async def empty() -> bool:
        return untouched

    return Offer(Story(house="县院", title="一天", about="约一分钟", steps=()), script, empty)


def teller(*steps: Played, untouched: bool = True) -> Storyteller:
    return Storyteller({"one": offer(*steps, untouched=untouched), "other": offer()}, pause=0)


def states(story: Storyteller) -> dict[str, Telling]:
    return {name: each.state for name, each in story.offers.items()}


@pytest.mark.parametrize(
    ("trouble", "end"), [("", Telling.DONE), ("nothing was seen", Telling.STOPPED)]
)
async def test_it_is_told_to_its_end_or_to_the_step_that_does_not_hold(
    trouble: str, end: Telling
) -> None:
    story = teller(step("过了一夜"), step("把截图转发过来", who="李承办", trouble=trouble))
    await story.begin("one")
    assert states(story) == {"one": Telling.PLAYING, "other": Telling.TOO_LATE}
    assert story.caption == ""

    await story.run()

    assert states(story) == {"one": end, "other": Telling.TOO_LATE}
    assert story.caption == "李承办　把截图转发过来"


async def test_what_is_offered_says_whose_story_it_is() -> None:
    first, _ = teller().as_json()["offers"]

    assert first == {
        "name": "one",
        "house": "县院",
        "title": "一天",
        "about": "约一分钟",
        "state": "ready",
    }


async def test_on_phones_in_use_it_does_not_begin_and_the_others_may_still() -> None:
    story = teller(untouched=False)

    await story.begin("one")
    await story.begin("one")
    assert states(story) == {"one": Telling.TOO_LATE, "other": Telling.READY}

    await story.begin("other")
    assert states(story) == {"one": Telling.TOO_LATE, "other": Telling.PLAYING}


async def test_after_one_has_begun_no_other_begins() -> None:
    story = teller()
    await story.begin("other")

    await story.begin("one")

    assert states(story) == {"one": Telling.TOO_LATE, "other": Telling.PLAYING}


async def test_a_story_that_there_is_not_is_an_error() -> None:
    with pytest.raises(KeyError):
        await teller().begin("third")

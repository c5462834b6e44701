"""Asking the adviser leaves codes and no word; what it was told goes into a draft at one tap."""

import pytest

from register.acts.advising import Advise, RulesToday
from register.acts.drafting import ChangeDraft
from register.acts.filling import FillIn
from register.draft import Answer
from register.errors import AnswerUnfit, NotAllowed
from tests import cast
from tests.acts.world import World
from tests.bot.examples import PROFILE


def adviser(world: World) -> Advise:
    return Advise(RulesToday(world.store, world.clock, world.zone))


def filling(world: World) -> FillIn:
    return FillIn(ChangeDraft(world.store, world.clock), world.owing)


@pytest.mark.req("C5")
async def test_a_run_is_kept_as_codes_about_whoever_asked(world: World) -> None:
    run = await adviser(world)(
        ["views", "house", "superior", "oral"], by=cast.LI.id, cause=world.cause()
    )

    (link,) = await world.links()
    assert (link.entry.act, link.entry.object, link.entry.actor) == (
        "advise",
        cast.LI.id,
        cast.LI.id,
    )
    assert link.entry.codes == {
        "advice": "note",
        "articles": "12 12(3) 12-2",
        "path": "what.views who.house house.superior guidance.oral",
    }
    assert link.entry.content == b""
    assert run.end is not None


@pytest.mark.req("C5")
async def test_who_breaks_off_leaves_nothing(world: World) -> None:
    with pytest.raises(AnswerUnfit):
        await adviser(world)(["views", "house"], by=cast.LI.id, cause=world.cause())

    assert await world.links() == []


@pytest.mark.req("C1")
async def test_what_was_said_stands_in_the_draft(world: World) -> None:
    draft = await world.start()
    said = {"channel": ("letter",), "behaviours": ("RD8a",)}

    filled = await filling(world)(draft.id, said, by=cast.LI.id, cause=world.cause())

    assert filled.answers == {
        "channel": Answer(value="letter"),
        "behaviours": Answer(value=("RD8a",)),
    }


@pytest.mark.req("D1b", "D3")
async def test_a_sentence_that_was_sent_is_the_reply(world: World) -> None:
    draft, card = await world.start(), PROFILE.say_no[1]

    filled = await filling(world)(
        draft.id,
        card.fills,
        texts={card.quoted_in: card.text},
        by=cast.LI.id,
        cause=world.cause(),
    )

    assert filled.said("reply") == "refused_in_writing"
    assert filled.said("rule_notice") == "yes"
    assert filled.said("reply_text") == card.text


async def test_nobody_fills_the_draft_of_another(world: World) -> None:
    draft = await world.start()

    with pytest.raises(NotAllowed):
        await filling(world)(
            draft.id, {"channel": ("phone",)}, by=cast.WANG.id, cause=world.cause()
        )

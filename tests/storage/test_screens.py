"""Cards, conversations and the pace: what the bot remembers about messages."""

import asyncio
from datetime import timedelta

import pytest

from bot.ports import Cards, Conversation, Pace
from storage.cards import SqlCards, SqlConversation
from storage.engine import Engine
from storage.pace import OVERALL, PER_CHAT, SqlPace
from tests.storage.samples import MINUTE, NOW

LONG_AGO = NOW - timedelta(days=1)


@pytest.fixture
def cards(engine: Engine) -> Cards:
    return SqlCards(engine)


@pytest.fixture
def conversation(engine: Engine) -> Conversation:
    return SqlConversation(engine)


@pytest.fixture
def pace(engine: Engine) -> Pace:
    return SqlPace(engine)


async def test_a_card_is_found_by_its_object_and_number(cards: Cards) -> None:
    first = await cards.remember(
        kind="record", about="r1", person="wang", chat=5, message=1, at=NOW
    )
    await cards.remember(kind="prompt", about="r1", person="wang", chat=5, message=2, at=NOW)
    await cards.remember(kind="record", about="r2", person="wang", chat=5, message=3, at=NOW)

    card = await cards.get(first)
    assert card is not None
    assert (card.kind, card.object, card.person) == ("record", "r1", "wang")
    assert (card.chat, card.message, card.sent_at) == (5, 1, NOW)
    assert [each.message for each in await cards.of("r1")] == [1, 2]
    assert [each.message for each in await cards.of("r1", kind="prompt")] == [2]


async def test_a_message_that_shows_the_object_already_keeps_its_number(cards: Cards) -> None:
    first = await cards.remember(
        kind="record", about="r1", person="wang", chat=5, message=1, at=NOW
    )

    again = await cards.remember(
        kind="record", about="r1", person="wang", chat=5, message=1, at=NOW + MINUTE
    )

    assert again == first
    assert [card.sent_at for card in await cards.of("r1")] == [NOW + MINUTE]


async def test_a_forgotten_number_is_never_given_again(cards: Cards) -> None:
    first = await cards.remember(
        kind="record", about="r1", person="wang", chat=5, message=1, at=NOW
    )
    await cards.forget(first)
    second = await cards.remember(
        kind="record", about="r2", person="wang", chat=5, message=2, at=NOW
    )

    assert await cards.get(first) is None
    assert second > first


async def test_a_conversation_lists_each_message_once_until_cleared(
    conversation: Conversation,
) -> None:
    for messages in [(2,), (1, 2)]:
        await conversation.add("draft", chat=5, messages=messages, at=NOW)
    await conversation.add("other", chat=5, messages=[3], at=NOW)

    assert list(await conversation.of("draft")) == [(5, 1, NOW), (5, 2, NOW)]
    await conversation.clear("draft")
    assert list(await conversation.of("draft")) == []
    assert len(await conversation.of("other")) == 1


async def test_one_chat_gets_one_note_a_second(pace: Pace) -> None:
    turns = [await pace.turn(5, now=NOW) for _ in range(3)]

    assert turns == [NOW, NOW + PER_CHAT, NOW + PER_CHAT]


async def test_a_note_that_comes_back_when_it_was_told_to_has_its_turn(pace: Pace) -> None:
    await pace.turn(5, now=NOW)
    then = await pace.turn(5, now=NOW)

    assert await pace.turn(5, now=then) == then


async def test_all_chats_together_get_twenty_five_a_second(pace: Pace) -> None:
    turns = await asyncio.gather(*[pace.turn(chat, now=NOW) for chat in range(1, 9)])

    assert sorted(turns) == [NOW] + [NOW + OVERALL] * 7


async def test_a_chat_with_many_notes_does_not_push_the_others_back(pace: Pace) -> None:
    for _ in range(5):
        await pace.turn(5, now=NOW)

    assert await pace.turn(6, now=NOW + OVERALL) == NOW + OVERALL


async def test_after_a_pause_nobody_waits(pace: Pace) -> None:
    await pace.turn(5, now=LONG_AGO)

    assert await pace.turn(5, now=NOW) == NOW

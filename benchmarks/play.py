"""Holding the conversation on the phones; every step waits for what a person would wait for."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from benchmarks.conversation import ROOT, AnswerStep, Conversation, Shown
from sandbox.driver import Chat, Message, Phone

PATIENCE = 120.0
"""Seconds; generous, because many chats wait for one process on a busy machine."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A recorder and their head, each with a phone."""

    recorder: Phone
    head: Phone


class Play(Protocol):
    """One pair's conversation, phase by phase; each returns what it showed."""

    async def seal(self, pair: Pair) -> Sequence[Message]: ...
    async def begin(self, pair: Pair) -> Sequence[Message]: ...
    async def answer(self, pair: Pair) -> Sequence[Message]: ...
    async def confirm(self, pair: Pair) -> Sequence[Message]: ...
    async def tap(self, pair: Pair) -> Sequence[Message]: ...


@dataclass(frozen=True, slots=True)
class Photos:
    """Photos of which no two are alike, so that none is known already."""

    sample: bytes
    _numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    def next(self) -> tuple[str, bytes]:
        return "photo.png", self.sample + next(self._numbers).to_bytes(8, "big")


def photos_of(conversation: Conversation) -> Photos:
    return Photos((ROOT / conversation.photo).read_bytes())


@dataclass(frozen=True, slots=True)
class Recording:
    """The whole conversation, with a bot that leads it.

    Photos come from the heads: what a recorder has sealed and not used would lengthen the windows.
    """

    conversation: Conversation
    photos: Photos

    async def seal(self, pair: Pair) -> Sequence[Message]:
        [sent] = await pair.head.upload("photo", self.photos.next())
        return [await _answer(pair.head, after=sent)]

    async def begin(self, pair: Pair) -> Sequence[Message]:
        sent = await pair.recorder.send(self.conversation.begin)
        return [await _window(pair.recorder, since=sent)]

    async def answer(self, pair: Pair) -> Sequence[Message]:
        return [await self._step(pair.recorder, step) for step in self.conversation.answers]

    async def confirm(self, pair: Pair) -> Sequence[Message]:
        await pair.recorder.click(self.conversation.confirm)
        return [await pair.head.see_button(self.conversation.acknowledge, timeout=PATIENCE)]

    async def tap(self, pair: Pair) -> Sequence[Message]:
        last = (await pair.recorder.last()).id
        card = await pair.head.see_button(self.conversation.acknowledge)
        await pair.head.click(self.conversation.acknowledge, message=card, timeout=PATIENCE)
        turned = await pair.head.until(
            lambda chat: _changed(chat, card), "the card to change", timeout=PATIENCE
        )
        return [turned, await _answer(pair.recorder, after=last)]

    async def _step(self, phone: Phone, step: AnswerStep) -> Message:
        before = await _window(phone)
        if step.say is not None:
            return await _window(phone, since=await phone.send(step.say))
        assert step.tap is not None
        await phone.click(step.tap, message=before, timeout=PATIENCE)
        return await phone.until(
            lambda chat: _changed(chat, before), "the next window", timeout=PATIENCE
        )


@dataclass(frozen=True, slots=True)
class Echoing:
    """As many updates of the same kinds, with a bot that answers each by itself.

    A tap is any data for any message: an echo sends no buttons.
    """

    conversation: Conversation
    photos: Photos

    async def seal(self, pair: Pair) -> Sequence[Message]:
        [sent] = await pair.head.upload("photo", self.photos.next())
        return [await _answer(pair.head, after=sent)]

    async def begin(self, pair: Pair) -> Sequence[Message]:
        return []

    async def answer(self, pair: Pair) -> Sequence[Message]:
        for step in self.conversation.answers:
            if step.say is None:
                await _tap_anything(pair.recorder)
            else:
                await _answer(pair.recorder, after=await pair.recorder.send(step.say))
        return []

    async def confirm(self, pair: Pair) -> Sequence[Message]:
        return []

    async def tap(self, pair: Pair) -> Sequence[Message]:
        await _tap_anything(pair.head)
        return []


def as_shown(message: Message) -> Shown:
    labels = tuple(tuple(button.text for button in row) for row in message.keyboard)
    return Shown(text=message.text, keyboard=labels)


async def greet(phone: Phone, code: str = "") -> None:
    """Open the bot by its link and wait for its first words."""
    await _answer(phone, after=await phone.start(code))


async def _tap_anything(phone: Phone) -> None:
    any_message = next(each for each in await phone.messages() if each.by_bot)
    await phone.tap(any_message, "data", timeout=PATIENCE)


async def _answer(phone: Phone, *, after: int) -> Message:
    return await phone.until(
        lambda chat: next((m for m in chat.messages if m.by_bot and m.id > after), None),
        "an answer",
        timeout=PATIENCE,
    )


async def _window(phone: Phone, *, since: int = 0) -> Message:
    """Wait for a window sent after message `since`; the newest one counts."""
    return await phone.until(
        lambda chat: next(
            (m for m in reversed(chat.messages) if m.by_bot and m.keyboard and m.id > since), None
        ),
        "a window",
        timeout=PATIENCE,
    )


def _changed(chat: Chat, before: Message) -> Message | None:
    """Return the message as it is now, once it shows something else."""
    return next(
        (
            each
            for each in chat.messages
            if each.id == before.id and as_shown(each) != as_shown(before)
        ),
        None,
    )

"""The thread of a guided record: which draft, which question, and where to go from here.

The dialog's memory holds ids and flags; what was answered is in the draft.
"""

from collections.abc import Sequence
from typing import Any

from aiogram import Bot
from aiogram.fsm.state import State
from aiogram.types import Chat, InlineKeyboardMarkup, Message
from aiogram_dialog import Dialog, DialogManager, ShowMode, StartMode
from dishka import AsyncContainer
from dishka.integrations.aiogram_dialog import CONTAINER_NAME

from bot.dialogs.states import Notes, Recording, window_of
from bot.outcomes import take_away
from bot.prompts import Prompts
from bot.texts import Texts
from register.acts.asking import Questions, ShowQuestions
from register.draft import Draft
from register.ids import Cause, DraftId
from register.people import Person
from register.ports import Store
from register.profile import Profile, load
from register.provisions import Field

DRAFT = "draft"
QUESTION = "question"
COME_FROM = "come_from"
COMMAND = "command"
TOO_LONG = "too_long"
SECTION = "section"
"""Keys of the memory.

`COMMAND` is the message that opened a list of drafts, `TOO_LONG` the last one that no box could
hold, `SECTION` the part of the record whose lines are offered for change.
"""

_SHOWS_EVIDENCE = frozenset({Recording.review, Recording.evidence, Notes.asked})


def profile_of(draft: Draft) -> Profile:
    return load(draft.profile, on=draft.profile_version)


async def questions_of(manager: DialogManager, draft: Draft) -> Questions:
    """Return what the draft asks of its recorder now."""
    container: AsyncContainer = manager.middleware_data[CONTAINER_NAME]
    show_questions = await container.get(ShowQuestions)
    return await show_questions(draft)


async def resume(manager: DialogManager, draft: Draft) -> None:
    """Open the guided record at the draft's first gap, in a new window below everything."""
    question = (await questions_of(manager, draft)).first_gap
    await _drop_window(manager)
    await manager.start(
        window_of(question) if question else Recording.review,
        data={DRAFT: draft.id, QUESTION: question.id if question else None},
        mode=StartMode.RESET_STACK,
        show_mode=ShowMode.SEND,
    )


async def open_window(
    manager: DialogManager, state: State, data: dict[str, Any] | None = None
) -> None:
    """Open a list in a new window below everything."""
    await _drop_window(manager)
    await manager.start(state, data=data, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)


async def show_anew(dialogs: Sequence[Dialog], manager: DialogManager) -> None:
    """Render the open window again, where it stands, if it shows what was sealed.

    The manager itself would take the message that was tapped for its window: a card.
    """
    if not manager.has_context() or manager.current_context().state not in _SHOWS_EVIDENCE:
        return
    group = manager.current_context().state.group
    (dialog,) = (each for each in dialogs if each.states_group() is group)
    shown = await dialog.render(manager)
    bot: Bot = manager.middleware_data["bot"]
    assert isinstance(shown.reply_markup, InlineKeyboardMarkup)
    await bot.edit_message_text(
        shown.text or "",
        chat_id=shown.chat.id,
        message_id=manager.current_stack().last_message_id,
        reply_markup=shown.reply_markup,
    )


async def _drop_window(manager: DialogManager) -> None:
    """Delete the window that is open, so that no dead buttons stay up in the chat.

    Who opens a window turned away from a prompt: what is typed next belongs to the window.
    """
    prompts: Prompts = await manager.middleware_data[CONTAINER_NAME].get(Prompts)
    await prompts.close(manager.middleware_data["me"])
    window = manager.current_stack().last_message_id
    if window:
        await _take_away(manager, window)


async def _take_away(manager: DialogManager, window: int) -> None:
    texts: Texts = manager.middleware_data["texts"]
    chat: Chat = manager.middleware_data["event_chat"]
    await take_away(
        manager.middleware_data["bot"],
        chat=chat.id,
        message=window,
        cover=texts.plain("messages/taken_back"),
    )


class Talk:
    """What a handler of the guided record needs of the dialog."""

    def __init__(self, manager: DialogManager) -> None:
        self._manager = manager

    @property
    def me(self) -> Person:
        person: Person = self._manager.middleware_data["me"]
        return person

    @property
    def cause(self) -> Cause:
        cause: Cause = self._manager.middleware_data["cause"]
        return cause

    @property
    def texts(self) -> Texts:
        texts: Texts = self._manager.middleware_data["texts"]
        return texts

    @property
    def draft(self) -> DraftId:
        return DraftId(self._data[DRAFT])

    async def read_draft(self, store: Store) -> Draft:
        """Return the draft that is talked about, as it is now. Raise Gone."""
        async with store.read() as uow:
            return await uow.drafts.get(self.draft)

    @property
    def question(self) -> str:
        question: str = self._memory.get(QUESTION) or self._data[QUESTION]
        return question

    @property
    def come_from(self) -> State | None:
        """Where the question was opened by hand: review or its list of lines."""
        name = self._memory.get(COME_FROM)
        return next(
            (each for each in (Recording.review, Recording.edit) if each.state == name), None
        )

    async def ask(self, question: Field, *, come_from: State | None = None) -> None:
        """Show the window of a question; back leads to where it was opened by hand."""
        self._memory[QUESTION] = question.id
        self._memory[COME_FROM] = come_from.state if come_from else None
        await self._manager.switch_to(window_of(question))

    async def review(self) -> None:
        self._memory[COME_FROM] = None
        await self._manager.switch_to(Recording.review)

    async def go_on(self, draft: Draft) -> None:
        """Show what comes after an answer: review when it came from there, else the next gap."""
        question = (await questions_of(self._manager, draft)).first_gap
        if self.come_from or question is None:
            await self.review()
        else:
            await self.ask(question)

    async def go_back(self, draft: Draft) -> None:
        """Show the question before this one; before the first one there are the drafts."""
        asked = (await questions_of(self._manager, draft)).asked
        ids = [field.id for field in asked]
        before = ids.index(self.question) if self.question in ids else 0
        if opened_from := self.come_from:
            self._memory[COME_FROM] = None
            await self._manager.switch_to(opened_from)
        elif before:
            await self.ask(asked[before - 1])
        else:
            await self._manager.switch_to(Recording.drafts)

    async def close(self, window: Message) -> None:
        """End the dialog, and take its window out of the chat."""
        await self._manager.done(show_mode=ShowMode.NO_UPDATE)
        await _take_away(self._manager, window.message_id)

    async def drop(self) -> None:
        """End the dialog after a typed answer, and take its window out of the chat."""
        window = self._manager.current_stack().last_message_id
        await self._manager.done(show_mode=ShowMode.NO_UPDATE)
        if window:
            await _take_away(self._manager, window)

    async def keep(
        self, key: str, value: str | None, *, then: State, typed: Message | None = None
    ) -> None:
        """Keep an answer and show what comes next, below a typed one."""
        self._memory[key] = value
        if typed is not None:
            self.answered_in_words(typed)
        await self._manager.switch_to(then)

    def answered_in_words(self, message: Message) -> None:
        """A typed answer stays where it is; the window moves below it."""
        self._manager.show_mode = ShowMode.DELETE_AND_SEND

    def was_too_long(self, message: Message) -> None:
        """Note a text that no box holds; the window stays where it is."""
        self._memory[TOO_LONG] = message.message_id
        self._manager.show_mode = ShowMode.NO_UPDATE

    def goes_on_with_what_was_too_long(self, message: Message) -> bool:
        """Tell whether a text follows at once upon one that was too long, and note that.

        Telegram's apps cut what is longer than a message and send the parts together: before our
        word about the first there is nobody who could have meant the second as an answer.
        """
        follows = self._memory.get(TOO_LONG) == message.message_id - 1
        if follows:
            self.was_too_long(message)
        return follows

    @property
    def _data(self) -> dict[str, Any]:
        data = self._manager.start_data
        assert isinstance(data, dict)
        return data

    @property
    def _memory(self) -> dict[str, Any]:
        return self._manager.dialog_data

"""Questions with choices: tapped or typed, one or several, and words for what is "other"."""

from collections.abc import Collection
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.dialogs.states import Recording
from bot.dialogs.talk import Talk, profile_of
from bot.texts import Texts
from register.acts.drafting import AnswerQuestion
from register.draft import OTHER, Answer
from register.errors import AnswerUnfit, ChoiceUnreadable
from register.ports import Store
from register.provisions import Field

NONE_FITS = "none"


def labelled(question: Field, texts: Texts) -> list[tuple[str, str]]:
    """Return label and code of everything that can be chosen."""
    if question.kind == "yes_no":
        return [(label, code) for code, label in texts.words("yes_no").items()]
    return [(choice.label, choice.code) for choice in question.choices]


@inject
async def chosen(
    query: CallbackQuery,
    _: Any,
    manager: DialogManager,
    code: str,
    answer: FromDishka[AnswerQuestion],
) -> None:
    await _choose(Talk(manager), manager, code, answer)


@inject
async def choice_typed(
    message: Message,
    _: MessageInput,
    manager: DialogManager,
    store: FromDishka[Store],
    answer: FromDishka[AnswerQuestion],
) -> None:
    """Take a typed label for its button."""
    talk = Talk(manager)
    code = await _typed(message, talk, store)
    talk.answered_in_words(message)
    await _choose(talk, manager, code, answer)


async def _choose(talk: Talk, manager: DialogManager, code: str, answer: AnswerQuestion) -> None:
    """Answer with one choice; what is "other" is asked for in words first."""
    if code == OTHER:
        await manager.switch_to(Recording.words)
        return
    said = Answer(value=code)
    draft = await answer(talk.draft, talk.question, said, by=talk.me.id, cause=talk.cause)
    await talk.go_on(draft)


@inject
async def words_given(
    message: Message,
    _: MessageInput,
    manager: DialogManager,
    answer: FromDishka[AnswerQuestion],
) -> None:
    """Choose "other", in the recorder's own words."""
    talk = Talk(manager)
    words = (message.text or "").strip()
    if not words:
        raise AnswerUnfit
    said = Answer(value=OTHER, words=words)
    draft = await answer(talk.draft, talk.question, said, by=talk.me.id, cause=talk.cause)
    talk.answered_in_words(message)
    await talk.go_on(draft)


@inject
async def ticked(
    query: CallbackQuery,
    _: Any,
    manager: DialogManager,
    code: str,
    answer: FromDishka[AnswerQuestion],
    store: FromDishka[Store],
) -> None:
    await _tick(Talk(manager), code, answer, store)


@inject
async def tick_typed(
    message: Message,
    _: MessageInput,
    manager: DialogManager,
    store: FromDishka[Store],
    answer: FromDishka[AnswerQuestion],
) -> None:
    """Take a typed label for its button."""
    talk = Talk(manager)
    await _tick(talk, await _typed(message, talk, store), answer, store)
    talk.answered_in_words(message)


async def _tick(talk: Talk, code: str, answer: AnswerQuestion, store: Store) -> None:
    """Tick or untick one of several choices; "none fits" stands alone."""
    draft = await talk.read_draft(store)
    before = draft.answers.get(talk.question)
    field = profile_of(draft).field(talk.question)
    picked = toggled(code, before.codes if before else (), field)
    said = Answer(value=picked) if picked else None
    await answer(talk.draft, talk.question, said, by=talk.me.id, cause=talk.cause)


def toggled(code: str, codes: Collection[str], question: Field) -> tuple[str, ...]:
    """Return the chosen codes with one more or less, in the order of the choices.

    "None fits" stands alone.
    """
    picked = set(codes) ^ {code}
    picked -= {NONE_FITS} if code != NONE_FITS else picked - {NONE_FITS}
    order = [choice.code for choice in question.choices]
    return tuple(sorted(picked, key=order.index))


async def _typed(message: Message, talk: Talk, store: Store) -> str:
    """Return the code of a typed label. Raise ChoiceUnreadable."""
    draft = await talk.read_draft(store)
    typed = (message.text or "").strip()
    codes = dict(labelled(profile_of(draft).field(talk.question), talk.texts))
    if typed not in codes:
        raise ChoiceUnreadable
    return codes[typed]

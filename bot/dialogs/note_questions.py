"""The questions that a kind of note asks of its own, one after the other, as its data says."""

from typing import Any
from zoneinfo import ZoneInfo

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.dialogs.note_memory import ANSWERS, QUESTION, TEXT, Offered, answers_in, kind_of
from bot.dialogs.note_memory import open_question as next_question
from bot.dialogs.states import Notes
from bot.dialogs.talk import Talk
from bot.typed_time import TypedTimes
from register.acts.advising import RulesToday
from register.afterwards import LONGEST, said
from register.case_note import short
from register.draft import Answer, check, chosen
from register.errors import ChoiceUnreadable, TimeUnreadable
from register.ports import Clock
from register.provisions import Field


@inject
async def text_given(
    message: Message, _: MessageInput, manager: DialogManager, rules: FromDishka[RulesToday]
) -> None:
    """Keep what every note says last, and go on to what the kind asks."""
    manager.dialog_data[TEXT] = said(message.text or "")
    Talk(manager).answered_in_words(message)
    await _go_on(manager, await kind_of(manager, rules))


@inject
async def tapped(
    query: CallbackQuery, _: Any, manager: DialogManager, code: str, rules: FromDishka[RulesToday]
) -> None:
    """Take what was tapped; a second tap on a button that did its work answers nothing."""
    offered = await kind_of(manager, rules)
    question = _open(manager, offered)
    if code in question.codes or question.kind == "evidence":
        await _keep(manager, offered, code)


@inject
async def passed_over(
    query: CallbackQuery, _: Button, manager: DialogManager, rules: FromDishka[RulesToday]
) -> None:
    """Leave open what the kind does not insist on."""
    offered = await kind_of(manager, rules)
    if not _open(manager, offered).mandatory:
        await _keep(manager, offered, "")


@inject
async def just_now(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    rules: FromDishka[RulesToday],
    clock: FromDishka[Clock],
    zone: FromDishka[ZoneInfo],
) -> None:
    offered = await kind_of(manager, rules)
    if _open(manager, offered).kind == "when":
        now = clock().astimezone(zone).isoformat(timespec="minutes")
        await _keep(manager, offered, now)


@inject
async def typed(
    message: Message,
    _: MessageInput,
    manager: DialogManager,
    rules: FromDishka[RulesToday],
    typed_times: FromDishka[TypedTimes],
    clock: FromDishka[Clock],
    zone: FromDishka[ZoneInfo],
) -> None:
    """Read a typed answer; what cannot be read leaves the window open."""
    offered, text, now = await kind_of(manager, rules), message.text or "", clock()
    question = _open(manager, offered)
    match question.kind:
        case "text":
            value = short(text, question.max_length or LONGEST)
        case "when":
            value = typed_times.read(text, now=now.astimezone(zone)) or ""
            if not value:
                raise TimeUnreadable
            check(Answer(value=value), question, now=now, zone=zone)
        case _:
            raise ChoiceUnreadable
    Talk(manager).answered_in_words(message)
    await _keep(manager, offered, value)


@inject
async def went_back(
    query: CallbackQuery, _: Button, manager: DialogManager, rules: FromDishka[RulesToday]
) -> None:
    """Take the answer before this question back, and ask for it again."""
    offered, memory = await kind_of(manager, rules), manager.dialog_data
    answers = memory.get(ANSWERS, {})
    asked = [field.id for field in offered.kind.asked(chosen(answers_in(memory)))]
    open_one = memory.get(QUESTION)
    before = asked[: asked.index(open_one)] if open_one in asked else asked
    if not before:
        await manager.switch_to(Notes.text)
        return
    memory[ANSWERS] = {name: said for name, said in answers.items() if name in before[:-1]}
    memory[QUESTION] = before[-1]
    await manager.switch_to(Notes.asked)


async def _keep(manager: DialogManager, offered: Offered, value: str) -> None:
    memory = manager.dialog_data
    question = _open(manager, offered)
    memory[ANSWERS] = {**memory.get(ANSWERS, {}), question.id: value}
    await _go_on(manager, offered)


async def _go_on(manager: DialogManager, offered: Offered) -> None:
    """Ask what the kind asks next; when all is said, show everything once more."""
    question = next_question(offered.kind, manager.dialog_data)
    manager.dialog_data[QUESTION] = question.id if question else None
    await manager.switch_to(Notes.asked if question else Notes.sure)


def _open(manager: DialogManager, offered: Offered) -> Field:
    return offered.kind.field(manager.dialog_data[QUESTION])

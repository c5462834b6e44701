"""What happens on a tap or a typed answer in /notes: keep it, ask on; the last tap is the act."""

from typing import Any
from zoneinfo import ZoneInfo

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.dialogs.note_memory import (
    ANSWERS,
    CASE,
    CASE_WORDS,
    HAPPENED,
    KIND,
    NOTE,
    SOURCE,
    TEXT,
    VOLUME,
    answers_in,
    kind_of,
    note_of,
)
from bot.dialogs.states import Notes
from bot.dialogs.talk import Talk, resume
from bot.messages import message_of
from bot.note_papers import NotePapers
from bot.typed_time import TypedTimes
from register.acts.advising import RulesToday
from register.acts.drafting import StartDraft
from register.acts.noting import AddNote, FileNote, ShowNote
from register.case_note import PLACE_LENGTH, WORDS_LENGTH, short
from register.errors import TimeUnreadable
from register.ids import CaseId, CaseNoteId
from register.ports import Clock


async def take_over(start_data: Any, manager: DialogManager) -> None:
    """Begin with what is known already: the adviser leads here with kind and answers."""
    if isinstance(start_data, dict):
        manager.dialog_data.update(start_data)


@inject
async def chosen(
    query: CallbackQuery, _: Any, manager: DialogManager, note: str, show: FromDishka[ShowNote]
) -> None:
    await show(CaseNoteId(note), by=Talk(manager).me.id)
    await Talk(manager).keep(NOTE, note, then=Notes.note)


async def kind_chosen(query: CallbackQuery, _: Any, manager: DialogManager, kind: str) -> None:
    """Keep the kind; what was said to the questions of another one says nothing here."""
    manager.dialog_data[ANSWERS] = {}
    await Talk(manager).keep(KIND, kind, then=Notes.case)


@inject
async def record_instead(
    query: CallbackQuery, _: Button, manager: DialogManager, start: FromDishka[StartDraft]
) -> None:
    """On any doubt it is recorded (CH28): begin a record."""
    talk = Talk(manager)
    await resume(manager, await start(by=talk.me.id, cause=talk.cause))


async def case_chosen(query: CallbackQuery, _: Any, manager: DialogManager, case: str) -> None:
    manager.dialog_data[CASE_WORDS] = ""
    await Talk(manager).keep(CASE, case, then=Notes.source)


async def case_typed(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """Keep a case that is none of the person's own in their words."""
    manager.dialog_data[CASE] = None
    words = short(message.text or "", WORDS_LENGTH)
    await Talk(manager).keep(CASE_WORDS, words, then=Notes.source, typed=message)


async def no_case(query: CallbackQuery, _: Button, manager: DialogManager) -> None:
    manager.dialog_data[CASE_WORDS] = ""
    await Talk(manager).keep(CASE, None, then=Notes.source)


async def source_given(message: Message, _: MessageInput, manager: DialogManager) -> None:
    source = short(message.text or "", WORDS_LENGTH)
    await Talk(manager).keep(SOURCE, source, then=Notes.when, typed=message)


@inject
async def just_now(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    clock: FromDishka[Clock],
    zone: FromDishka[ZoneInfo],
) -> None:
    now = clock().astimezone(zone).isoformat(timespec="minutes")
    await Talk(manager).keep(HAPPENED, now, then=Notes.text)


@inject
async def when_given(
    message: Message,
    _: MessageInput,
    manager: DialogManager,
    typed_times: FromDishka[TypedTimes],
    clock: FromDishka[Clock],
    zone: FromDishka[ZoneInfo],
) -> None:
    """Read a typed time; what cannot be read leaves the window open."""
    happened = typed_times.read(message.text or "", now=clock().astimezone(zone))
    if happened is None:
        raise TimeUnreadable
    await Talk(manager).keep(HAPPENED, happened, then=Notes.text, typed=message)


@inject
async def added(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    add: FromDishka[AddNote],
    rules: FromDishka[RulesToday],
) -> None:
    """Keep the note; its window offers the paper."""
    talk, memory = Talk(manager), manager.dialog_data
    offered = await kind_of(manager, rules)
    note = await add(
        offered.kind.id,
        profile=offered.rules.id,
        case=CaseId(memory[CASE]) if memory.get(CASE) else None,
        case_words=memory.get(CASE_WORDS, ""),
        source=memory[SOURCE],
        happened=memory[HAPPENED],
        text=memory[TEXT],
        answers=answers_in(memory),
        by=talk.me.id,
        cause=talk.cause,
    )
    memory.clear()
    await Talk(manager).keep(NOTE, note.id, then=Notes.note)


@inject
async def paper(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    show: FromDishka[ShowNote],
    papers: FromDishka[NotePapers],
) -> None:
    """Send the page for the case file."""
    noted = await show(note_of(manager), by=Talk(manager).me.id)
    await papers.send(noted, message_of(query))
    manager.show_mode = ShowMode.NO_UPDATE


async def volume_given(message: Message, _: MessageInput, manager: DialogManager) -> None:
    volume = short(message.text or "", PLACE_LENGTH)
    await Talk(manager).keep(VOLUME, volume, then=Notes.page, typed=message)


@inject
async def page_given(
    message: Message, _: MessageInput, manager: DialogManager, file: FromDishka[FileNote]
) -> None:
    """Say where the note lies: the volume was asked for before."""
    talk, page = Talk(manager), message.text or ""
    volume = manager.dialog_data[VOLUME]
    await file(note_of(manager), volume=volume, page=page, by=talk.me.id, cause=talk.cause)
    talk.answered_in_words(message)
    await manager.switch_to(Notes.note)

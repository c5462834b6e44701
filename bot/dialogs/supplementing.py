"""Supplement and correction of a filed record: what to add, then a last look before it counts."""

from typing import Any
from zoneinfo import ZoneInfo

from aiogram import F
from aiogram.enums import ContentType
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Group, Keyboard, SwitchTo
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.answers import in_words
from bot.dialogs.choosing import labelled, toggled
from bot.dialogs.parts import NUMBER, choices, pages, texts_asked_about, to_close
from bot.dialogs.states import Supplementing, supplement_window_of
from bot.dialogs.talk import DRAFT, Talk, open_window
from bot.dialogs.widgets import Label, Template
from bot.messages import answer, message_of
from bot.record_views import RecordViews
from bot.texts import Texts
from bot.typed_time import TypedTimes
from register.acts.supplementing import AddEvidence, AddText, Correct
from register.afterwards import said
from register.draft import EVIDENCE, OTHER, Answer, check, offered
from register.errors import AnswerUnfit, TimeUnreadable
from register.ids import EvidenceId, RecordId
from register.permissions import Right, ensure
from register.ports import Clock, Store
from register.profile import load
from register.provisions import Field
from register.record import Record

RECORD = "record"
TEXT = "text"
QUESTION = "question"
VALUE = "value"
WORDS = "words"
ITEM = "item"
"""Keys of the memory: the record, and what is to be added to it."""
_PER_ROW = 4


def supplementing(texts: Texts) -> Dialog:
    """Return the dialog with all its windows."""

    def window(state: Any, template: str, *widgets: Keyboard | MessageInput) -> Window:
        return Window(
            Template(texts, f"windows/{template}"),
            *widgets,
            texts_asked_about(),
            state=state,
            getter=facts,
        )

    def back(state: Any) -> SwitchTo:
        return SwitchTo(Label(texts, "dialog.back"), "back", state)

    menu, typed = Supplementing.menu, ContentType.TEXT
    return Dialog(
        window(
            menu,
            "supplement",
            SwitchTo(Label(texts, "supplement.text"), "text", Supplementing.text),
            SwitchTo(Label(texts, "supplement.correct"), "correct", Supplementing.fields),
            Column(choices("item", "loose", item_chosen)),
            to_close(texts),
        ),
        window(
            Supplementing.text,
            "supplement_text",
            back(menu),
            MessageInput(text_given, content_types=typed),
        ),
        window(
            Supplementing.fields,
            "supplement_fields",
            pages(choices("field", "fields", field_chosen)),
            back(menu),
        ),
        window(
            Supplementing.value,
            "supplement_value",
            back(Supplementing.fields),
            MessageInput(value_given, content_types=typed),
        ),
        window(
            Supplementing.choice,
            "supplement_value",
            Group(choices("choice", "items", chosen), width=2),
            back(Supplementing.fields),
        ),
        window(
            Supplementing.choices,
            "supplement_choices",
            Group(choices("tick", "items", ticked, shown=NUMBER), width=_PER_ROW),
            SwitchTo(
                Label(texts, "dialog.done"), "done", Supplementing.sure, when=F["after"] != ""
            ),
            back(Supplementing.fields),
        ),
        window(
            Supplementing.sure,
            "supplement_sure",
            Button(Label(texts, "supplement.sure"), "sure", confirmed),
            back(menu),
        ),
    )


async def open_supplement(manager: DialogManager, record: Record) -> None:
    """Open the windows for a record; what is said in them is cleared with its draft."""
    data = {RECORD: record.id, DRAFT: record.draft}
    await open_window(manager, Supplementing.menu, data)


@inject
async def facts(
    dialog_manager: DialogManager, texts: Texts, store: FromDishka[Store], **_: Any
) -> dict[str, Any]:
    """Return the record, what can be added to it, and what is about to be."""
    me, memory = Talk(dialog_manager).me, dialog_manager.dialog_data
    async with store.read() as uow:
        record = await uow.records.get(_record_id(dialog_manager))
        ensure(Right.SUPPLEMENT_RECORD, me.id, record)
        loose = await uow.evidence.loose(me.id)
    profile = load(record.profile, on=record.profile_version)
    field = profile.field(memory[QUESTION]) if QUESTION in memory else None
    now = record.answers_now
    picked = memory.get(VALUE, ())
    return {
        "record": record,
        "loose": [(texts.label("supplement.item", number=each.number), each.id) for each in loose],
        "fields": [(each.label, each.id) for each in offered(now, profile) if each.id != EVIDENCE],
        "field": field,
        "text": memory.get(TEXT, ""),
        "item": next((each for each in loose if each.id == memory.get(ITEM)), None),
        "before": in_words(now.get(field.id), field, texts) if field else "",
        "after": in_words(_answer(memory), field, texts) if field and VALUE in memory else "",
        "items": _items(field, picked, texts) if field else [],
    }


def _items(field: Field, picked: tuple[str, ...], texts: Texts) -> list[tuple[str, str, str, int]]:
    """Return label, code, sign of the button and number of each choice."""
    return [
        (
            label,
            code,
            texts.label("format.ticked", number=number) if code in picked else str(number),
            number,
        )
        for number, (label, code) in enumerate(labelled(field, texts), start=1)
    ]


async def text_given(message: Message, _: MessageInput, manager: DialogManager) -> None:
    said(message.text or "")
    await _look_once_more(manager, message, **{TEXT: message.text})


async def item_chosen(query: CallbackQuery, _: Any, manager: DialogManager, evidence: str) -> None:
    await _look_once_more(manager, None, **{ITEM: evidence})


@inject
async def field_chosen(
    query: CallbackQuery,
    _: Any,
    manager: DialogManager,
    question: str,
    store: FromDishka[Store],
) -> None:
    """Ask for the new answer, several choices as they stand now."""
    record, field = await _field(manager, store, question)
    manager.dialog_data.clear()
    manager.dialog_data[QUESTION] = question
    if field.kind == "choices":
        before = record.answers_now.get(question)
        manager.dialog_data[VALUE] = list(before.codes if before else ())
    await manager.switch_to(supplement_window_of(field))


@inject
async def value_given(
    message: Message,
    _: MessageInput,
    manager: DialogManager,
    store: FromDishka[Store],
    typed_times: FromDishka[TypedTimes],
    clock: FromDishka[Clock],
    zone: FromDishka[ZoneInfo],
) -> None:
    """Take typed words: a text, a time, or what is meant by "other"."""
    memory, typed = manager.dialog_data, (message.text or "").strip()
    _record, field = await _field(manager, store, memory[QUESTION])
    now = clock().astimezone(zone)
    if field.kind == "choice":
        value: str | None = OTHER
        memory[WORDS] = typed
    elif field.kind == "when":
        value = typed_times.read(typed, now=now, day=None)
    else:
        value = typed
    if value is None:
        raise TimeUnreadable
    check(Answer(value=value, words=memory.get(WORDS, "")), field, now=now, zone=zone)
    await _look_once_more(manager, message, **{VALUE: value})


async def chosen(query: CallbackQuery, _: Any, manager: DialogManager, code: str) -> None:
    """Take one choice; what is "other" is asked for in words."""
    if code == OTHER:
        await manager.switch_to(Supplementing.value)
    else:
        await _look_once_more(manager, None, **{VALUE: code})


@inject
async def ticked(
    query: CallbackQuery,
    _: Any,
    manager: DialogManager,
    code: str,
    store: FromDishka[Store],
) -> None:
    """Tick or untick one of several choices; "none fits" stands alone."""
    _record, field = await _field(manager, store, manager.dialog_data[QUESTION])
    manager.dialog_data[VALUE] = list(toggled(code, manager.dialog_data[VALUE], field))


@inject
async def confirmed(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    add_text: FromDishka[AddText],
    correct: FromDishka[Correct],
    add_evidence: FromDishka[AddEvidence],
    views: FromDishka[RecordViews],
) -> None:
    """Add it to the record; the window gives way to who is told."""
    talk, window, memory = Talk(manager), message_of(query), manager.dialog_data
    record, me, cause = _record_id(manager), talk.me.id, talk.cause
    if TEXT in memory:
        grown = await add_text(record, memory[TEXT], by=me, cause=cause)
    elif ITEM in memory:
        grown = await add_evidence(record, EvidenceId(memory[ITEM]), by=me, cause=cause)
    else:
        grown = await correct(record, memory[QUESTION], _answer(memory), by=me, cause=cause)
    await talk.close(window)
    await answer(window, views.grown(grown))


async def _look_once_more(
    manager: DialogManager, message: Message | None, **added: object
) -> None:
    """Keep what is to be added, instead of anything before, and show it."""
    memory = manager.dialog_data
    for key in {TEXT, ITEM} - added.keys():
        memory.pop(key, None)
    memory.update(added)
    if message is not None:
        Talk(manager).answered_in_words(message)
    await manager.switch_to(Supplementing.sure)


def _record_id(manager: DialogManager) -> RecordId:
    data = manager.start_data
    assert isinstance(data, dict)
    return RecordId(data[RECORD])


async def _field(manager: DialogManager, store: Store, question: str) -> tuple[Record, Field]:
    async with store.read() as uow:
        record = await uow.records.get(_record_id(manager))
    return record, load(record.profile, on=record.profile_version).field(question)


def _answer(memory: dict[str, Any]) -> Answer:
    value = memory[VALUE]
    if not value:
        raise AnswerUnfit
    if isinstance(value, str):
        return Answer(value=value, words=memory.get(WORDS, ""))
    return Answer(value=tuple(value))

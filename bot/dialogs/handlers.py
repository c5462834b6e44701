"""What happens on a tap or a typed answer: read it, call one act, show what comes next."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot import messages
from bot.dialogs.states import Recording
from bot.dialogs.talk import Talk, profile_of, resume
from bot.dialogs.widgets import days_back
from bot.sealed import SealedCard
from bot.typed_time import TypedTimes
from bot.views import Views
from register.acts.drafting import AnswerQuestion, StartDraft, TakeUp
from register.acts.sealing import PutEvidence
from register.acts.suggesting import Suggest
from register.draft import Answer
from register.errors import AnswerTooLong, Gone, TimeUnreadable
from register.ids import DraftId, EvidenceId
from register.ports import Clock, Store


@inject
async def text_given(
    message: Message,
    _: MessageInput,
    manager: DialogManager,
    answer: FromDishka[AnswerQuestion],
    views: FromDishka[Views],
) -> None:
    """Take a typed answer; of one that is too long no part is taken for the whole."""
    talk, said = Talk(manager), Answer(value=message.text or "")
    if talk.goes_on_with_what_was_too_long(message):
        await messages.answer(message, views.about_text(), reply=True)
        return
    try:
        draft = await answer(talk.draft, talk.question, said, by=talk.me.id, cause=talk.cause)
    except AnswerTooLong as refusal:
        talk.was_too_long(message)
        await messages.answer(message, views.too_long(refusal.limit), reply=True)
        return
    talk.answered_in_words(message)
    await talk.go_on(draft)


@inject
async def suggested(
    query: CallbackQuery,
    _: Any,
    manager: DialogManager,
    number: str,
    suggest: FromDishka[Suggest],
    answer: FromDishka[AnswerQuestion],
) -> None:
    """Take a suggestion over, as if it had been typed."""
    talk = Talk(manager)
    texts = await suggest(talk.draft, talk.question, by=talk.me.id)
    if int(number) >= len(texts):
        raise Gone
    said = Answer(value=texts[int(number)])
    draft = await answer(talk.draft, talk.question, said, by=talk.me.id, cause=talk.cause)
    await talk.go_on(draft)


@inject
async def time_given(
    message: Message,
    _: MessageInput,
    manager: DialogManager,
    answer: FromDishka[AnswerQuestion],
    typed_times: FromDishka[TypedTimes],
    clock: FromDishka[Clock],
    zone: FromDishka[ZoneInfo],
) -> None:
    """Read a typed time; what cannot be read leaves the pickers open."""
    talk = Talk(manager)
    now = clock().astimezone(zone)
    said = typed_times.read(message.text or "", now=now, day=_day_at_hand(manager))
    if said is None:
        raise TimeUnreadable
    draft = await answer(
        talk.draft, talk.question, Answer(value=said), by=talk.me.id, cause=talk.cause
    )
    talk.answered_in_words(message)
    await talk.go_on(draft)


@inject
async def unknown(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    store: FromDishka[Store],
    answer: FromDishka[AnswerQuestion],
) -> None:
    """State that the box is unknown; where the rules want a reason, ask for it."""
    talk = Talk(manager)
    draft = await talk.read_draft(store)
    if profile_of(draft).field(talk.question).unknown_needs_reason:
        await manager.switch_to(Recording.why_unknown)
        return
    draft = await answer(
        talk.draft, talk.question, Answer(unknown=True), by=talk.me.id, cause=talk.cause
    )
    await talk.go_on(draft)


@inject
async def reason_chosen(
    query: CallbackQuery,
    _: Any,
    manager: DialogManager,
    code: str,
    store: FromDishka[Store],
    answer: FromDishka[AnswerQuestion],
) -> None:
    talk = Talk(manager)
    profile = profile_of(await talk.read_draft(store))
    reason = next(r.label for r in profile.unknown_reasons if r.code == code)
    draft = await answer(
        talk.draft,
        talk.question,
        Answer(unknown=True, reason=reason),
        by=talk.me.id,
        cause=talk.cause,
    )
    await talk.go_on(draft)


@inject
async def reason_given(
    message: Message,
    _: MessageInput,
    manager: DialogManager,
    answer: FromDishka[AnswerQuestion],
) -> None:
    talk = Talk(manager)
    draft = await answer(
        talk.draft,
        talk.question,
        Answer(unknown=True, reason=message.text or ""),
        by=talk.me.id,
        cause=talk.cause,
    )
    talk.answered_in_words(message)
    await talk.go_on(draft)


@inject
async def emptied(
    query: CallbackQuery, _: Button, manager: DialogManager, answer: FromDishka[AnswerQuestion]
) -> None:
    """Take an optional answer out again."""
    talk = Talk(manager)
    draft = await answer(talk.draft, talk.question, None, by=talk.me.id, cause=talk.cause)
    await talk.go_on(draft)


@inject
async def just_now(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    answer: FromDishka[AnswerQuestion],
    clock: FromDishka[Clock],
    zone: FromDishka[ZoneInfo],
) -> None:
    at = clock().astimezone(zone).replace(second=0, microsecond=0)
    await _answer_when(manager, answer, at.isoformat(timespec="minutes"))


@inject
async def day_near(
    query: CallbackQuery,
    button: Button,
    manager: DialogManager,
    clock: FromDishka[Clock],
    zone: FromDishka[ZoneInfo],
) -> None:
    """Pick today, yesterday or the day before; the button's id ends with the days back."""
    back = int((button.widget_id or "_0").rsplit("_", 1)[1])
    await _pick_day(manager, days_back(clock().astimezone(zone), back))


async def day_picked(query: Any, _: Any, manager: DialogManager, day: date) -> None:
    await _pick_day(manager, day)


async def hour_picked(query: CallbackQuery, _: Any, manager: DialogManager, hour: str) -> None:
    manager.dialog_data["hour"] = int(hour)
    await manager.switch_to(Recording.minute)


@inject
async def minute_picked(
    query: CallbackQuery,
    _: Any,
    manager: DialogManager,
    minute: str,
    answer: FromDishka[AnswerQuestion],
    zone: FromDishka[ZoneInfo],
) -> None:
    day = date.fromisoformat(manager.dialog_data["day"])
    at = datetime(
        day.year, day.month, day.day, manager.dialog_data["hour"], int(minute), tzinfo=zone
    )
    await _answer_when(manager, answer, at.isoformat(timespec="minutes"))


@inject
async def day_alone(
    query: CallbackQuery, _: Button, manager: DialogManager, answer: FromDishka[AnswerQuestion]
) -> None:
    """The recorder remembers the day and not the hour."""
    await _answer_when(manager, answer, manager.dialog_data["day"])


def _day_at_hand(manager: DialogManager) -> date | None:
    """Return the day whose hour is asked: what is typed without a day is a time of it."""
    asks_hour = manager.current_context().state in {Recording.hour, Recording.minute}
    return date.fromisoformat(manager.dialog_data["day"]) if asks_hour else None


async def _pick_day(manager: DialogManager, day: date) -> None:
    manager.dialog_data["day"] = day.isoformat()
    manager.dialog_data.pop("hour", None)
    await manager.switch_to(Recording.hour)


async def _answer_when(manager: DialogManager, answer: AnswerQuestion, moment: str) -> None:
    talk = Talk(manager)
    draft = await answer(
        talk.draft, talk.question, Answer(value=moment), by=talk.me.id, cause=talk.cause
    )
    manager.dialog_data.pop("hour", None)
    await talk.go_on(draft)


@inject
async def evidence_added(
    query: CallbackQuery,
    _: Any,
    manager: DialogManager,
    item: str,
    put: FromDishka[PutEvidence],
    card: FromDishka[SealedCard],
) -> None:
    talk = Talk(manager)
    moved = await put(EvidenceId(item), talk.draft, by=talk.me.id, cause=talk.cause)
    await card.turn([moved], me=talk.me)


@inject
async def evidence_removed(
    query: CallbackQuery,
    _: Any,
    manager: DialogManager,
    item: str,
    put: FromDishka[PutEvidence],
    card: FromDishka[SealedCard],
) -> None:
    talk = Talk(manager)
    moved = await put(EvidenceId(item), None, by=talk.me.id, cause=talk.cause)
    await card.turn([moved], me=talk.me)


@inject
async def back(
    query: CallbackQuery, _: Button, manager: DialogManager, store: FromDishka[Store]
) -> None:
    talk = Talk(manager)
    draft = await talk.read_draft(store)
    await talk.go_back(draft)


@inject
async def asked_again(
    query: CallbackQuery, _: Button, manager: DialogManager, store: FromDishka[Store]
) -> None:
    """Return from a side window (article, reason, pickers) to the question."""
    talk = Talk(manager)
    draft = await talk.read_draft(store)
    await talk.ask(profile_of(draft).field(talk.question), come_from=talk.come_from)


async def to_review(query: CallbackQuery, _: Button, manager: DialogManager) -> None:
    await Talk(manager).review()


@inject
async def draft_chosen(
    query: CallbackQuery,
    _: Any,
    manager: DialogManager,
    draft_id: str,
    take_up: FromDishka[TakeUp],
) -> None:
    talk = Talk(manager)
    await resume(manager, await take_up(DraftId(draft_id), by=talk.me.id, cause=talk.cause))


@inject
async def draft_begun(
    query: CallbackQuery, _: Button, manager: DialogManager, start: FromDishka[StartDraft]
) -> None:
    talk = Talk(manager)
    await resume(manager, await start(by=talk.me.id, cause=talk.cause))

"""What opens the guided record, and what finds it again when a window is lost. The last router."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any

from aiogram import BaseMiddleware, F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, ExceptionTypeFilter
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, ErrorEvent, Message, TelegramObject
from aiogram_dialog import Dialog, DialogManager, setup_dialogs
from aiogram_dialog.api.exceptions import OutdatedIntent, UnknownIntent, UnknownState
from dishka.integrations.aiogram import FromDishka, inject

from bot.buttons import (
    Onward,
    RecordText,
    RegisterTransfer,
    Resume,
    ShowUnstatedReports,
    SignZeroReports,
    StartRecord,
    Supplement,
)
from bot.dialogs.advising import advising
from bot.dialogs.away import away
from bot.dialogs.casework import casework
from bot.dialogs.desk import desk
from bot.dialogs.inquiry import inquiry, open_inquiry
from bot.dialogs.mine import mine
from bot.dialogs.noting import noting
from bot.dialogs.recording import recording
from bot.dialogs.referring import open_onward, referring
from bot.dialogs.states import (
    Advising,
    Away,
    Cases,
    Desk,
    Inquiry,
    Mine,
    Notes,
    Recording,
    Todo,
    Transferring,
    Zero,
)
from bot.dialogs.supplementing import open_supplement, supplementing
from bot.dialogs.talk import COMMAND, DRAFT, open_window, resume, show_anew
from bot.dialogs.todo import todo
from bot.dialogs.transfer_handlers import register_item
from bot.dialogs.transferring import transferring
from bot.dialogs.zero import zero
from bot.intake import Intake
from bot.messages import message_of, text_asked_about
from bot.omission_buttons import SayResult, SayStatus
from bot.outcomes import WindowMessages
from bot.ports import Conversation
from bot.sealed import SealedCard
from bot.sealing import MOVING, SEALABLE
from bot.texts import Texts
from register.acts.drafting import StartDraft, TakeUp
from register.acts.sealing import Album, PutEvidence
from register.ids import Cause, DraftId, EvidenceId, RecordId
from register.people import Person
from register.permissions import Right, ensure
from register.ports import Clock, CurrentCalendar, Store

LISTS = {
    "mine": Mine.list,
    "cases": Cases.list,
    "notes": Notes.list,
    "zero": Zero.list,
    "todo": Todo.list,
    "away": Away.menu,
    "transfer": Transferring.list,
    "check": Advising.check,
    "say": Advising.say,
    "desk": Desk.list,
}
"""The commands that open a list, or the adviser."""

_COMMAND = r"^/[A-Za-z]"


def router(
    texts: Texts, calendar: CurrentCalendar, conversation: Conversation, clock: Clock
) -> Router:
    """Return the dialogs' router, the only one that pays for dialog memory."""
    dialogs, guided, notes = Router(name="dialogs"), recording(texts, calendar), noting(texts)
    dialogs.message.filter(F.chat.type == ChatType.PRIVATE)
    dialogs.message.register(new, Command("new"))
    for command, state in LISTS.items():
        dialogs.message.register(partial(show_list, state), Command(command))
    moved = partial(show_evidence_anew, (guided, notes))
    dialogs.message.register(moved, SEALABLE)
    dialogs.message.register(unknown_command, F.text.regexp(_COMMAND))
    for moving in MOVING:
        dialogs.callback_query.register(moved, moving.filter())
    dialogs.callback_query.register(start_record, StartRecord.filter())
    dialogs.callback_query.register(record_text, RecordText.filter())
    dialogs.callback_query.register(resume_draft, Resume.filter())
    dialogs.callback_query.register(sign_zero_reports, SignZeroReports.filter())
    dialogs.callback_query.register(show_unstated, ShowUnstatedReports.filter())
    dialogs.callback_query.register(supplement_record, Supplement.filter())
    dialogs.callback_query.register(send_onward, Onward.filter())
    dialogs.callback_query.register(register_item, RegisterTransfer.filter())
    dialogs.callback_query.register(say_status, SayStatus.filter())
    dialogs.callback_query.register(say_result, SayResult.filter())
    dialogs.errors.register(
        find_again, ExceptionTypeFilter(UnknownIntent, OutdatedIntent, UnknownState)
    )
    for dialog in (
        guided,
        mine(texts),
        casework(texts, calendar),
        notes,
        zero(texts),
        todo(texts),
        away(texts, calendar),
        supplementing(texts),
        referring(texts),
        transferring(texts),
        advising(texts),
        desk(texts),
        inquiry(texts),
    ):
        dialogs.include_router(dialog)
    setup_dialogs(dialogs, message_manager=WindowMessages(texts.plain("messages/taken_back")))
    remember = RememberConversation(conversation, clock)
    dialogs.message.middleware(remember)
    dialogs.callback_query.middleware(remember)
    dialogs.errors.middleware(remember)
    return dialogs


@inject
async def new(
    message: Message,
    me: Person,
    cause: Cause,
    dialog_manager: DialogManager,
    store: FromDishka[Store],
    start: FromDishka[StartDraft],
) -> None:
    """Begin a record; where drafts are open, show them first."""
    async with store.read() as uow:
        drafts = await uow.drafts.open_of(me.id)
    if drafts:
        await open_window(dialog_manager, Recording.drafts, {COMMAND: message.message_id})
    else:
        await resume(dialog_manager, await start(by=me.id, cause=cause))


async def show_list(state: State, message: Message, dialog_manager: DialogManager) -> None:
    """Open one of the lists."""
    await open_window(dialog_manager, state)


@inject
async def start_record(
    query: CallbackQuery,
    callback_data: StartRecord,
    me: Person,
    cause: Cause,
    dialog_manager: DialogManager,
    start: FromDishka[StartDraft],
    album: FromDishka[Album],
    put: FromDishka[PutEvidence],
    take_up: FromDishka[TakeUp],
    card: FromDishka[SealedCard],
) -> None:
    """Begin a record with what was sealed; what lies in a draft already leads to that draft."""
    items = await album(EvidenceId(callback_data.evidence))
    taken = next((item.draft for item in items if item.draft), None)
    if taken:
        draft = await take_up(taken, by=me.id, cause=cause)
    else:
        draft = await start(by=me.id, cause=cause)
        await card.turn(
            [await put(item.id, draft.id, by=me.id, cause=cause) for item in items], me=me
        )
    await resume(dialog_manager, draft)
    await query.answer()


@inject
async def record_text(
    query: CallbackQuery,
    me: Person,
    cause: Cause,
    dialog_manager: DialogManager,
    start: FromDishka[StartDraft],
    intake: FromDishka[Intake],
) -> None:
    """Begin a record with the text that was asked about: sealed, and in the draft."""
    item = text_asked_about(message_of(query))
    draft = await start(by=me.id, cause=cause)
    await intake(item, me=me, cause=cause)
    await resume(dialog_manager, draft)
    await query.answer()


@inject
async def resume_draft(
    query: CallbackQuery,
    callback_data: Resume,
    me: Person,
    cause: Cause,
    dialog_manager: DialogManager,
    take_up: FromDishka[TakeUp],
) -> None:
    draft = await take_up(DraftId(callback_data.draft), by=me.id, cause=cause)
    await resume(dialog_manager, draft)
    await query.answer()


async def sign_zero_reports(query: CallbackQuery, dialog_manager: DialogManager) -> None:
    """Open the zero reports from a message that asks for them."""
    await open_window(dialog_manager, Zero.list)
    await query.answer()


async def show_unstated(query: CallbackQuery, dialog_manager: DialogManager) -> None:
    """Open the list of missing zero reports from the message at the end of a month."""
    await open_window(dialog_manager, Desk.unstated)
    await query.answer()


@inject
async def supplement_record(
    query: CallbackQuery,
    callback_data: Supplement,
    me: Person,
    dialog_manager: DialogManager,
    store: FromDishka[Store],
) -> None:
    """Open the windows that add to a filed record."""
    async with store.read() as uow:
        record = await uow.records.get(RecordId(callback_data.record))
    ensure(Right.SUPPLEMENT_RECORD, me.id, record)
    await open_supplement(dialog_manager, record)
    await query.answer()


@inject
async def say_status(
    query: CallbackQuery,
    callback_data: SayStatus,
    dialog_manager: DialogManager,
    store: FromDishka[Store],
) -> None:
    """Ask how far the inquiry into a report is."""
    await open_inquiry(dialog_manager, Inquiry.status, callback_data.omission, store)
    await query.answer()


@inject
async def say_result(
    query: CallbackQuery,
    callback_data: SayResult,
    dialog_manager: DialogManager,
    store: FromDishka[Store],
) -> None:
    """Ask what the inquiry into a report found."""
    await open_inquiry(dialog_manager, Inquiry.outcome, callback_data.omission, store)
    await query.answer()


@inject
async def send_onward(
    query: CallbackQuery,
    callback_data: Onward,
    me: Person,
    dialog_manager: DialogManager,
    store: FromDishka[Store],
) -> None:
    """Open the steps onward of a record."""
    async with store.read() as uow:
        record = await uow.records.get(RecordId(callback_data.record))
    ensure(Right.REFER_RECORD, me.id, record)
    await open_onward(dialog_manager, record)
    await query.answer()


@inject
async def find_again(
    event: ErrorEvent,
    me: Person,
    cause: Cause,
    texts: Texts,
    dialog_manager: DialogManager,
    store: FromDishka[Store],
    take_up: FromDishka[TakeUp],
) -> None:
    """A button of a lost window was tapped: go on where the draft stands."""
    async with store.read() as uow:
        drafts = await uow.drafts.open_of(me.id)
    query = event.update.callback_query
    if query is not None:
        key = "alerts/found_again" if drafts else "alerts/window_closed"
        await query.answer(texts.plain(key))
        if isinstance(query.message, Message):
            await query.message.edit_reply_markup()
    if drafts:
        draft = await take_up(drafts[0].id, by=me.id, cause=cause)
        await resume(dialog_manager, draft)


async def show_evidence_anew(
    dialogs: Sequence[Dialog], _: TelegramObject, dialog_manager: DialogManager
) -> None:
    """After items were sealed or moved, show the open window as it is now."""
    await show_anew(dialogs, dialog_manager)


async def unknown_command(message: Message, texts: Texts) -> None:
    """Say which commands there are; no answer to a question begins like that."""
    await message.answer(texts.render("messages/unknown_command"))


class RememberConversation(BaseMiddleware):
    """Remember which messages a draft's conversation is made of, so that it can be cleared."""

    def __init__(self, conversation: Conversation, clock: Clock) -> None:
        self._conversation = conversation
        self._clock = clock

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        manager: DialogManager = data["dialog_manager"]
        remembered = _window_of_draft(manager)
        typed = [*_command_of(manager), *_typed(event)]
        try:
            return await handler(event, data)
        finally:  # what was refused was said all the same
            shown = _window_of_draft(manager)
            if shown is not None and (typed or shown != remembered):
                draft, window = shown
                await self._conversation.add(
                    draft, chat=data["event_chat"].id, messages=[window, *typed], at=self._clock()
                )


def _typed(event: TelegramObject) -> list[int]:
    """Return what was typed; what was sealed is cleared with the record that it lies in."""
    if isinstance(event, Message) and not SEALABLE.resolve(event):
        return [event.message_id]
    return []


def _command_of(manager: DialogManager) -> list[int]:
    """Return the command that opened the list in which a draft is being chosen."""
    data = manager.start_data if manager.has_context() else None
    return [data[COMMAND]] if isinstance(data, dict) and COMMAND in data else []


def _window_of_draft(manager: DialogManager) -> tuple[str, int] | None:
    """Return which draft is talked about, and the message that is its window."""
    window = manager.current_stack().last_message_id if manager.has_context() else None
    if window and isinstance(manager.start_data, dict) and DRAFT in manager.start_data:
        return manager.start_data[DRAFT], window
    return None

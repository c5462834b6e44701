"""What a tap or a typed answer does in /transfer: keep it, ask on; the last tap is the act."""

from typing import Any
from zoneinfo import ZoneInfo

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from dishka import FromDishka
from dishka.integrations.aiogram import inject as inject_tap
from dishka.integrations.aiogram_dialog import inject

from bot.buttons import RegisterTransfer as RegisterItem
from bot.dialogs.states import Transferring
from bot.dialogs.talk import Talk, open_window, resume
from bot.messages import answer, message_of
from bot.sealed import SealedCard
from bot.transfers import TransferCards
from bot.typed_time import TypedTimes
from bot.views import View
from register.acts.drafting import StartDraft
from register.acts.sealing import Album
from register.acts.transferring import RegisterTransfer
from register.case_note import WORDS_LENGTH, short
from register.draft import moment
from register.errors import EncounterInFuture, TimeUnreadable
from register.ids import EvidenceId, PersonId, TransferId
from register.ports import Clock, Store
from register.transfer import SOURCE_LENGTH, Received

SOURCE = "source"
POST = "source_post"
HAPPENED = "happened"
MATERIAL = "material"
CASE = "case"
HANDLER = "handler"
ITEMS = "items"
"""Keys of the memory: what was said so far of the material that is being registered."""


@inject_tap
async def register_item(
    query: CallbackQuery,
    callback_data: RegisterItem,
    dialog_manager: DialogManager,
    album: FromDishka[Album],
) -> None:
    """Begin to register what was sealed, the whole album with it."""
    items = await album(EvidenceId(callback_data.evidence))
    await open_window(dialog_manager, Transferring.source)
    dialog_manager.dialog_data[ITEMS] = [item.id for item in items]
    await query.answer()


@inject
async def shown_again(
    query: CallbackQuery,
    _: Any,
    manager: DialogManager,
    transfer: str,
    cards: FromDishka[TransferCards],
) -> None:
    """Bring the card of a transfer down to where the person is."""
    await cards.again(TransferId(transfer), message_of(query), me=Talk(manager).me)
    manager.show_mode = ShowMode.NO_UPDATE


@inject
async def recorded_instead(
    query: CallbackQuery, _: Button, manager: DialogManager, start: FromDishka[StartDraft]
) -> None:
    """What reached somebody directly is recorded (CHANGCHUN 7, third paragraph)."""
    talk = Talk(manager)
    await resume(manager, await start(by=talk.me.id, cause=talk.cause))


async def source_given(message: Message, _: MessageInput, manager: DialogManager) -> None:
    source = short(message.text or "", SOURCE_LENGTH)
    await Talk(manager).keep(SOURCE, source, then=Transferring.post, typed=message)


async def post_given(message: Message, _: MessageInput, manager: DialogManager) -> None:
    post = short(message.text or "", WORDS_LENGTH)
    await Talk(manager).keep(POST, post, then=Transferring.when, typed=message)


@inject
async def just_now(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    clock: FromDishka[Clock],
    zone: FromDishka[ZoneInfo],
) -> None:
    now = clock().astimezone(zone).isoformat(timespec="minutes")
    await Talk(manager).keep(HAPPENED, now, then=Transferring.material)


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
    now = clock().astimezone(zone)
    happened = typed_times.read(message.text or "", now=now)
    if happened is None:
        raise TimeUnreadable
    at = moment(happened, zone)
    if at is None or at > now:
        raise EncounterInFuture
    await Talk(manager).keep(HAPPENED, happened, then=Transferring.material, typed=message)


async def material_given(message: Message, _: MessageInput, manager: DialogManager) -> None:
    material = short(message.text or "", WORDS_LENGTH)
    await Talk(manager).keep(MATERIAL, material, then=Transferring.case, typed=message)


async def case_given(message: Message, _: MessageInput, manager: DialogManager) -> None:
    case = short(message.text or "", WORDS_LENGTH)
    await Talk(manager).keep(CASE, case, then=Transferring.handler, typed=message)


async def handler_chosen(query: CallbackQuery, _: Any, manager: DialogManager, who: str) -> None:
    await Talk(manager).keep(HANDLER, who, then=Transferring.sure)


async def item_toggled(query: CallbackQuery, _: Any, manager: DialogManager, item: str) -> None:
    """Put a sealed item beside what is registered, or take it out again."""
    picked = set(manager.dialog_data.get(ITEMS, [])) ^ {item}
    manager.dialog_data[ITEMS] = sorted(picked)


@inject
async def registered(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    register: FromDishka[RegisterTransfer],
    store: FromDishka[Store],
    card: FromDishka[SealedCard],
) -> None:
    """Register it; the window gives way to the number, and the items' cards say where they are."""
    talk, window, memory = Talk(manager), message_of(query), manager.dialog_data
    async with store.read() as uow:
        loose = {each.id for each in await uow.evidence.loose(talk.me.id)}
    picked = [EvidenceId(each) for each in memory.get(ITEMS, []) if each in loose]
    transfer = await register(
        Received(
            source=memory[SOURCE],
            source_post=memory[POST],
            material=memory[MATERIAL],
            happened=memory[HAPPENED],
            case=memory[CASE],
        ),
        handler=PersonId(memory[HANDLER]),
        evidence=picked,
        by=talk.me.id,
        cause=talk.cause,
    )
    async with store.read() as uow:
        items = [await uow.evidence.get(each) for each in transfer.evidence]
    await card.turn(items, me=talk.me)
    await talk.close(window)
    done = talk.texts.render("messages/transfer_registered", transfer=transfer)
    await answer(window, View(text=done))

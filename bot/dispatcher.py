"""The dispatcher: errors, door, cards, sealing, dialogs, and last what nobody asked for."""

from aiogram import Dispatcher
from aiogram.fsm.storage.base import BaseStorage
from dishka import AsyncContainer
from dishka.integrations.aiogram import setup_dishka

from bot import (
    cards,
    cosigning,
    errors,
    opinions,
    recusals,
    sealing,
    start,
    transfers,
    unasked,
    unbinding,
)
from bot.dialogs import router as dialogs
from bot.identity import Identify
from bot.ports import Conversation
from bot.texts import Texts
from register.acts.reaching import MarkReachable
from register.ports import Clock, CurrentCalendar, Store


def make_dispatcher(
    *,
    texts: Texts,
    calendar: CurrentCalendar,
    memory: BaseStorage,
    conversation: Conversation,
    store: Store,
    clock: Clock,
    mark_reachable: MarkReachable,
    container: AsyncContainer,
) -> Dispatcher:
    """Return a dispatcher of its own; no event isolation, since a lane hands over one by one."""
    # aiogram's own states would read the memory for every update; only dialogs ask for it.
    dispatcher = Dispatcher(disable_fsm=True, fsm_storage=memory, texts=texts)
    setup_dishka(container, dispatcher)
    identify = Identify(store, mark_reachable)
    for observer in (
        dispatcher.message,
        dispatcher.edited_message,
        dispatcher.callback_query,
        dispatcher.my_chat_member,
    ):
        observer.outer_middleware(identify)
    dispatcher.errors.outer_middleware(identify)
    for part in (
        errors.router(),
        start.router(),
        cards.router(),
        unbinding.router(),
        recusals.router(),
        cosigning.router(),
        transfers.router(),
        opinions.router(),
        sealing.router(),
        dialogs.router(texts, calendar, conversation, clock),
        unasked.router(),
    ):
        dispatcher.include_router(part)
    return dispatcher

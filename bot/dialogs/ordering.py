"""Two taps from anywhere: recording that a superior ordered not to record (B7, B15)."""

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.dialogs.talk import Talk, resume
from bot.dialogs.widgets import Label
from bot.texts import Texts
from register.acts.drafting import StartDraft
from register.acts.filling import FillIn
from register.bases import order_in
from register.draft import Draft
from register.ports import Store


def to_order(texts: Texts) -> Button:
    """Return the button of a blank draft that makes it the record of an order."""
    return Button(Label(texts, "drafts.order"), "order", order_recorded, when="may_order")


def to_new_order(texts: Texts) -> Button:
    """Return the button that begins such a record where no draft is open."""
    return Button(Label(texts, "drafts.order"), "order", order_begun, when="may_order")


def may_order(draft: Draft) -> bool:
    """Tell whether a draft can become such a record: nothing is answered in it."""
    return not draft.answers and order_in([each.rules for each in draft.systems]) is not None


@inject
async def order_recorded(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    store: FromDishka[Store],
    fill_in: FromDishka[FillIn],
) -> None:
    """Fill in what the draft is about; a tap on a button that is no longer up changes nothing."""
    draft = await Talk(manager).read_draft(store)
    await _go_on(manager, draft, fill_in)


@inject
async def order_begun(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    start: FromDishka[StartDraft],
    fill_in: FromDishka[FillIn],
) -> None:
    """Begin such a record."""
    talk = Talk(manager)
    draft = await start(by=talk.me.id, cause=talk.cause)
    await _go_on(manager, draft, fill_in)


async def _go_on(manager: DialogManager, draft: Draft, fill_in: FillIn) -> None:
    talk = Talk(manager)
    order = order_in([each.rules for each in draft.systems])
    if order is not None and may_order(draft):
        draft = await fill_in(draft.id, order.fills, by=talk.me.id, cause=talk.cause)
    await resume(manager, draft)

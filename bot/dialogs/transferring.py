"""/transfer: material received for passing on: what waits, how far it is, and registering it."""

from typing import Any

from aiogram import F
from aiogram.enums import ContentType
from aiogram.fsm.state import State
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Keyboard, SwitchTo
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.dialogs import transfer_handlers as handlers
from bot.dialogs.parts import choices, pages, texts_asked_about, to_close
from bot.dialogs.states import Transferring
from bot.dialogs.transfer_handlers import CASE, HANDLER, HAPPENED, ITEMS, MATERIAL, POST, SOURCE
from bot.dialogs.widgets import Label, Template
from bot.texts import Texts
from register.acts.transferring import ShowTransfers
from register.ids import PersonId
from register.people import Person, Role
from register.ports import Store
from register.transfer import Transfer


def transferring(texts: Texts) -> Dialog:
    """Return the dialog with all its windows."""

    def window(
        state: State, name: str, *widgets: Keyboard | MessageInput, getter: Any = being_registered
    ) -> Window:
        text = Template(texts, f"windows/{name}")
        return Window(text, *widgets, state=state, getter=getter)

    def typed(handler: Any) -> MessageInput:
        return MessageInput(handler, content_types=ContentType.TEXT)

    def back(state: State) -> SwitchTo:
        return SwitchTo(Label(texts, "dialog.back"), "back", state)

    def tapped(label: str, handler: Any, **how: Any) -> Button:
        return Button(Label(texts, label), label.partition(".")[2], handler, **how)

    return Dialog(
        window(
            Transferring.list,
            "transfers",
            pages(choices("transfer", "items", handlers.shown_again)),
            SwitchTo(
                Label(texts, "transfer.add"), "add", Transferring.source, when="may_register"
            ),
            tapped("transfer.record", handlers.recorded_instead, when=~F["may_register"]),
            to_close(texts),
            texts_asked_about(),
            getter=mine,
        ),
        window(
            Transferring.source,
            "transfer_source",
            back(Transferring.list),
            typed(handlers.source_given),
        ),
        window(
            Transferring.post,
            "transfer_post",
            back(Transferring.source),
            typed(handlers.post_given),
        ),
        window(
            Transferring.when,
            "transfer_when",
            tapped("dialog.just_now", handlers.just_now),
            back(Transferring.post),
            typed(handlers.when_given),
        ),
        window(
            Transferring.material,
            "transfer_material",
            back(Transferring.when),
            typed(handlers.material_given),
        ),
        window(
            Transferring.case,
            "transfer_case",
            back(Transferring.material),
            typed(handlers.case_given),
        ),
        window(
            Transferring.handler,
            "transfer_handler",
            pages(choices("handler", "people", handlers.handler_chosen)),
            back(Transferring.case),
            texts_asked_about(),
        ),
        window(
            Transferring.sure,
            "transfer_sure",
            pages(choices("item", "loose", handlers.item_toggled)),
            tapped("transfer.sure", handlers.registered),
            back(Transferring.handler),
            texts_asked_about(),
        ),
    )


@inject
async def mine(
    me: Person, texts: Texts, show: FromDishka[ShowTransfers], **_: Any
) -> dict[str, Any]:
    """Return what somebody has to do with by number, what waits for them first (K3)."""
    found = await show(by=me.id)
    rules = found.rules
    cited = rules.transfer if rules else None
    return {
        "waiting": len(found.waiting),
        "items": [
            *((texts.label("transfer.waits", number=it.number), it.id) for it in found.waiting),
            *((_labelled(it, texts), it.id) for it in found.others),
        ],
        "offered": rules is not None,
        "may_register": found.may_register,
        "article": rules.articles[cited.article].title if rules and cited else "",
        "function": rules.articles[cited.function].title if rules and cited else "",
    }


def _labelled(transfer: Transfer, texts: Texts) -> str:
    return texts.label(f"transfer.{transfer.state}", number=transfer.number)


@inject
async def being_registered(
    dialog_manager: DialogManager, me: Person, texts: Texts, store: FromDishka[Store], **_: Any
) -> dict[str, Any]:
    """Return what was said so far of the material, who may handle the case, and what is sealed."""
    memory = dialog_manager.dialog_data
    picked = memory.get(ITEMS, [])
    async with store.read() as uow:
        staff = await uow.people.holding(Role.HANDLER, organisation=me.organisation)
        departments = await uow.organisations.departments(me.organisation)
        loose = await uow.evidence.loose(me.id)
        handler = await uow.people.get(PersonId(memory[HANDLER])) if memory.get(HANDLER) else None
    names = {each.id: each.name for each in departments}
    return {
        "source": memory.get(SOURCE, ""),
        "source_post": memory.get(POST, ""),
        "happened": memory.get(HAPPENED, ""),
        "material": memory.get(MATERIAL, ""),
        "case": memory.get(CASE, ""),
        "handler": handler,
        "people": [
            (_of_department(each, names, texts), each.id) for each in staff if each.id != me.id
        ],
        "loose": [
            (
                texts.label(
                    "transfer.chosen" if each.id in picked else "transfer.loose",
                    number=each.number,
                ),
                each.id,
            )
            for each in loose
        ],
        "chosen": len([each for each in loose if each.id in picked]),
    }


def _of_department(person: Person, names: dict[Any, str], texts: Texts) -> str:
    department = names.get(person.department, person.post) if person.department else person.post
    return texts.label("transfer.person", person=person, department=department)

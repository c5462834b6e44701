"""/notes: a handler's notes for the case file: add, read, print, file (RUDONG 4, 12)."""

from typing import Any

from aiogram.enums import ContentType
from aiogram.fsm.state import State
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Keyboard, SwitchTo
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.dialogs import note_handlers as handlers
from bot.dialogs.note_handlers import CASE, HAPPENED, KIND, SOURCE, TEXT, note_of
from bot.dialogs.parts import choices, pages, texts_asked_about, to_close
from bot.dialogs.states import Notes
from bot.dialogs.widgets import Label, Template
from bot.texts import Texts
from register.acts.noting import ShowNote
from register.case_note import CaseNote
from register.cases import CaseState
from register.ids import CaseId
from register.people import Person, Role
from register.ports import Store


def noting(texts: Texts) -> Dialog:
    """Return the dialog with all its windows."""

    def window(
        state: State, template: str, *widgets: Keyboard | MessageInput, getter: Any = being_added
    ) -> Window:
        text = Template(texts, f"windows/{template}")
        return Window(text, *widgets, state=state, getter=getter)

    def tapped(label: str, handler: Any) -> Button:
        return Button(Label(texts, label), label.partition(".")[2], handler)

    def typed(handler: Any) -> MessageInput:
        return MessageInput(handler, content_types=ContentType.TEXT)

    def back(state: State) -> SwitchTo:
        return SwitchTo(Label(texts, "dialog.back"), "back", state)

    return Dialog(
        window(
            Notes.list,
            "notes",
            pages(choices("note", "notes", handlers.chosen)),
            SwitchTo(Label(texts, "notes.add"), "add", Notes.kind, when="may_add"),
            to_close(texts),
            texts_asked_about(),
            getter=mine,
        ),
        window(
            Notes.kind,
            "note_kind",
            pages(choices("kind", "kinds", handlers.kind_chosen)),
            tapped("notes.record", handlers.record_instead),
            back(Notes.list),
            texts_asked_about(),
        ),
        window(
            Notes.case,
            "note_case",
            pages(choices("case", "cases", handlers.case_chosen)),
            tapped("notes.no_case", handlers.no_case),
            back(Notes.kind),
            texts_asked_about(),
        ),
        window(Notes.source, "note_source", back(Notes.case), typed(handlers.source_given)),
        window(
            Notes.when,
            "note_when",
            tapped("dialog.just_now", handlers.just_now),
            back(Notes.source),
            typed(handlers.when_given),
        ),
        window(Notes.text, "note_text", back(Notes.when), typed(handlers.text_given)),
        window(
            Notes.sure,
            "note_sure",
            tapped("notes.sure", handlers.added),
            back(Notes.text),
            texts_asked_about(),
        ),
        window(
            Notes.note,
            "note",
            tapped("notes.paper", handlers.paper),
            SwitchTo(Label(texts, "notes.place"), "place", Notes.volume),
            back(Notes.list),
            texts_asked_about(),
            getter=one,
        ),
        window(
            Notes.volume,
            "note_volume",
            back(Notes.note),
            typed(handlers.volume_given),
            getter=one,
        ),
        window(
            Notes.page, "note_page", back(Notes.volume), typed(handlers.page_given), getter=one
        ),
    )


@inject
async def mine(me: Person, texts: Texts, store: FromDishka[Store], **_: Any) -> dict[str, Any]:
    """Return a person's own notes by their numbers, the latest first: no names (K3)."""
    async with store.read() as uow:
        found = await uow.case_notes.of(me.id)
    return {
        "notes": [(_labelled(note, texts), note.id) for note in found],
        "may_add": Role.HANDLER in me.roles,
    }


def _labelled(note: CaseNote, texts: Texts) -> str:
    kind = texts.words("note_kinds")[note.kind]
    return texts.label(f"notes.{'filed' if note.place else 'open'}", number=note.number, kind=kind)


@inject
async def being_added(
    dialog_manager: DialogManager, me: Person, texts: Texts, store: FromDishka[Store], **_: Any
) -> dict[str, Any]:
    """Return what was said so far of a note, and the cases that it may be about."""
    memory = dialog_manager.dialog_data
    async with store.read() as uow:
        cases = sorted(
            await uow.cases.of(me.id),
            key=lambda case: (case.state is CaseState.CLOSED, case.name),
        )
        case = await uow.cases.get(CaseId(memory[CASE])) if memory.get(CASE) else None
    return {
        "kinds": [(label, kind) for kind, label in texts.words("note_kinds").items()],
        "cases": [(texts.label(f"cases.{each.state}", name=each.name), each.id) for each in cases],
        "kind": memory.get(KIND, ""),
        "case": case,
        "source": memory.get(SOURCE, ""),
        "happened": memory.get(HAPPENED, ""),
        "text": memory.get(TEXT, ""),
    }


@inject
async def one(
    dialog_manager: DialogManager, me: Person, show: FromDishka[ShowNote], **_: Any
) -> dict[str, Any]:
    """Return one note as it is now."""
    noted = await show(note_of(dialog_manager), by=me.id)
    return {"note": noted.note, "case": noted.case}

"""/notes: what goes into a file and not into the register: add, read, print, file."""

from typing import Any

from aiogram import F
from aiogram.enums import ContentType
from aiogram.fsm.state import State
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Keyboard, SwitchTo

from bot.dialogs import note_handlers as handlers
from bot.dialogs import note_questions as questions
from bot.dialogs.note_getters import being_added, mine, one
from bot.dialogs.parts import choices, pages, texts_asked_about, to_close
from bot.dialogs.states import Notes
from bot.dialogs.widgets import Label, Template
from bot.texts import Texts


def noting(texts: Texts) -> Dialog:
    """Return the dialog with all its windows."""

    def window(
        state: State, template: str, *widgets: Keyboard | MessageInput, getter: Any = being_added
    ) -> Window:
        text = Template(texts, f"windows/{template}")
        return Window(text, *widgets, state=state, getter=getter)

    def tapped(label: str, handler: Any, when: Any = None) -> Button:
        return Button(Label(texts, label), label.partition(".")[2], handler, when=when)

    def typed(handler: Any) -> MessageInput:
        return MessageInput(handler, content_types=ContentType.TEXT)

    def back(state: State) -> SwitchTo:
        return SwitchTo(Label(texts, "dialog.back"), "back", state)

    return Dialog(
        window(
            Notes.list,
            "notes",
            pages(choices("note", "notes", handlers.chosen)),
            SwitchTo(Label(texts, "notes.add"), "add", Notes.kind, when="kinds"),
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
            typed(handlers.case_typed),
        ),
        window(Notes.source, "note_source", back(Notes.case), typed(handlers.source_given)),
        window(
            Notes.when,
            "note_when",
            tapped("dialog.just_now", handlers.just_now),
            back(Notes.source),
            typed(handlers.when_given),
        ),
        window(Notes.text, "note_text", back(Notes.when), typed(questions.text_given)),
        window(
            Notes.asked,
            "note_asked",
            pages(choices("said", "options", questions.tapped)),
            tapped("dialog.just_now", questions.just_now, F["asks_when"]),
            tapped("notes.skip", questions.passed_over, F["may_skip"]),
            tapped("dialog.back", questions.went_back),
            typed(questions.typed),
        ),
        window(
            Notes.sure,
            "note_sure",
            tapped("notes.sure", handlers.added),
            tapped("dialog.back", questions.went_back),
            texts_asked_about(),
        ),
        window(
            Notes.note,
            "note",
            tapped("notes.paper", handlers.paper),
            SwitchTo(Label(texts, "notes.place"), "place", Notes.volume, when="may_file"),
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
        on_start=handlers.take_over,
    )

"""The guided record: short windows, one question each. A function: a dialog has one router."""

from aiogram import F
from aiogram.enums import ContentType
from aiogram.fsm.state import State
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Group, Keyboard, Row, SwitchTo
from aiogram_dialog.widgets.text import Text

from bot.dialogs import choosing, finishing, getters, handlers
from bot.dialogs.finishing import Way
from bot.dialogs.ordering import to_new_order, to_order
from bot.dialogs.parts import NUMBER, choices, texts_asked_about
from bot.dialogs.states import Recording
from bot.dialogs.widgets import DayPicker, Label, Template
from bot.texts import Texts
from register.ports import CurrentCalendar

_PER_ROW = 6
_NUMBERS_PER_ROW = 4
_SECTIONS_PER_ROW = 3


def recording(texts: Texts, calendar: CurrentCalendar) -> Dialog:
    """Return the dialog with all its windows."""
    windows = _Windows(texts, calendar)
    return Dialog(
        windows.drafts(),
        windows.text(),
        windows.when(),
        windows.day(),
        windows.hour(),
        windows.minute(),
        windows.choice(),
        windows.choices(),
        windows.evidence(),
        windows.why_unknown(),
        windows.words(),
        windows.article(),
        windows.count(),
        windows.review(),
        windows.full(),
        windows.edit(),
        windows.discard(),
    )


class _Windows:
    def __init__(self, texts: Texts, calendar: CurrentCalendar) -> None:
        self._texts = texts
        self._calendar = calendar

    # ── questions ──────────────────────────────────────────────────────────────────────────────

    def text(self) -> Window:
        return self._question(
            Recording.text,
            Column(choices("suggested", "suggestions", handlers.suggested)),
            to_order(self._texts),
            MessageInput(handlers.text_given, content_types=ContentType.TEXT),
        )

    def when(self) -> Window:
        return self._question(
            Recording.when,
            Row(
                Button(self._label("dialog.just_now"), "now", handlers.just_now),
                Button(self._label("dialog.today"), "day_0", handlers.day_near),
            ),
            Row(
                Button(self._label("dialog.yesterday"), "day_1", handlers.day_near),
                Button(self._label("dialog.day_before"), "day_2", handlers.day_near),
            ),
            SwitchTo(self._label("dialog.calendar"), "calendar", Recording.day),
            MessageInput(handlers.time_given, content_types=ContentType.TEXT),
        )

    def choice(self) -> Window:
        return self._question(
            Recording.choice,
            Group(choices("choice", "items", choosing.chosen), width=2),
            to_order(self._texts),
            MessageInput(choosing.choice_typed, content_types=ContentType.TEXT),
        )

    def choices(self) -> Window:
        numbers = choices("tick", "items", choosing.ticked, shown=NUMBER)
        return self._question(
            Recording.choices,
            Group(numbers, width=_NUMBERS_PER_ROW),
            Button(self._label("dialog.done"), "done", handlers.to_review),
            MessageInput(choosing.tick_typed, content_types=ContentType.TEXT),
            template="windows/choices",
        )

    def evidence(self) -> Window:
        kept = choices(
            "kept", "kept", handlers.evidence_removed, shown=Label(self._texts, "dialog.take_out")
        )
        loose = choices(
            "loose", "loose", handlers.evidence_added, shown=Label(self._texts, "dialog.put_in")
        )
        return self._question(
            Recording.evidence,
            Group(kept, width=2),
            Group(loose, width=2),
            Button(self._label("dialog.done"), "done", handlers.to_review),
            template="windows/evidence",
        )

    def _question(
        self, state: State, *widgets: Keyboard | MessageInput, template: str = "windows/question"
    ) -> Window:
        """Return a window that asks: its own widgets above what every question offers."""
        return Window(
            Template(self._texts, template),
            *widgets,
            Row(
                Button(
                    self._label("dialog.unknown"),
                    "unknown",
                    handlers.unknown,
                    when="can_be_unknown",
                ),
                Button(
                    self._label("dialog.empty"), "empty", handlers.emptied, when="can_be_emptied"
                ),
                SwitchTo(self._label("dialog.article"), "article", Recording.article),
            ),
            Row(
                Button(self._label("dialog.back"), "back", handlers.back),
                Button(self._label("dialog.to_review"), "review", handlers.to_review),
                Button(self._label("dialog.later"), "later", finishing.left),
            ),
            texts_asked_about(),
            state=state,
            getter=getters.question,
        )

    # ── beside a question ──────────────────────────────────────────────────────────────────────

    def day(self) -> Window:
        return self._beside(
            Recording.day,
            "windows/question",
            DayPicker(self._texts, self._calendar, id="day", on_click=handlers.day_picked),
            MessageInput(handlers.time_given, content_types=ContentType.TEXT),
        )

    def hour(self) -> Window:
        hours = choices("hour", "hours", handlers.hour_picked)
        return self._beside(
            Recording.hour,
            "windows/hour",
            Group(hours, width=_PER_ROW),
            Button(self._label("dialog.day_alone"), "alone", handlers.day_alone),
            MessageInput(handlers.time_given, content_types=ContentType.TEXT),
        )

    def minute(self) -> Window:
        minutes = choices("minute", "minutes", handlers.minute_picked)
        return self._beside(
            Recording.minute,
            "windows/minute",
            Group(minutes, width=_PER_ROW),
            MessageInput(handlers.time_given, content_types=ContentType.TEXT),
        )

    def why_unknown(self) -> Window:
        reasons = choices("reason", "reasons", handlers.reason_chosen)
        return self._beside(
            Recording.why_unknown,
            "windows/why_unknown",
            Group(reasons, width=2),
            MessageInput(handlers.reason_given, content_types=ContentType.TEXT),
        )

    def words(self) -> Window:
        return self._beside(
            Recording.words,
            "windows/words",
            MessageInput(choosing.words_given, content_types=ContentType.TEXT),
        )

    def article(self) -> Window:
        return self._beside(Recording.article, "windows/article")

    def _beside(self, state: State, template: str, *widgets: Keyboard | MessageInput) -> Window:
        """Return a side window that leads back to its question."""
        return Window(
            Template(self._texts, template),
            *widgets,
            Button(self._label("dialog.back"), "again", handlers.asked_again),
            texts_asked_about(),
            state=state,
            getter=getters.question,
        )

    # ── review ─────────────────────────────────────────────────────────────────────────────────

    def review(self) -> Window:
        return self._reviewing(
            Recording.review,
            "windows/review",
            Button(
                self._label("review.confirm"), "confirm", finishing.confirmed, when="can_be_filed"
            ),
            Row(
                Button(self._label("review.go_on"), "go_on", finishing.gone_on, when="gaps"),
                Button(
                    self._label("review.evidence"),
                    "evidence",
                    finishing.evidence_opened,
                    when="loose",
                ),
            ),
            Row(
                SwitchTo(self._label("review.edit"), "edit", Recording.edit),
                self._way(Way.DIRECT),
                self._way(Way.CHAIN),
            ),
            self._way(Way.OFFICE),
            self._way(Way.ABOVE),
            Row(
                SwitchTo(self._label("review.full"), "full", Recording.full, when="has_long"),
                SwitchTo(self._label("review.why"), "why", Recording.count, when="has_due"),
            ),
            Row(
                SwitchTo(self._label("review.discard"), "discard", Recording.discard),
                Button(self._label("dialog.later"), "later", finishing.left),
            ),
        )

    def _way(self, way: Way) -> Button:
        return Button(
            self._label(f"review.{way}"), way, finishing.way_chosen, when=F["ways"].contains(way)
        )

    def edit(self) -> Window:
        sections = choices("section", "sections", finishing.section_chosen)
        lines = choices("line", "fields", finishing.line_chosen)
        return self._reviewing(
            Recording.edit,
            "windows/edit",
            Group(sections, width=_SECTIONS_PER_ROW),
            Group(lines, width=2),
            self._to_review(),
        )

    def full(self) -> Window:
        lines = choices("long", "long", finishing.shown_in_full)
        return self._reviewing(
            Recording.full, "windows/full", Group(lines, width=2), self._to_review()
        )

    def count(self) -> Window:
        take = Button(self._label("count.take"), "take", finishing.day_taken, when="has_due")
        return self._reviewing(Recording.count, "messages/count", take, self._to_review())

    def discard(self) -> Window:
        return self._reviewing(
            Recording.discard,
            "windows/discard",
            Button(self._label("review.discard_sure"), "sure", finishing.discarded),
            self._to_review(),
        )

    def _reviewing(self, state: State, template: str, *widgets: Keyboard) -> Window:
        return Window(
            Template(self._texts, template),
            *widgets,
            texts_asked_about(),
            state=state,
            getter=getters.review,
        )

    def _to_review(self) -> Keyboard:
        return SwitchTo(self._label("dialog.back"), "back", Recording.review)

    # ── drafts ─────────────────────────────────────────────────────────────────────────────────

    def drafts(self) -> Window:
        found = choices("draft", "drafts", handlers.draft_chosen)
        return Window(
            Template(self._texts, "windows/drafts"),
            Column(found),
            Button(self._label("drafts.begin"), "begin", handlers.draft_begun),
            to_new_order(self._texts),
            Button(self._label("dialog.close"), "close", finishing.left),
            texts_asked_about(),
            state=Recording.drafts,
            getter=getters.drafts,
        )

    def _label(self, key: str) -> Text:
        return Label(self._texts, key)

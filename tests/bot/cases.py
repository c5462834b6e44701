"""Every template with representative facts: what the snapshots hold and the gallery shows."""

import re
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import InlineKeyboardMarkup
from aiogram_dialog import Dialog
from dishka import AsyncContainer

from app.cli import texts as cli
from app.providers import WORDS, make_container
from app.settings import Settings
from bot.clearing import Cleared
from bot.dialogs.advising import advising
from bot.dialogs.away import away
from bot.dialogs.case_handlers import Deed
from bot.dialogs.casework import casework
from bot.dialogs.desk import desk
from bot.dialogs.inquiry import inquiry
from bot.dialogs.mine import mine
from bot.dialogs.noting import noting
from bot.dialogs.recording import recording
from bot.dialogs.referring import referring
from bot.dialogs.states import Away, Cases, Mine, Recording, Supplementing, Todo, Zero, window_of
from bot.dialogs.supplementing import RECORD, supplementing
from bot.dialogs.talk import DRAFT, QUESTION, SECTION
from bot.dialogs.todo import todo
from bot.dialogs.transferring import transferring
from bot.dialogs.zero import zero
from bot.views import View
from bot.ways import MovedLine
from register.acts.counting import Counted
from register.draft import Draft
from register.notes import NoteKind
from register.people import Person
from register.ports import Store
from tests import cast
from tests.bot import court_cases as bench
from tests.bot import examples as an
from tests.bot import notes, omissions
from tests.bot import transfer_cases as transfers
from tests.bot.accounts import UNBINDINGS
from tests.bot.command_facts import command_facts
from tests.bot.court_cases import court_views, court_words
from tests.bot.digests import OWED, TEXTS, VIEWS, ZERO_REPORTS, digest_of
from tests.bot.furnishing import furnish
from tests.bot.lists import list_looks, supplement_looks
from tests.bot.onward_cases import ONWARD, furnish_onward, onward_looks, onward_views
from tests.bot.paper_texts import paper_texts
from tests.bot.preview_parts import Manager, StandingClock
from tests.bot.record_cases import CONSENTED, REFUSED, record_views
from tests.bot.rules_told import by_rules
from tests.bot.transfer_cases import transfer_views, transfer_words
from tests.court import HAN

TEMPLATES = {
    Recording.text: "windows/question",
    Recording.when: "windows/question",
    Recording.day: "windows/question",
    Recording.choice: "windows/question",
    Recording.count: "messages/count",
    Mine.list: "windows/mine",
    Cases.list: "windows/cases",
    Cases.add: "windows/case_add",
    Cases.case: "windows/case",
    Cases.closing_day: "windows/case_closing_day",
    Cases.people: "windows/case_people",
    Cases.sure: "windows/case_sure",
    Zero.list: "windows/zero",
    Zero.sign: "windows/zero_sign",
    Zero.stated: "windows/zero_stated",
    Supplementing.menu: "windows/supplement",
    Supplementing.text: "windows/supplement_text",
    Supplementing.fields: "windows/supplement_fields",
    Supplementing.value: "windows/supplement_value",
    Supplementing.choice: "windows/supplement_value",
    Supplementing.choices: "windows/supplement_choices",
    Supplementing.sure: "windows/supplement_sure",
    **ONWARD,
    **notes.TEMPLATES,
    Away.menu: "windows/away",
    Away.first_day: "windows/away_first_day",
    Away.last_day: "windows/away_last_day",
    Away.deputy: "windows/away_deputy",
    Away.sure: "windows/away_sure",
    **transfers.TEMPLATES,
    **omissions.TEMPLATES,
    Todo.list: "windows/todo",
    Todo.give_back: "windows/todo_give_back",
    Todo.reason: "windows/todo_reason",
}
"""What windows show whose template is not named like their state."""

LISTS = (mine, noting, zero, todo, transferring, advising, desk, inquiry)
ON_DAYS = (casework, away)
Rows = list[list[str]]
FILLED = re.compile(f"{an.FILLER}{{9,}}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One message as it is sent: the template behind it, what is shown, the buttons below."""

    template: str
    name: str
    text: str
    rows: Rows
    is_html: bool = True
    state: State | None = None

    def __str__(self) -> str:
        buttons = ["".join(f"[ {label} ]" for label in row) for row in self.rows]
        lines = "\n".join([f"── {self.name} ──", self.text, *buttons, ""])
        return FILLED.sub(lambda run: f"（{len(run.group())} 字）", lines)


def messages() -> Iterator[Case]:
    """Return everything outside dialogs that is sent as HTML."""
    for template, name, view in _views():
        yield Case(template=template, name=name, text=view.text, rows=_rows(view.markup))
    hostile = replace(cast.LI, name=an.HOSTILE)
    facts: dict[str, dict[str, Any]] = {
        "bound": {"person": hostile},
        "case_given": {},
        "cannot_keep": {},
        "edited_text": {},
        "evidence": {
            "item": replace(an.PHOTO, caption=an.FILLER * 1024),
            "record": an.RECORD,
        },
        "form": {"record": an.RECORD},
        "group": {},
        "guide": {},
        "leaver_draft": {"person": hostile, "duty": an.DUTIES[an.FULL.id]},
        "receipts": {"count": 12},
        "set_aside": {},
        "stranger": {},
        "unknown_command": {},
        "unreachable": {"person": hostile},
        "welcome": {"person": hostile},
        "zero_report_form": {},
        "zero_report_given_back": {},
    }
    for template, given in facts.items():
        text = TEXTS.render(f"messages/{template}", **given)
        yield Case(template=f"messages/{template}", name=template, text=text, rows=[])
    for template, name, text in by_rules():
        yield Case(template=template, name=name, text=text, rows=[])
    text = TEXTS.render("messages/leaver_draft", person=hostile, duty=None)
    yield Case(template="messages/leaver_draft", name="with no day yet", text=text, rows=[])


def _views() -> Iterator[tuple[str, str, View]]:
    half, hostile = (an.HALF, an.BLANK, an.TWIN), replace(cast.WANG, name=an.HOSTILE)
    yield "messages/sealed", "loose", VIEWS.sealed(an.sealed(an.PHOTO))
    yield "messages/sealed", "beside drafts", VIEWS.sealed(an.sealed(an.DOCUMENT, drafts=half))
    yield "messages/sealed", "in a blank draft", VIEWS.sealed(an.sealed(an.VOICE, draft=an.BLANK))
    yield "messages/sealed", "in a draft", VIEWS.sealed(an.sealed(an.VOICE, draft=an.FULL))
    yield "messages/sealed", "forwarded voice", VIEWS.sealed(an.sealed(an.FORWARDED_VOICE))
    yield "messages/sealed", "album of ten", VIEWS.sealed(an.sealed(*an.TWENTY[:10]))
    yield "messages/which_draft", "two drafts", VIEWS.which_draft(an.DOCUMENT, half, an.DUTIES)
    yield "messages/withdraw_sure", "asked", VIEWS.withdraw_sure(an.DOCUMENT)
    yield "messages/withdrawn", "withdrawn", VIEWS.withdrawn(an.DOCUMENT)
    yield "messages/about_text", "about text", VIEWS.about_text()
    yield from record_views()
    yield from onward_views()
    yield from court_views()
    yield from transfer_views()
    yield from omissions.omission_views()
    for kind in (
        NoteKind.ZERO_REPORT_OWED,
        NoteKind.ZERO_REPORT_CONFIRMED,
        NoteKind.ZERO_REPORT_RETURNED,
        NoteKind.ZERO_REPORT_SUPERSEDED,
    ):
        yield f"messages/{kind}", "zero report", VIEWS.zero_report(kind, an.RETURNED, an.PROFILE)
    yield "messages/zero_report_submitted", "some wait", VIEWS.zero_reports_wait(an.PROFILE)
    for name, owed in OWED.items():
        yield "messages/digest", name, digest_of(owed)
    for name, zero_reports in ZERO_REPORTS.items():
        yield "messages/digest", f"a zero report {name}", digest_of([], zero_reports)
    yield "messages/tomorrow", "after a weekend", VIEWS.tomorrow(date(2026, 10, 12))
    yield "messages/serve_on_paper", "asked", VIEWS.serve_on_paper(an.RECORD, hostile)
    yield "messages/handed_over", "done", VIEWS.handed_over(an.RECORD, hostile)
    yield "messages/discarded", "discarded", VIEWS.discarded(an.DISCARDED)
    yield "messages/left", "left", VIEWS.left()
    for name, day in {
        "over the holidays": an.NOW,
        "with an earlier target": datetime(2026, 9, 17, tzinfo=an.ZONE),
        "provisional": datetime(2026, 12, 30, tzinfo=an.ZONE),
    }.items():
        yield "messages/count", name, VIEWS.count(Counted(due=an.due(day), rules=an.PROFILE))
    yield "messages/calendar_ends", "next year", VIEWS.calendar_ends(2027)
    for name, days in {"named": an.SOON_AWAY.deputyship, "ended": None}.items():
        told = TEXTS.render("messages/deputy_changed", days=days)
        yield "messages/deputy_changed", name, View(text=told)
    for name, view in UNBINDINGS.items():
        yield "messages/unbinding", name, view


def plain() -> Iterator[Case]:
    """Return what is sent or printed as it is: alerts, refusals, answers, papers, commands."""
    for template in sorted((WORDS / "refusals").iterdir()):
        name = template.name.removesuffix(".txt.j2")
        yield _plain(f"refusals/{name}", name, limit=4000)
    record = an.RECORD
    yield _plain("alerts/acknowledged", "acknowledged", record=record)
    yield _plain("alerts/cleared", "all", done=Cleared(gone=17, left=0))
    yield _plain("alerts/cleared", "some", done=Cleared(gone=1000, left=1000))
    yield _plain("alerts/forwarded", "to both", record=an.FORWARDED)
    for consent in (CONSENTED, REFUSED):
        yield _plain(
            "alerts/consent_said", "granted" if consent is CONSENTED else "refused", record=consent
        )
    moved = MovedLine(added="过问人所在单位的纪检监察机构", dropped="本院纪检监察机构")
    yield _plain("alerts/way_moved", "both ways", moved=moved)
    yield _plain("alerts/way_moved", "not at all", moved=MovedLine())
    bare = (
        "referred",
        "found_again",
        "shown_anew",
        "stranger",
        "window_closed",
        "zero_recused",
        "zero_signed",
    )
    for alert in bare:
        yield _plain(f"alerts/{alert}", alert)
    for deed in Deed:
        yield _plain("alerts/case", deed, deed=deed, zero=an.PROFILE)
        yield _plain("alerts/case", f"{deed}, no zero reports", deed=deed, zero=None)
    for agreed in (True, False):
        yield _plain("alerts/unbinding", str(agreed), person=cast.LI, agreed=agreed)
    yield _plain("alerts/zero_confirmed", "all", count=20, others=0)
    yield _plain("alerts/zero_confirmed", "some", count=18, others=2)
    yield _plain("messages/taken_back", "taken back")
    titled = {"with a deadline": an.FULL, "a day alone": an.DAY_ALONE, "blank": an.BLANK}
    for name, draft in titled.items():
        (text,) = VIEWS.draft_titles([draft], an.DUTIES).values()
        yield Case(template="cards/draft_title", name=name, text=text, rows=[], is_html=False)
    yield _plain("answers/moment", "to the minute", value="2026-09-30T14:30+08:00")
    yield _plain("answers/moment", "a day alone", value="2026-09-30")
    yield _plain("answers/unknown", "with a reason", reason="记不清楚")
    yield _plain("answers/unknown", "without a reason", reason="")
    yield from _papers()
    yield from _commands()


def _papers() -> Iterator[Case]:
    for template, name, text in (*paper_texts(), *court_words(), *transfer_words()):
        yield Case(template=template, name=name, text=text, rows=[], is_html=False)


def _commands() -> Iterator[Case]:
    for template, name, facts in command_facts():
        yield _command(template, name, **facts)
    door = {
        "organisation": cast.COUNTY.name,
        "link": "https://t.me/liuhen_bot?start=report_x",
    }
    yield _command("omission_link", "of a house", rows=[door])


def _plain(template: str, name: str, **facts: Any) -> Case:
    text = TEXTS.plain(template, **facts)
    return Case(template=template, name=name, text=text, rows=[], is_html=False)


def _command(template: str, name: str, **facts: Any) -> Case:
    text = cli.render(template, **facts)
    return Case(template=f"cli/{template}", name=name, text=text, rows=[], is_html=False)


# ── Windows, by their own getters from a real store ────────────────────────────────────────────


@asynccontextmanager
async def furnished(database_url: str, folder: Path) -> AsyncGenerator[AsyncContainer]:
    """Yield the service's container over a house that holds all the examples."""
    settings = Settings.model_construct(database_url=database_url, key_file=folder / "key")
    container = make_container(settings, StandingClock())
    try:
        store = await container.get(Store)
        async with store.begin() as uow:
            await furnish(uow)
            await furnish_onward(uow)
        yield container
    finally:
        await container.close()


_RECORDERS = {an.NOBODY.id: cast.WU, bench.DRAFT.id: HAN}
Look = tuple[State, str, Draft | None, str | None, dict[str, Any]]


def _looks() -> Iterator[Look]:
    """Return state, name, draft, question and memory of every window to be shown."""
    for name, draft in {"blank": an.BLANK, "filled": an.LONGEST}.items():
        for field in an.PROFILE.fields:
            yield window_of(field), f"{field.id}, {name}", draft, field.id, {}
    picked = {"day": "2026-09-30", "hour": 14}
    for state in (Recording.day, Recording.hour, Recording.minute):
        yield state, "picking", an.BLANK, "encountered_at", picked
    for state in (Recording.why_unknown, Recording.article):
        yield state, "subject_post", an.BLANK, "subject_post", {}
    yield Recording.words, "channel", an.BLANK, "channel", {}
    yield Recording.text, "case, suggested", an.FULL, "case", {}
    yield Recording.text, "subject_post, of a namesake", an.HEAD_NAMED, "subject_post", {}
    for draft in (*an.DRAFTS, bench.DRAFT):
        yield Recording.review, draft.id, draft, None, {}
    for draft in (an.BLANK, an.FULL):
        for state in (Recording.edit, Recording.discard, Recording.count):
            yield state, draft.id, draft, None, {}
    for section in an.PROFILE.sections:
        yield Recording.edit, f"{section.id}, filled", an.LONGEST, None, {SECTION: section.id}
    for draft, question in ((an.OVERDUE, "late_reason"), (an.LETTER, "material_missing")):
        yield Recording.text, f"{question}, {draft.id}", draft, question, {}
    yield Recording.full, "to choose", an.LONGEST, None, {}
    yield Recording.full, "narrative", an.LONGEST, None, {"full": "narrative/1"}
    yield Recording.drafts, "several open", None, None, {}


async def windows(container: AsyncContainer) -> list[Case]:
    """Return every window: each question, every kind of draft at review, and every list."""
    guided = recording(TEXTS, lambda: an.CALENDAR)
    lists = {
        dialog.states_group(): dialog
        for dialog in (
            *(each(TEXTS, lambda: an.CALENDAR) for each in ON_DAYS),
            *(each(TEXTS) for each in LISTS),
        )
    }
    shown = []
    for state, name, draft, question, memory in _looks():
        manager = Manager(state, {DRAFT: draft and draft.id, QUESTION: question}, memory)
        me = _RECORDERS.get(draft.id, cast.LI) if draft else cast.LI
        shown.append(await _window(container, guided, manager, name, me))
    for state, name, me, memory in list_looks():
        manager = Manager(state, {}, memory)
        shown.append(await _window(container, lists[state.group], manager, name, me))
    added = supplementing(TEXTS)
    for state, name, memory in supplement_looks():
        manager = Manager(state, {RECORD: an.RECORD.id, DRAFT: an.RECORD.draft}, memory)
        shown.append(await _window(container, added, manager, name, cast.LI))
    onward = referring(TEXTS)
    for state, name, about, memory in onward_looks():
        manager = Manager(state, {RECORD: about.id}, memory)
        shown.append(await _window(container, onward, manager, name, cast.ZHOU))
    return shown


async def _window(
    container: AsyncContainer, dialog: Dialog, manager: Manager, name: str, me: Person
) -> Case:
    state = manager.current_context().state
    manager.middleware_data.update(me=me, texts=TEXTS, dishka_container=container)
    window = await dialog.windows[state].render(dialog, manager)
    assert isinstance(window.reply_markup, InlineKeyboardMarkup)
    return Case(
        template=TEMPLATES.get(state, f"windows/{state._state}"),
        name=name,
        text=window.text or "",
        rows=_rows(window.reply_markup),
        state=state,
    )


def _rows(markup: InlineKeyboardMarkup | None) -> Rows:
    rows = markup.inline_keyboard if markup else []
    return [[button.text for button in row] for row in rows]

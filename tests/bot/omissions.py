"""Reports from outside to show: how they look to who writes them, and to the office."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from aiogram.fsm.state import State

from bot.dialogs.desk import LISTED
from bot.dialogs.inquiry import FOUND, OMISSION, OUTCOME, RELEASED
from bot.dialogs.states import Desk, Inquiry
from bot.omission_views import OmissionViews
from bot.views import View
from register.acts.month_end import Unstated
from register.afterwards import LONGEST, Capacity
from register.contradictions import Contradiction, Reason
from register.evidence import Kind
from register.ids import Account, OmissionId
from register.omission import (
    DONE,
    RELEASED_LENGTH,
    Ask,
    Finding,
    Omission,
    OmissionFile,
    OmissionState,
    Outcome,
    Reader,
    Reporter,
    Status,
    limit_of,
)
from register.people import Person
from register.profile import load
from tests import cast
from tests.bot import examples as an
from tests.bot.digests import RECORD_VIEWS, TEXTS, VIEWS

VIEWS_OF_REPORTS = OmissionViews(TEXTS)
NMG, SPC = (load(each, on=date(2026, 12, 1)) for each in ("nmg", "spc"))
HOUSE = "临河市人民检察院"
TOLD: dict[str, str] = {
    Ask.GROUND: "not_recorded",
    Ask.CASE: "张某<盗窃>案",
    Ask.HANDLER: f"第二检察部 {an.HOSTILE}",
    Ask.ACCOUNT: "开庭前有人打电话给承办人说情，未见记录。",
    Ask.ROLE: Reporter.DEFENDER,
    Ask.NAME: "",
    Ask.CONTACT: "13800000000",
    Ask.FILES: DONE,
}
FILE = OmissionFile(
    id="file",
    kind=Kind.PHOTO,
    name="截图.jpg",
    place="1f1e",
    received_at=an.NOW,
    sealed_at=an.NOW,
    mime="image/jpeg",
    size=34_567,
    sha256=b"\x5f" * 32,
)
OPEN = Omission(
    id=OmissionId("open report"),
    organisation=cast.COUNTY.id,
    profile="nmg",
    profile_version=NMG.version,
    account=Account("77001"),
    started_at=an.NOW,
)
WRITTEN = replace(OPEN, answers=TOLD, files=(FILE,))
SENT = replace(
    WRITTEN,
    id=OmissionId("sent report"),
    state=OmissionState.SUBMITTED,
    number="J-7K4M2X",
    readers=(Reader(person=cast.ZHOU.id, capacity=Capacity.INSPECTOR),),
    submitted_at=an.NOW,
)
STATUS = Status(text="已调取<通话>记录。", by=cast.ZHOU.id, at=an.NOW)
INQUIRED = replace(SENT, statuses=(STATUS,))
FINDING = Finding(
    outcome=Outcome.SUBSTANTIATED,
    text="承办人未记录，已责令补记 & 批评教育。",
    released="您反映的情况属实，已依规处理。",
    by=cast.ZHOU.id,
    at=an.NOW,
)
DECIDED = replace(
    INQUIRED,
    id=OmissionId("decided report"),
    number="J-3P9WQA",
    state=OmissionState.DECIDED,
    findings=(FINDING,),
)
BY_LETTER = replace(SENT, id=OmissionId("by letter"), number="J-C5T8ZD", entered_by=cast.ZHOU.id)
LONGEST_REPORT = replace(
    DECIDED,
    id=OmissionId("longest report"),
    number="J-ZZZZZZ",
    answers={
        each: TOLD[each]
        if each in {Ask.GROUND, Ask.ROLE, Ask.FILES}
        else an.FILLER * limit_of(each)
        for each in Ask
    },
    files=(FILE,) * 10,
    statuses=(replace(STATUS, text=an.FILLER * LONGEST),),
    findings=(replace(FINDING, text=an.FILLER * LONGEST, released=an.FILLER * RELEASED_LENGTH),),
)
COMPLAINT = replace(
    OPEN, profile="spc", profile_version=SPC.version, answers={Ask.GROUND: "no_result"}
)
OMISSIONS = (SENT, DECIDED, BY_LETTER, LONGEST_REPORT)

TEMPLATES = {
    Desk.list: "windows/desk",
    Desk.contradictions: "windows/desk_contradictions",
    Desk.unstated: "windows/desk_unstated",
} | {state: f"windows/inquiry_{state._state}" for state in Inquiry.__all_states__}
"""What each window shows."""


def until(question: Ask) -> Mapping[str, str]:
    """Return what is told before a question is asked."""
    asked = list(Ask)
    return {each: TOLD[each] for each in asked[: asked.index(question)]}


def omission_views() -> Iterator[tuple[str, str, View]]:
    """Return template, name and view of every message about a report."""
    views = VIEWS_OF_REPORTS
    for question in Ask:
        report = replace(OPEN, answers=until(question))
        yield "messages/omission_question", question, views.form(report, HOUSE)
        entered = replace(report, entered_by=cast.ZHOU.id)
        name = f"{question}, of a letter"
        yield "messages/omission_question", name, views.form(entered, HOUSE)
    with_file = replace(OPEN, answers=until(Ask.FILES), files=(FILE,))
    yield "messages/omission_question", "with a file", views.form(with_file, HOUSE)
    yield "messages/omission_question", "a complaint", views.form(COMPLAINT, "云溪县人民法院")
    yield "messages/omission_review", "all told", views.form(WRITTEN, HOUSE)
    unsent = replace(LONGEST_REPORT, state=OmissionState.OPEN)
    yield "messages/omission_review", "at its longest", views.form(unsent, HOUSE)
    yield "messages/omission_edit", "of two grounds", views.edit(WRITTEN)
    yield "messages/omission_edit", "of one ground", views.edit(COMPLAINT)
    yield "messages/omission_give_up", "asked", views.give_up(WRITTEN)
    yield "messages/omission_given_up", "given up", views.given_up(OPEN)
    yield "messages/omission_given_up", "of a letter", views.given_up(BY_LETTER)
    yield "messages/omission_receipt", "with a file", views.receipt(SENT, HOUSE)
    without = replace(BY_LETTER, files=())
    yield "messages/omission_receipt", "of a letter", views.receipt(without, HOUSE)
    yield "messages/omission_answered", "with words", views.answered(DECIDED, HOUSE)
    bare = replace(DECIDED, findings=(replace(FINDING, released=""),))
    yield "messages/omission_answered", "no words", views.answered(bare, HOUSE)
    cards = {"new": SENT, "of a letter": BY_LETTER, "inquired": INQUIRED, "decided": DECIDED}
    for name, report in cards.items():
        yield "cards/omission", name, views.card(report)
    for name, report in {"decided": DECIDED, "at its longest": LONGEST_REPORT}.items():
        told, *later = views.opened(report)
        yield "messages/omission", name, told
        for number, view in enumerate(later, start=1):
            yield "messages/omission_later", f"{name}, {number}", view
    yield from _plain()
    yield from _contradictions()


def _contradictions() -> Iterator[tuple[str, str, View]]:
    """Show what does not go together, as the office sees it: in the record, and listed."""
    pairs = [
        Contradiction(
            record=an.RECORD,
            report=replace(report, handler=cast.QIAN.id, stated_on=an.NOW.date()),
            case=None if report.month else an.CLOSING,
            handler=replace(cast.QIAN, name=an.HOSTILE),
            reason=reason,
        )
        for report, reason in zip((an.SUBMITTED, an.MONTHLY, an.CONFIRMED), Reason, strict=True)
    ]
    yield "messages/record", "beside statements", RECORD_VIEWS.opened(an.RECORD, (), (), pairs)
    name = "windows/desk_contradictions"
    yield name, "of every reason", View(text=TEXTS.render(name, lines=pairs, more=3))
    month = Unstated(case=None, month=date(2026, 9, 1), handler=cast.QIAN, recorded=False)
    case = Unstated(case=an.LONGEST_CASE, month=None, handler=cast.LI, recorded=True)
    name = "windows/desk_unstated"
    for title, lines in {"of a month": [month], "a full page": [case] * LISTED}.items():
        yield name, title, View(text=TEXTS.render(name, lines=lines, more=len(lines) - 1))


def _plain() -> Iterator[tuple[str, str, View]]:
    facts: dict[str, dict[str, Any]] = {
        "omission_not_staff": {},
        "omission_file": {"omission": SENT, "file": FILE, "number": 1},
        "omission_status_kept": {"omission": INQUIRED},
    }
    for template, given in facts.items():
        name = f"messages/{template}"
        yield name, template, View(text=TEXTS.render(name, **given))
    for report in (DECIDED, replace(DECIDED, entered_by=cast.ZHOU.id)):
        name = "messages/omission_decided"
        text = TEXTS.render(name, omission=report)
        yield name, "of a letter" if report.entered_by else "from a chat", View(text=text)
    for own, office in ((True, False), (False, True), (True, True)):
        name = f"own {own}, office {office}"
        yield "messages/month_ends", name, VIEWS.month_ends(own=own, office=office)


def desk_looks() -> Iterator[tuple[State, str, Person, dict[str, Any]]]:
    """Return state, name, person and memory of every window of the discipline office."""
    for state in Desk.__all_states__:
        yield state, "some", cast.ZHOU, {}
        yield state, "nothing", cast.ZHENG, {}
    for name, report in {"usual": SENT, "at its longest": LONGEST_REPORT}.items():
        longest = report is LONGEST_REPORT
        said = {
            OMISSION: report.id,
            OUTCOME: Outcome.LAWFUL.value,
            FOUND: an.FILLER * LONGEST if longest else FINDING.text,
            RELEASED: an.FILLER * RELEASED_LENGTH if longest else "",
        }
        for state in Inquiry.__all_states__:
            yield state, name, cast.ZHOU, said

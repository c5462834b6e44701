"""Case notes to show, and the windows of /notes, each as it is to be shown."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from aiogram.fsm.state import State

from bot.dialogs.note_handlers import CASE, HAPPENED, KIND, NOTE, SOURCE, TEXT, VOLUME
from bot.dialogs.states import Notes
from register.afterwards import LONGEST
from register.case_note import PLACE_LENGTH, WORDS_LENGTH, CaseNote, CaseNoteKind, Place
from register.ids import CaseNoteId
from register.people import Person
from tests import cast
from tests.bot import examples as an

GUIDANCE = CaseNote(
    id=CaseNoteId("guidance"),
    number="N-7K4M2X",
    organisation=cast.COUNTY.id,
    owner=cast.LI.id,
    kind=CaseNoteKind.GUIDANCE,
    case=an.HANDED_OVER.id,
    source=f"市院第一检察部 {an.HOSTILE}",
    happened="2026-09-29T09:30+08:00",
    text="口头指导：补充核实 <被害人> 陈述 & 鉴定意见。",
    noted_at=an.NOW,
)
FILED = replace(
    GUIDANCE,
    id=CaseNoteId("guidance, filed"),
    number="N-3P9WQA",
    noted_at=an.NOW - timedelta(days=1),
    places=(Place(volume="2", page="15", at=an.NOW),),
)
LETTER_NOTE = replace(
    GUIDANCE,
    id=CaseNoteId("a letter"),
    number="N-C5T8ZD",
    kind=CaseNoteKind.LETTER,
    case=None,
    source="未署名",
    happened="2026-09-28",
    text="举报信一件三页，2026年9月28日转交控告申诉检察部门，张接收签收。",
)
LONGEST_NOTE = replace(
    GUIDANCE,
    id=CaseNoteId("at its longest"),
    number="N-ZZZZZZ",
    case=an.LONGEST_CASE.id,
    source=an.FILLER * WORDS_LENGTH,
    text=an.FILLER * LONGEST,
    places=(Place(volume=an.FILLER * PLACE_LENGTH, page=an.FILLER * PLACE_LENGTH, at=an.NOW),),
)
CASE_NOTES = (GUIDANCE, FILED, LETTER_NOTE, LONGEST_NOTE)


TEMPLATES = {state: f"windows/note_{state._state}" for state in Notes.__all_states__} | {
    Notes.list: "windows/notes",
    Notes.note: "windows/note",
}
"""What each window shows."""


def note_looks() -> Iterator[tuple[State, str, Person, dict[str, Any]]]:
    """Return the windows that add a note, and those of each note."""
    li = cast.LI
    yield Notes.kind, "to choose", li, {}
    for note in (GUIDANCE, LETTER_NOTE):
        for state in (Notes.case, Notes.source, Notes.when, Notes.text):
            yield state, note.kind, li, {KIND: note.kind}
    for note in CASE_NOTES:
        said = {SOURCE: note.source, HAPPENED: note.happened, TEXT: note.text}
        yield Notes.sure, note.id, li, {KIND: note.kind, CASE: note.case, **said}
        yield Notes.note, note.id, li, {NOTE: note.id}
    yield Notes.volume, "to be typed", li, {NOTE: GUIDANCE.id}
    yield Notes.page, "to be typed", li, {NOTE: GUIDANCE.id, VOLUME: "2"}

"""Case notes to show, and the windows of /notes, each as it is to be shown."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from aiogram.fsm.state import State

from bot.dialogs.note_memory import (
    ANSWERS,
    CASE,
    CASE_WORDS,
    HAPPENED,
    KIND,
    NOTE,
    QUESTION,
    SOURCE,
    TEXT,
    VOLUME,
)
from bot.dialogs.states import Notes
from register.afterwards import LONGEST
from register.case_note import PLACE_LENGTH, WORDS_LENGTH, CaseNote, Place, item_of
from register.draft import Answer
from register.ids import CaseNoteId
from register.people import Person
from tests import cast, court
from tests.bot import examples as an

JUDGE, CLERK = court.HAN, court.LUO
"""Who handles cases of the court, and who handles none."""

GUIDANCE = CaseNote(
    id=CaseNoteId("guidance"),
    number="N-7K4M2X",
    organisation=cast.COUNTY.id,
    owner=cast.LI.id,
    kind="guidance",
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
    kind="letter",
    answers={
        "handed_to": Answer(value="控告申诉检察部门 张接收"),
        "handed_at": Answer(value="2026-09-28"),
    },
    case=None,
    source="未署名",
    happened="2026-09-28",
    text="举报信一件三页。",
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
POSTED = replace(
    LETTER_NOTE,
    id=CaseNoteId("posted, destroyed"),
    number="N-D8QX2F",
    organisation=court.COURT.id,
    owner=CLERK.id,
    kind="posted",
    case_words="某合同纠纷一案",
    source="未署名",
    text="材料一袋，挂号信寄来。",
    profile=court.SPC.id,
    profile_version=court.SPC.version,
    answers={
        "disposition": Answer(value="destroyed"),
        "destruction_photo": Answer(value=an.PHOTO.number),
        "destruction_witness": Answer(value="何书记员"),
        "disposed_at": Answer(value="2026-09-30T10:00+08:00"),
    },
    items=(item_of(an.PHOTO),),
)
LIAISON = replace(
    POSTED,
    id=CaseNoteId("a liaison without a paper"),
    number="N-F6M3TB",
    owner=JUDGE.id,
    kind="liaison",
    source="云溪县公安局 孙警官",
    text="了解案件审理期限，未出具公函，未予提供。",
    answers={
        "credential_shown": Answer(value="no"),
        "information_outcome": Answer(value="refused"),
    },
    items=(),
)
OPINION = replace(
    LIAISON,
    id=CaseNoteId("an opinion into the main volume"),
    number="N-G2K9VW",
    kind="opinion",
    source="江州市农业农村局 周科长",
    text="关于耕地保护的参考意见。",
    profile=court.CHANGCHUN.id,
    profile_version=court.CHANGCHUN.version,
    answers={
        "entrusted_by": Answer(value="本院2026年9月20日函请提出"),
        "duty_document": Answer(value="江农函〔2026〕8号，一份"),
    },
)
CASE_NOTES = (GUIDANCE, FILED, LETTER_NOTE, LONGEST_NOTE, POSTED, LIAISON, OPINION)


TEMPLATES = {state: f"windows/note_{state._state}" for state in Notes.__all_states__} | {
    Notes.list: "windows/notes",
    Notes.note: "windows/note",
}
"""What each window shows."""

_BEGUN = {"rudong.guidance": cast.LI, "rudong.letter": cast.LI, "spc.posted": CLERK}


def note_looks() -> Iterator[tuple[State, str, Person, dict[str, Any]]]:
    """Return the windows that add a note, and those of each note."""
    li = cast.LI
    yield Notes.list, "some of a court", JUDGE, {}
    yield Notes.kind, "to choose", li, {}
    yield Notes.kind, "of a court", JUDGE, {}
    yield Notes.kind, "of a court, for everybody", CLERK, {}
    for key, person in _BEGUN.items():
        for state in (Notes.case, Notes.source, Notes.when, Notes.text):
            yield state, key, person, {KIND: key}
    yield from _questions()
    for note in CASE_NOTES:
        owner = {JUDGE.id: JUDGE, CLERK.id: CLERK}.get(note.owner, li)
        said = {SOURCE: note.source, HAPPENED: note.happened, TEXT: note.text}
        answers = {name: each.text for name, each in note.answers.items()}
        if note.items:
            answers["destruction_photo"] = note.items[0].id
        memory = {KIND: f"{note.profile}.{note.kind}", CASE: note.case, ANSWERS: answers}
        yield Notes.sure, note.id, owner, memory | {CASE_WORDS: note.case_words} | said
        yield Notes.note, note.id, owner, {NOTE: note.id}
    yield Notes.volume, "to be typed", li, {NOTE: GUIDANCE.id}
    yield Notes.page, "to be typed", li, {NOTE: GUIDANCE.id, VOLUME: "2"}


def _questions() -> Iterator[tuple[State, str, Person, dict[str, Any]]]:
    """Return every question that a kind asks of its own, by three rule systems."""
    for rules, person in ((cast.RUDONG, cast.LI), (court.CHANGCHUN, JUDGE), (court.SPC, JUDGE)):
        for kind in rules.notes:
            for field in kind.fields:
                memory = {KIND: f"{rules.id}.{kind.id}", QUESTION: field.id}
                yield Notes.asked, f"{rules.id}.{kind.id}.{field.id}", person, memory

"""Case notes: written by their owner, filed by volume and page, read by nobody else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from register.acts.advising import RulesToday
from register.acts.journaling import write_down
from register.case_note import (
    WORDS_LENGTH,
    CaseNote,
    NotedItem,
    checked,
    complete,
    item_of,
    may_write,
    short,
)
from register.cases import Case
from register.draft import Answer
from register.errors import AnswerUnfit, Gone, NotAllowed, NotSealed
from register.evidence import State
from register.ids import CaseId, CaseNoteId, Cause, EvidenceId, PersonId, derive
from register.note_kinds import CaseNoteKind
from register.numbers import case_note_number
from register.people import Person
from register.permissions import Right, ensure
from register.ports import Clock, Store, UnitOfWork
from register.profile import Profile
from register.zero_report import ZeroReport

_NONE: Mapping[str, Answer] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class AddNote:
    """Somebody notes what goes into a file and not into the register, by the rules of today.

    Nobody is told: its place is the case file (RUDONG 12, SPC 5 to 8), or none (SPC 3-2).
    """

    rules: RulesToday

    async def __call__(
        self,
        kind: str,
        *,
        profile: str,
        case: CaseId | None = None,
        case_words: str = "",
        source: str,
        happened: str,
        text: str,
        answers: Mapping[str, Answer] = _NONE,
        by: PersonId,
        cause: Cause,
    ) -> CaseNote:
        """Note it; `profile` is which rule system of the house knows the kind.

        An answer to a question of evidence is the id of a sealed item of one's own. Raise
        NotAllowed, Gone, NotSealed, AnswerUnfit, AnswerTooLong or EncounterInFuture.
        """
        today, note_id = self.rules, CaseNoteId(derive(cause, "add_note"))
        now = today.clock()
        source, happened, text = checked(source, happened, text, now=now, zone=today.zone)
        async with today.store.begin() as uow:
            if await uow.journal.seen(cause, "add_note", note_id):
                return await uow.case_notes.get(note_id)
            owner = await uow.people.get(by)
            if case:
                ensure(Right.NOTE_ON_CASE, by, await uow.cases.get(case))
            rules, sort = _found(await today.of(uow, owner), profile, kind)
            if not may_write(sort, owner):
                raise NotAllowed
            kept = complete(sort, answers, now=now, zone=today.zone)
            kept, items = await _sealed(uow, sort, kept, by=by)
            note = CaseNote(
                id=note_id,
                number=case_note_number(),
                organisation=owner.organisation,
                owner=by,
                kind=sort.id,
                case=case,
                case_words=short(case_words, WORDS_LENGTH) if case_words else "",
                source=source,
                happened=happened,
                text=text,
                answers=kept,
                items=items,
                profile=rules.id,
                profile_version=rules.version,
                noted_at=now,
            )
            content = await uow.case_notes.add(note)
            await write_down(uow, "add_note", note, by=by, cause=cause, at=now, content=content)
        return note


def _found(rules: Sequence[Profile], profile: str, kind: str) -> tuple[Profile, CaseNoteKind]:
    """Return the rule system and its kind of note. Raise AnswerUnfit if the house has none."""
    for each in rules:
        for known in each.notes:
            if (each.id, known.id) == (profile, kind):
                return each, known
    raise AnswerUnfit


async def _sealed(
    uow: UnitOfWork, kind: CaseNoteKind, answers: Mapping[str, Answer], *, by: PersonId
) -> tuple[Mapping[str, Answer], tuple[NotedItem, ...]]:
    """Return the answers with the numbers of the items that they name, and those items."""
    kept, items = dict(answers), []
    for question, answer in answers.items():
        if kind.field(question).kind != "evidence":
            continue
        evidence = await uow.evidence.get(EvidenceId(answer.text))
        ensure(Right.USE_EVIDENCE, by, evidence)
        if evidence.state is State.RECEIVING:
            raise NotSealed
        if evidence.state is not State.SEALED:
            raise Gone
        kept[question] = Answer(value=evidence.number)
        items.append(item_of(evidence))
    return kept, tuple(items)


@dataclass(frozen=True, slots=True)
class FileNote:
    """Its owner says where in the case file a note lies; said again, the last word counts."""

    store: Store
    clock: Clock

    async def __call__(
        self, note_id: CaseNoteId, *, volume: str, page: str, by: PersonId, cause: Cause
    ) -> CaseNote:
        """Raise NotAllowed, Gone, AnswerUnfit or AnswerTooLong."""
        now = self.clock()
        async with self.store.begin() as uow:
            note = await uow.case_notes.get(note_id)
            if await uow.journal.seen(cause, "file_note", note_id):
                return note
            ensure(Right.KEEP_CASE_NOTE, by, note)
            filed = note.file(volume, page, at=now)
            content = await uow.case_notes.save(filed)
            await write_down(uow, "file_note", filed, by=by, cause=cause, at=now, content=content)
        return filed


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A note with all that its paper names."""

    note: CaseNote
    case: Case | None
    owner: Person


@dataclass(frozen=True, slots=True)
class ShowNote:
    """Read one note: its owner's alone."""

    store: Store

    async def __call__(self, note_id: CaseNoteId, *, by: PersonId) -> Noted:
        """Raise NotAllowed or Gone."""
        async with self.store.read() as uow:
            note = await uow.case_notes.get(note_id)
            ensure(Right.KEEP_CASE_NOTE, by, note)
            return Noted(
                note=note,
                case=await uow.cases.get(note.case) if note.case else None,
                owner=await uow.people.get(note.owner),
            )


async def notes_beside(uow: UnitOfWork, report: ZeroReport) -> Sequence[str]:
    """Return the numbers of the handler's notes that their zero report names (CH14).

    In the order in which they were written: left out, they would make it look false.
    """
    return [
        note.number
        for note in reversed(await uow.case_notes.of(report.handler))
        if note.stands_beside(case=report.case, month=report.month)
    ]

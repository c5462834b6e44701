"""Case notes: written by their owner, filed by volume and page, read by nobody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from register.acts.journaling import write_down
from register.case_note import CaseNote, CaseNoteKind, checked
from register.cases import Case
from register.ids import CaseId, CaseNoteId, Cause, PersonId, derive
from register.numbers import case_note_number
from register.people import Person
from register.permissions import Right, ensure
from register.ports import Clock, Store, UnitOfWork
from register.zero_report import ZeroReport


@dataclass(frozen=True, slots=True)
class AddNote:
    """A handler notes guidance that was given orally, or a letter that they handed over.

    Nobody is told: its place is the case file (RUDONG 12).
    """

    store: Store
    clock: Clock
    zone: ZoneInfo

    async def __call__(
        self,
        kind: CaseNoteKind,
        *,
        case: CaseId | None = None,
        source: str,
        happened: str,
        text: str,
        by: PersonId,
        cause: Cause,
    ) -> CaseNote:
        """Raise NotAllowed, Gone, AnswerUnfit, AnswerTooLong or EncounterInFuture."""
        now, note_id = self.clock(), CaseNoteId(derive(cause, "add_note"))
        source, happened, text = checked(source, happened, text, now=now, zone=self.zone)
        async with self.store.begin() as uow:
            if await uow.journal.seen(cause, "add_note", note_id):
                return await uow.case_notes.get(note_id)
            if case:
                ensure(Right.NOTE_ON_CASE, by, await uow.cases.get(case))
            owner = await uow.people.get(by)
            note = CaseNote(
                id=note_id,
                number=case_note_number(),
                organisation=owner.organisation,
                owner=by,
                kind=kind,
                case=case,
                source=source,
                happened=happened,
                text=text,
                noted_at=now,
            )
            content = await uow.case_notes.add(note)
            await write_down(uow, "add_note", note, by=by, cause=cause, at=now, content=content)
        return note


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

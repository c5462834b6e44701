"""What supervisors say about a record: opinions, a question back, consent to a late entry."""

from dataclasses import dataclass
from datetime import datetime

from register.acts.addressing import note_about, tell_changed
from register.acts.changing import ChangeRecord
from register.afterwards import Consent, Opinion, Question, said
from register.ids import Cause, PersonId, RecordId
from register.notes import NoteKind
from register.permissions import Right
from register.ports import UnitOfWork
from register.record import Record


@dataclass(frozen=True, slots=True)
class SignOpinion:
    """An addressee signs their box of the form. In any order; nobody waits for it (TX1)."""

    change: ChangeRecord

    async def __call__(
        self, record_id: RecordId, text: str, *, by: PersonId, cause: Cause
    ) -> Record:
        """Raise NotAllowed, Gone, AnswerUnfit, AnswerTooLong, ContentClosed or AlreadySigned."""
        why = f"signed:{cause}"

        async def sign(uow: UnitOfWork, record: Record, now: datetime) -> Record:
            return record.sign(
                Opinion(
                    person=by,
                    capacity=record.reception_of(by).capacity,
                    name=(await uow.people.get(by)).name,
                    text=said(text),
                    at=now,
                )
            )

        async def tell(uow: UnitOfWork, signed: Record, now: datetime) -> None:
            await tell_changed(uow, signed, by, now=now, why=why)
            kind = NoteKind.OPINION_SIGNED
            note = note_about(signed, signed.recorder, kind, now=now, why=why, of=by)
            await uow.outbox.add(note)

        return await self.change(
            "sign", record_id, Right.SIGN_OPINION, sign, by=by, cause=cause, tell=tell
        )


@dataclass(frozen=True, slots=True)
class AskBack:
    """An addressee asks the recorder something back, once. No clock stops."""

    change: ChangeRecord

    async def __call__(
        self, record_id: RecordId, text: str, *, by: PersonId, cause: Cause
    ) -> Record:
        """Raise NotAllowed, Gone, AnswerUnfit, AnswerTooLong, ContentClosed or AlreadyAsked."""

        async def ask(_: UnitOfWork, record: Record, now: datetime) -> Record:
            capacity = record.reception_of(by).capacity
            return record.ask(Question(person=by, capacity=capacity, text=said(text), at=now))

        async def tell(uow: UnitOfWork, asked: Record, now: datetime) -> None:
            await tell_changed(uow, asked, by, now=now, why="asked_back")
            note = note_about(asked, asked.recorder, NoteKind.ASKED_BACK, now=now, of=by)
            await uow.outbox.add(note)

        return await self.change(
            "ask_back", record_id, Right.ASK_BACK, ask, by=by, cause=cause, tell=tell
        )


@dataclass(frozen=True, slots=True)
class AnswerBack:
    """The recorder answers a supervisor's question; the answer is part of the record."""

    change: ChangeRecord

    async def __call__(
        self, record_id: RecordId, text: str, *, to: PersonId, by: PersonId, cause: Cause
    ) -> Record:
        """Raise NotAllowed, Gone, AnswerUnfit, AnswerTooLong or AlreadyAnswered."""

        async def answer(_: UnitOfWork, record: Record, now: datetime) -> Record:
            return record.answer(said(text), to=to, at=now)

        async def tell(uow: UnitOfWork, answered: Record, now: datetime) -> None:
            if to not in answered.recused:
                await tell_changed(uow, answered, to, now=now, why="answered_back")
                await uow.outbox.add(note_about(answered, to, NoteKind.ANSWERED_BACK, now=now))

        return await self.change(
            "answer_back", record_id, Right.ANSWER_BACK, answer, by=by, cause=cause, tell=tell
        )


@dataclass(frozen=True, slots=True)
class SayConsent:
    """Who was asked says whether they consent to a late entry (RUDONG 7, CH16).

    It changes nothing else: the record was accepted when it was filed.
    """

    change: ChangeRecord

    async def __call__(
        self, record_id: RecordId, *, granted: bool, by: PersonId, cause: Cause
    ) -> Record:
        """Raise NotAllowed, Gone or AlreadyConsented."""

        async def consent(uow: UnitOfWork, record: Record, now: datetime) -> Record:
            return record.consent_to(
                Consent(
                    person=by,
                    capacity=record.reception_of(by).capacity,
                    name=(await uow.people.get(by)).name,
                    granted=granted,
                    at=now,
                )
            )

        async def tell(uow: UnitOfWork, answered: Record, now: datetime) -> None:
            for person in sorted(answered.consenters):
                await tell_changed(uow, answered, person, now=now, why="consent")
            note = note_about(answered, answered.recorder, NoteKind.CONSENT_SAID, now=now)
            await uow.outbox.add(note)

        return await self.change(
            "consent",
            record_id,
            Right.CONSENT_TO_RECORD,
            consent,
            by=by,
            cause=cause,
            tell=tell,
            codes={"granted": str(granted).lower()},
        )

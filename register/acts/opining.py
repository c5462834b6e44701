"""What supervisors say about a record: opinions, a question back, consent to a late entry."""

from dataclasses import dataclass

from register.acts.addressing import note_about, tell_changed
from register.acts.journaling import write_down
from register.afterwards import Consent, Opinion, Question, said
from register.ids import Cause, PersonId, RecordId
from register.notes import NoteKind
from register.permissions import Right, ensure
from register.ports import Clock, Store
from register.record import Record


@dataclass(frozen=True, slots=True)
class SignOpinion:
    """An addressee signs their box of the form. In any order; nobody waits for it (TX1)."""

    store: Store
    clock: Clock

    async def __call__(
        self, record_id: RecordId, text: str, *, by: PersonId, cause: Cause
    ) -> Record:
        """Raise NotAllowed, Gone, AnswerUnfit, AnswerTooLong, ContentClosed or AlreadySigned."""
        now = self.clock()
        async with self.store.begin() as uow:
            record = await uow.records.get(record_id)
            if await uow.journal.seen(cause, "sign", record_id):
                return record
            ensure(Right.SIGN_OPINION, by, record)
            opinion = Opinion(
                person=by,
                capacity=record.reception_of(by).capacity,
                name=(await uow.people.get(by)).name,
                text=said(text),
                at=now,
            )
            signed = record.sign(opinion)
            content = await uow.records.save(signed)
            await write_down(uow, "sign", signed, by=by, cause=cause, at=now, content=content)
            await tell_changed(uow, signed, by, now=now, why=f"signed:{cause}")
            told = note_about(
                signed,
                record.recorder,
                NoteKind.OPINION_SIGNED,
                now=now,
                why=f"signed:{cause}",
                of=by,
            )
            await uow.outbox.add(told)
        return signed


@dataclass(frozen=True, slots=True)
class AskBack:
    """An addressee asks the recorder something back, once. No clock stops."""

    store: Store
    clock: Clock

    async def __call__(
        self, record_id: RecordId, text: str, *, by: PersonId, cause: Cause
    ) -> Record:
        """Raise NotAllowed, Gone, AnswerUnfit, AnswerTooLong, ContentClosed or AlreadyAsked."""
        now = self.clock()
        async with self.store.begin() as uow:
            record = await uow.records.get(record_id)
            if await uow.journal.seen(cause, "ask_back", record_id):
                return record
            ensure(Right.ASK_BACK, by, record)
            capacity = record.reception_of(by).capacity
            question = Question(person=by, capacity=capacity, text=said(text), at=now)
            asked = record.ask(question)
            content = await uow.records.save(asked)
            await write_down(uow, "ask_back", asked, by=by, cause=cause, at=now, content=content)
            await tell_changed(uow, asked, by, now=now, why="asked_back")
            await uow.outbox.add(
                note_about(asked, record.recorder, NoteKind.ASKED_BACK, now=now, of=by)
            )
        return asked


@dataclass(frozen=True, slots=True)
class AnswerBack:
    """The recorder answers a supervisor's question; the answer is part of the record."""

    store: Store
    clock: Clock

    async def __call__(
        self, record_id: RecordId, text: str, *, to: PersonId, by: PersonId, cause: Cause
    ) -> Record:
        """Raise NotAllowed, Gone, AnswerUnfit, AnswerTooLong or AlreadyAnswered."""
        now = self.clock()
        async with self.store.begin() as uow:
            record = await uow.records.get(record_id)
            if await uow.journal.seen(cause, "answer_back", record_id):
                return record
            ensure(Right.ANSWER_BACK, by, record)
            answered = record.answer(said(text), to=to, at=now)
            content = await uow.records.save(answered)
            await write_down(
                uow, "answer_back", answered, by=by, cause=cause, at=now, content=content
            )
            await tell_changed(uow, answered, to, now=now, why="answered_back")
            await uow.outbox.add(note_about(answered, to, NoteKind.ANSWERED_BACK, now=now))
        return answered


@dataclass(frozen=True, slots=True)
class SayConsent:
    """Who was asked says whether they consent to a late entry (RUDONG 7, CH16).

    It changes nothing else: the record was accepted when it was filed.
    """

    store: Store
    clock: Clock

    async def __call__(
        self, record_id: RecordId, *, granted: bool, by: PersonId, cause: Cause
    ) -> Record:
        """Raise NotAllowed, Gone or AlreadyConsented."""
        now = self.clock()
        async with self.store.begin() as uow:
            record = await uow.records.get(record_id)
            if await uow.journal.seen(cause, "consent", record_id):
                return record
            ensure(Right.CONSENT_TO_RECORD, by, record)
            consent = Consent(
                person=by,
                capacity=record.reception_of(by).capacity,
                name=(await uow.people.get(by)).name,
                granted=granted,
                at=now,
            )
            answered = record.consent_to(consent)
            content = await uow.records.save(answered)
            codes = {"granted": str(granted).lower()}
            await write_down(
                uow, "consent", answered, by=by, cause=cause, at=now, content=content, codes=codes
            )
            for person in sorted(record.consenters):
                await tell_changed(uow, answered, person, now=now, why="consent")
            await uow.outbox.add(
                note_about(answered, record.recorder, NoteKind.CONSENT_SAID, now=now)
            )
        return answered

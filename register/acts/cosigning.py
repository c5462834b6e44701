"""People present sign what they witnessed, or do not; the record stands (CHANGCHUN 4, CH38)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from register import cosigning
from register.acts.addressing import note_about
from register.acts.changing import ChangeRecord, Tell
from register.acts.involving import involved_in
from register.acts.opening import note_opening
from register.acts.owing import Owing
from register.conflicts import Conflicts
from register.cosigning import Present
from register.draft import PRESENT, Answer, Draft, chosen
from register.duties import house_hour, next_mornings
from register.errors import ContentClosed
from register.ids import Cause, DraftId, PersonId, RecordId
from register.notes import NoteKind
from register.permissions import Right, ensure
from register.ports import Clock, Store, UnitOfWork
from register.profile import load
from register.record import Record

REMINDERS = 2
"""On how many mornings somebody is reminded at most; silence is a fact then."""


async def present_at(uow: UnitOfWork, thing: Draft | Record, conflicts: Conflicts) -> Present:
    """Return who of the house is to sign a contact, nobody where the rules do not ask it.

    Nobody either of what goes past the house, to which the signature would tell of it.
    """
    if isinstance(thing, Draft):
        answers, systems = thing.answers, thing.binding
    else:
        answers, systems = thing.answers_now, tuple(each.rules for each in thing.bases)
    text = answers.get(PRESENT, Answer())
    asks = cosigning.rules_of(systems, chosen(answers)) is not None
    if not asks or thing.superior or text.unknown or not text.text:
        return Present()
    departments = await uow.organisations.departments(thing.organisation)
    return cosigning.present(
        text.text,
        staff=await uow.people.of(thing.organisation),
        departments={each.id: each.name for each in departments},
        involved=await involved_in(uow, thing, conflicts),
        recorder=thing.recorder,
    )


async def asked_to_sign(
    uow: UnitOfWork, record: Record, conflicts: Conflicts, *, at: datetime
) -> Record:
    """Return a record whose people present, as it says now, are asked; others read no more."""
    there = await present_at(uow, record, conflicts)
    asked = cosigning.ask(record, there.asked, at=at)
    return cosigning.bar(asked, (each.id for each in there.asked), at=at)


async def tell_present(
    uow: UnitOfWork, record: Record, people: Iterable[PersonId], owing: Owing, *, now: datetime
) -> None:
    """Ask in house hours, and once more on the next working mornings."""
    house, zone = load(record.profile, on=record.profile_version).house, owing.zone
    at = house_hour(now, house, owing.calendar(), zone)
    for person in people:
        asked = note_about(record, person, NoteKind.COSIGN_ASKED, now=now)
        await uow.outbox.add(replace(asked, not_before=at, urgent=True))
        for morning in next_mornings(at, REMINDERS, house, owing.calendar(), zone):
            kind, day = NoteKind.COSIGN_REMINDED, morning.date().isoformat()
            again = note_about(record, person, kind, now=now, of=day)
            await uow.outbox.add(replace(again, not_before=morning))


@dataclass(frozen=True, slots=True)
class PlanCosigning:
    """What the review shows before filing: who will be asked to sign, and who cannot be."""

    store: Store
    conflicts: Conflicts

    async def __call__(self, draft_id: DraftId, *, by: PersonId) -> Present:
        """Raise NotAllowed or Gone."""
        async with self.store.read() as uow:
            draft = await uow.drafts.get(draft_id)
            ensure(Right.WRITE_DRAFT, by, draft)
            return await present_at(uow, draft, self.conflicts)


@dataclass(frozen=True, slots=True)
class OpenWitnessed:
    """Somebody present opens what they witnessed, and nothing else of the record.

    It is written down, and taken back after ten minutes; once they have answered it is closed.
    """

    store: Store
    clock: Clock

    async def __call__(self, record_id: RecordId, *, by: PersonId, cause: Cause) -> Record:
        """Raise NotAllowed, Gone or ContentClosed."""
        now = self.clock()
        async with self.store.begin() as uow:
            record = await uow.records.get(record_id)
            ensure(Right.COSIGN_RECORD, by, record)
            if not cosigning.may_read(record, by):
                raise ContentClosed
            await note_opening(uow, "open_witnessed", record, by=by, cause=cause, now=now)
        return record


@dataclass(frozen=True, slots=True)
class Cosign:
    """Somebody present signs, with name and time."""

    change: ChangeRecord

    async def __call__(self, record_id: RecordId, *, by: PersonId, cause: Cause) -> Record:
        """Raise NotAllowed, Gone, ContentClosed or AlreadyCosigned."""

        async def sign(_: UnitOfWork, record: Record, now: datetime) -> Record:
            if cosigning.of(record, by).barred_at:
                raise ContentClosed
            return cosigning.sign(record, by, at=now)

        right = Right.COSIGN_RECORD
        return await self.change(
            "cosign", record_id, right, sign, by=by, cause=cause, tell=_telling(by)
        )


@dataclass(frozen=True, slots=True)
class DeclineCosign:
    """Somebody present does not sign, with or without a reason. The record stands (CH38)."""

    change: ChangeRecord

    async def __call__(
        self, record_id: RecordId, reason: str = "", *, by: PersonId, cause: Cause
    ) -> Record:
        """Raise NotAllowed, Gone, AlreadyCosigned or AnswerTooLong."""

        async def decline(_: UnitOfWork, record: Record, now: datetime) -> Record:
            return cosigning.decline(record, by, reason, at=now)

        right = Right.COSIGN_RECORD
        return await self.change(
            "decline_cosign", record_id, right, decline, by=by, cause=cause, tell=_telling(by)
        )


def _telling(by: PersonId) -> Tell:
    async def tell(uow: UnitOfWork, record: Record, now: datetime) -> None:
        changed = note_about(record, by, NoteKind.COSIGN_CHANGED, now=now)
        await uow.outbox.add(replace(changed, urgent=True))
        await uow.outbox.add(
            note_about(record, record.recorder, NoteKind.COSIGN_SAID, now=now, of=by)
        )

    return tell

"""What the discipline office does with an omission report: reads it, says how far, decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from register.acts.journaling import write_down
from register.acts.omission_office import OmissionOffice, note_about, rules_of
from register.acts.opening import note_opening
from register.acts.owing import discharge
from register.afterwards import said
from register.duties import OMISSION
from register.errors import AnswerTooLong
from register.ids import Cause, OmissionId, PersonId
from register.notes import Note, NoteKind
from register.omission import RELEASED_LENGTH, Finding, Omission, Outcome, Status
from register.permissions import Right, ensure
from register.ports import Clock, Store, UnitOfWork


@dataclass(frozen=True, slots=True)
class ShowOmissions:
    """Read what reached a person, the latest first, those without a result before the others."""

    store: Store

    async def __call__(self, *, by: PersonId) -> Sequence[Omission]:
        async with self.store.read() as uow:
            found = await uow.omissions.read_by(by)
        return sorted(found, key=lambda each: each.finding is not None)


@dataclass(frozen=True, slots=True)
class OpenOmission:
    """Opening a report is an act: it is written down, and taken back after ten minutes."""

    store: Store
    clock: Clock

    async def __call__(self, omission_id: OmissionId, *, by: PersonId, cause: Cause) -> Omission:
        """Raise NotAllowed or Gone."""
        now = self.clock()
        async with self.store.begin() as uow:
            omission = await uow.omissions.get(omission_id)
            ensure(Right.READ_OMISSION, by, omission)
            await note_opening(uow, "open_omission", omission, by=by, cause=cause, now=now)
        return omission


@dataclass(frozen=True, slots=True)
class NoteStatus:
    """An inspector says how far the inquiry is; the next such word is due in a month (CH11)."""

    store: Store
    clock: Clock
    office: OmissionOffice

    async def __call__(
        self, omission_id: OmissionId, text: str, *, by: PersonId, cause: Cause
    ) -> Omission:
        """Raise NotAllowed, Gone, AnswerUnfit or AnswerTooLong."""
        now, text = self.clock(), said(text)
        async with self.store.begin() as uow:
            omission = await uow.omissions.get(omission_id)
            ensure(Right.DECIDE_OMISSION, by, omission)
            if await uow.journal.seen(cause, "note_omission_status", omission_id):
                return omission
            noted = omission.note_status(Status(text=text, by=by, at=now))
            content = await uow.omissions.save(noted)
            await write_down(
                uow, "note_omission_status", noted, by=by, cause=cause, at=now, content=content
            )
            for duty in await uow.duties.open_about(omission_id, OMISSION):
                await self.office.owing.owe(
                    uow,
                    OMISSION,
                    noted,
                    owner=duty.owner,
                    event_at=now,
                    systems=[rules_of(noted)],
                    cause=cause,
                    now=now,
                )
            await _tell_readers(uow, noted, now, why=cause)
            return await uow.omissions.get(omission_id)


@dataclass(frozen=True, slots=True)
class DecideOmission:
    """An inspector records the result; a later one stands behind it, the first stays (NMG 6).

    Who reported from a chat gets one line with what the office releases.
    """

    store: Store
    clock: Clock

    async def __call__(
        self,
        omission_id: OmissionId,
        outcome: Outcome,
        *,
        text: str,
        released: str,
        by: PersonId,
        cause: Cause,
    ) -> Omission:
        """Raise NotAllowed, Gone, AnswerUnfit or AnswerTooLong; `released` may be empty."""
        now, text, released = self.clock(), said(text), released_words(released)
        async with self.store.begin() as uow:
            omission = await uow.omissions.get(omission_id)
            ensure(Right.DECIDE_OMISSION, by, omission)
            if await uow.journal.seen(cause, "decide_omission", omission_id):
                return omission
            finding = Finding(outcome=outcome, text=text, released=released, by=by, at=now)
            decided = omission.decide(finding)
            content = await uow.omissions.save(decided)
            await write_down(
                uow,
                "decide_omission",
                decided,
                by=by,
                cause=cause,
                at=now,
                content=content,
                codes={"outcome": outcome},
            )
            await discharge(uow, OMISSION, omission_id, by=by, cause=cause, now=now)
            await _tell_readers(uow, decided, now, why=cause)
            if decided.entered_by is None:
                await uow.outbox.add(_answer(decided, by, now))
            return await uow.omissions.get(omission_id)


def released_words(text: str) -> str:
    """Return what the reporter may read, as it is kept; empty for no more than "dealt with".

    Raise AnswerTooLong.
    """
    if len(text.strip()) > RELEASED_LENGTH:
        raise AnswerTooLong(RELEASED_LENGTH)
    return text.strip()


async def _tell_readers(uow: UnitOfWork, omission: Omission, now: datetime, *, why: str) -> None:
    """Let the card of everybody who has it be rendered anew."""
    for reader in omission.readers:
        await uow.outbox.add(
            note_about(omission, reader.person, NoteKind.OMISSION_CHANGED, at=now, why=why)
        )


def _answer(omission: Omission, by: PersonId, now: datetime) -> Note:
    """Return the line to who reported, whose account stands in the report alone.

    It names as addressee who decided: the reporter is nobody of the register.
    """
    return Note(
        kind=NoteKind.OMISSION_ANSWERED,
        organisation=omission.organisation,
        object=omission.id,
        addressee=by,
        key=f"{NoteKind.OMISSION_ANSWERED}:{omission.id}:{len(omission.findings)}",
        not_before=now,
    )

"""After filing: the recorder adds facts and corrects boxes; the old text stays."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from register.acts.addressing import (
    note_about,
    record_directory,
    tell_addressees,
    tell_changed,
)
from register.acts.changing import ChangeRecord
from register.acts.cosigning import asked_to_sign, tell_present
from register.acts.involving import involved_in
from register.acts.owing import Owing
from register.acts.referral_owing import tend_referrals
from register.acts.zero_owing import day_of
from register.afterwards import Capacity, Supplement, said
from register.conflicts import Conflicts
from register.draft import Answer, check
from register.errors import AnswerUnfit, EvidenceInRecord, NobodyToReceive
from register.ids import Cause, EvidenceId, PersonId, RecordId
from register.notes import NoteKind
from register.permissions import Right, ensure
from register.ports import UnitOfWork
from register.profile import load
from register.record import Reception, Record
from register.routing import route, taking_over

Facts = Callable[[UnitOfWork, Record, datetime], Awaitable[Supplement]]


@dataclass(frozen=True, slots=True)
class SupplementRecord:
    """How a filed record grows: facts, route, news.

    The route is computed anew: whoever is named now learns nothing more, and who is competent in
    their place is told. The others learn what changed; who had signed may sign again. Who is said
    to have been present now is asked to sign.
    """

    change: ChangeRecord
    owing: Owing
    conflicts: Conflicts

    async def __call__(
        self, act: str, record_id: RecordId, facts: Facts, *, by: PersonId, cause: Cause
    ) -> Record:
        """Raise NotAllowed, Gone or what finding the facts raises."""
        known, asked = 0, 0

        async def grow(uow: UnitOfWork, record: Record, now: datetime) -> Record:
            nonlocal known, asked
            known, asked = len(record.receptions), len(record.cosignatures)
            grown = record.supplement(await facts(uow, record, now))
            routed = await self._routed(uow, grown, now)
            return await asked_to_sign(uow, routed, self.conflicts, at=now)

        async def tell(uow: UnitOfWork, grown: Record, now: datetime) -> None:
            await self._tell(uow, grown, known=known, cause=cause, now=now)
            await tend_referrals(uow, grown, self.owing, by=by, cause=cause, now=now)
            added = [each.person for each in grown.cosignatures[asked:]]
            await tell_present(uow, grown, added, self.owing, now=now)

        right = Right.SUPPLEMENT_RECORD
        return await self.change(act, record_id, right, grow, by=by, cause=cause, tell=tell)

    async def _routed(self, uow: UnitOfWork, record: Record, now: datetime) -> Record:
        """Bar who is named now, and reach the office where the way leads there now."""
        involved = await involved_in(uow, record, self.conflicts)
        named = [
            reception.person
            for reception in record.receptions
            if reception.barred_at is None
            and involved.stands_in(await uow.people.get(reception.person))
        ]
        barred = record.bar(named, at=now)
        past_the_house = any(
            each.capacity is Capacity.SUPERIOR_INSPECTOR for each in record.receptions
        )
        to_be_lifted = record.around and not past_the_house
        if record.inspectors and not named and not to_be_lifted:
            return barred
        try:
            return barred.reach(await self._office(uow, record, now))
        except NobodyToReceive:  # the facts are kept all the same
            return barred

    async def _office(
        self, uow: UnitOfWork, record: Record, now: datetime
    ) -> tuple[Reception, ...]:
        """Return the discipline office if the record had reached it, or goes there now."""
        recorder = await uow.people.get(record.recorder)
        involved = await involved_in(uow, record, self.conflicts)
        directory = await record_directory(uow, record, on=day_of(now, self.owing.zone))
        way = route(
            recorder=recorder,
            involved=involved,
            direct=record.direct,
            superior=record.superior,
            around=record.around,
            directory=directory,
        )
        office = tuple(each for each in way.receptions if each.capacity.is_office)
        if office or not record.inspectors:
            return office
        return taking_over(silent=recorder, involved=involved, directory=directory)

    async def _tell(
        self, uow: UnitOfWork, record: Record, *, known: int, cause: Cause, now: datetime
    ) -> None:
        await tell_addressees(uow, record, record.receptions[known:], self.owing, now)
        for reception in record.receptions[:known]:
            if reception.barred_at is None and reception.copies:
                why = f"supplemented:{cause}"
                await tell_changed(uow, record, reception.person, now=now, why=why)
                await uow.outbox.add(
                    note_about(
                        record,
                        reception.person,
                        NoteKind.RECORD_SUPPLEMENTED,
                        now=now,
                        why=f"news:{cause}",
                    )
                )


@dataclass(frozen=True, slots=True)
class AddText:
    """The recorder adds what they learned or remembered."""

    supplement: SupplementRecord

    async def __call__(
        self, record_id: RecordId, text: str, *, by: PersonId, cause: Cause
    ) -> Record:
        """Raise NotAllowed, Gone, AnswerUnfit or AnswerTooLong."""

        async def facts(_: UnitOfWork, __: Record, now: datetime) -> Supplement:
            return Supplement(at=now, text=said(text))

        return await self.supplement("supplement", record_id, facts, by=by, cause=cause)


@dataclass(frozen=True, slots=True)
class Correct:
    """The recorder corrects one box. Number, time of filing and last day stay as they were."""

    supplement: SupplementRecord

    async def __call__(
        self, record_id: RecordId, question: str, answer: Answer, *, by: PersonId, cause: Cause
    ) -> Record:
        """Raise NotAllowed, Gone, AnswerUnfit, AnswerTooLong or EncounterInFuture.

        AnswerUnfit also for what stands there already.
        """

        async def facts(_: UnitOfWork, record: Record, now: datetime) -> Supplement:
            profile = load(record.profile, on=record.profile_version)
            check(answer, profile.field(question), now=now, zone=self.supplement.owing.zone)
            before = record.answers_now.get(question)
            if answer == before:
                raise AnswerUnfit
            return Supplement(at=now, question=question, before=before, after=answer)

        return await self.supplement("correct", record_id, facts, by=by, cause=cause)


@dataclass(frozen=True, slots=True)
class AddEvidence:
    """The recorder adds an item that lies in no draft and no record."""

    supplement: SupplementRecord

    async def __call__(
        self, record_id: RecordId, evidence_id: EvidenceId, *, by: PersonId, cause: Cause
    ) -> Record:
        """Raise NotAllowed, Gone, NotSealed or EvidenceInRecord."""

        async def facts(uow: UnitOfWork, record: Record, now: datetime) -> Supplement:
            item = await uow.evidence.get(evidence_id)
            ensure(Right.USE_EVIDENCE, by, item)
            if item.draft is not None:
                raise EvidenceInRecord
            await uow.evidence.save(item.put_into(record.draft))
            return Supplement(at=now, evidence=item.number)

        return await self.supplement("add_evidence", record_id, facts, by=by, cause=cause)

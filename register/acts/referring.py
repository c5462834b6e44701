"""The discipline office sends a record onward: finds, weighs, notes each step as done (1H)."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from register.acts.addressing import deputies_of, tell_addressees, tell_changed
from register.acts.changing import ChangeRecord
from register.acts.involving import involved_in
from register.acts.onward_reading import Channel, barred_in, channels_to, is_inside
from register.acts.owing import Owing
from register.acts.referral_owing import tend_referrals
from register.acts.zero_owing import day_of
from register.afterwards import Capacity, said
from register.conflicts import Conflicts
from register.deputies import acting
from register.errors import (
    AlreadyReferred,
    AlreadyWeighed,
    AnswerUnfit,
    Gone,
    NobodyToReceive,
)
from register.ids import Cause, EvidenceId, OrganisationId, PersonId, RecordId
from register.onward import bases_of, done, reached_office_at, way_on
from register.people import Person, Role
from register.permissions import Right, ensure
from register.ports import UnitOfWork
from register.record import Reception, Record
from register.referrals import OfficeAnswer, Referral, Severity, Step, deciding_questions

DOCUMENT_LENGTH = 60
"""How many signs the number of a letter takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """How a step was done: through an organisation, or by letter; inside the house by neither.

    `proof` is a sealed item that shows the letter was sent.
    """

    organisation: OrganisationId | None = None
    document: str = ""
    document_on: date | None = None
    proof: EvidenceId | None = None


@dataclass(frozen=True, slots=True)
class Refer:
    """Note that a step onward was done.

    Through an organisation of this deployment its discipline office is told, and may read the
    record only where copies go along (F6); who stands in it learns nothing (H18).
    """

    change: ChangeRecord
    owing: Owing
    conflicts: Conflicts

    async def __call__(
        self, record_id: RecordId, step_id: str, sent: Sent, *, by: PersonId, cause: Cause
    ) -> Record:
        """Raise NotAllowed, Gone, AlreadyReferred, AnswerUnfit or NobodyToReceive.

        Gone also where the step is none any more; AnswerUnfit for a letter without number or day.
        """
        known = 0

        async def refer(uow: UnitOfWork, record: Record, now: datetime) -> Record:
            nonlocal known
            known = len(record.receptions)
            step = await self._step(uow, record, step_id, now)
            channel = await self._channel(uow, record, step, sent, by=by)
            referral = await self._referral(uow, step, sent, by=by, now=now)
            referred = replace(record, referrals=(*record.referrals, referral))
            return referred.reach(await self._receptions(uow, record, step, channel, now))

        async def tell(uow: UnitOfWork, referred: Record, now: datetime) -> None:
            await tell_addressees(uow, referred, referred.receptions[known:], self.owing, now)
            await tend_referrals(uow, referred, self.owing, by=by, cause=cause, now=now)
            await tell_office(uow, referred, now=now, why=f"referred:{cause}")

        codes = {"step": step_id, "to": sent.organisation or ""}
        return await self.change(
            "refer",
            record_id,
            Right.REFER_RECORD,
            refer,
            by=by,
            cause=cause,
            tell=tell,
            codes=codes,
        )

    async def _step(self, uow: UnitOfWork, record: Record, step_id: str, now: datetime) -> Step:
        barred = await barred_in(
            uow, record, self.conflicts, on=day_of(now, self.owing.zone), besides=record.recorder
        )
        step = next((each for each in way_on(record, barred) if each.id == step_id), None)
        if step is None or not step.is_noted:
            raise Gone
        if done(record, step) is not None:
            raise AlreadyReferred
        return step

    async def _channel(
        self, uow: UnitOfWork, record: Record, step: Step, sent: Sent, *, by: PersonId
    ) -> Channel | None:
        """Return the organisation through which it goes, None on paper or inside the house."""
        house = await uow.organisations.get(record.organisation)
        mine = (await uow.people.get(by)).organisation
        channels = await channels_to(uow, step, house)
        if sent.organisation is not None:
            chosen = [each for each in channels if each.organisation == sent.organisation]
            if not chosen:
                raise Gone
            return chosen[0]
        inside = is_inside(step, channels, mine)
        if not inside and not (sent.document.strip() and sent.document_on):
            raise AnswerUnfit
        return None

    async def _referral(
        self, uow: UnitOfWork, step: Step, sent: Sent, *, by: PersonId, now: datetime
    ) -> Referral:
        if len(sent.document) > DOCUMENT_LENGTH:
            raise AnswerUnfit
        if sent.document_on and sent.document_on > day_of(now, self.owing.zone):
            raise AnswerUnfit
        proof = await uow.evidence.get(sent.proof) if sent.proof else None
        if proof is not None:
            ensure(Right.USE_EVIDENCE, by, proof)
            proof.put_into(None)  # what is still being received, or was withdrawn, proves nothing
        return Referral(
            step=step.id,
            to=step.to,
            name=step.name,
            settles=step.settles,
            person=by,
            by=(await uow.people.get(by)).name,
            at=now,
            copies=step.copies,
            organisation=sent.organisation,
            document=sent.document.strip(),
            document_on=sent.document_on,
            proof=proof.number if proof else "",
            proof_sha256=proof.sha256 if proof else b"",
        )

    async def _receptions(
        self,
        uow: UnitOfWork,
        record: Record,
        step: Step,
        channel: Channel | None,
        now: datetime,
    ) -> tuple[Reception, ...]:
        """Return who of the other organisation's discipline office gets it, free of conflicts."""
        if channel is None:
            return ()
        involved = await involved_in(uow, record, self.conflicts)
        office = await uow.people.holding(Role.INSPECTOR, organisation=channel.organisation)
        free = [each for each in office if not involved.stands_in(each)]
        if not free:
            raise NobodyToReceive
        deputies = await deputies_of(uow, free, on=day_of(now, self.owing.zone))

        def fit(deputy: Person) -> bool:
            return not involved.stands_in(deputy)

        people = dict.fromkeys(acting(each, deputies, fit) for each in free)
        articles = tuple(step.rule.articles)
        return tuple(
            Reception(
                person=each.id,
                capacity=Capacity.REFERRED,
                articles=articles,
                copies=step.copies,
            )
            for each in people
        )


@dataclass(frozen=True, slots=True)
class Find:
    """The office finds what the way depends on, and the way is found anew (H17, H19)."""

    change: ChangeRecord
    owing: Owing

    async def __call__(
        self, record_id: RecordId, question: str, code: str, *, by: PersonId, cause: Cause
    ) -> Record:
        """Raise NotAllowed, Gone, or AnswerUnfit for what no route asks or knows."""

        async def find(_: UnitOfWork, record: Record, now: datetime) -> Record:
            asked = {each.id: each for each in deciding_questions(bases_of(record))}
            if question not in asked or code not in asked[question].codes:
                raise AnswerUnfit
            finding = OfficeAnswer(question=question, code=code, person=by, at=now)
            return replace(record, findings=(*record.findings, finding))

        async def tell(uow: UnitOfWork, found: Record, now: datetime) -> None:
            since = reached_office_at(found)  # the office had form and material all the time
            await tend_referrals(uow, found, self.owing, by=by, cause=cause, now=now, since=since)
            await tell_office(uow, found, now=now, why=f"found:{cause}")

        return await self.change(
            "find",
            record_id,
            Right.REFER_RECORD,
            find,
            by=by,
            cause=cause,
            tell=tell,
            codes={"question": question, "code": code},
        )


@dataclass(frozen=True, slots=True)
class Weigh:
    """The office says that a record is serious, or that it is not after all, and why (CH23)."""

    change: ChangeRecord
    owing: Owing

    async def __call__(
        self, record_id: RecordId, reason: str, *, serious: bool, by: PersonId, cause: Cause
    ) -> Record:
        """Raise NotAllowed, Gone, AnswerUnfit, AnswerTooLong or AlreadyWeighed."""

        async def weigh(uow: UnitOfWork, record: Record, now: datetime) -> Record:
            if serious is record.serious:
                raise AlreadyWeighed
            name = (await uow.people.get(by)).name
            word = Severity(serious=serious, reason=said(reason), person=by, name=name, at=now)
            return replace(record, severities=(*record.severities, word))

        async def tell(uow: UnitOfWork, weighed: Record, now: datetime) -> None:
            await tend_referrals(uow, weighed, self.owing, by=by, cause=cause, now=now)
            await tell_office(uow, weighed, now=now, why=f"weighed:{cause}")

        return await self.change(
            "weigh",
            record_id,
            Right.REFER_RECORD,
            weigh,
            by=by,
            cause=cause,
            tell=tell,
            codes={"serious": str(serious).lower()},
        )


async def tell_office(uow: UnitOfWork, record: Record, *, now: datetime, why: str) -> None:
    """Let the cards of the office be rendered anew; the others see no difference."""
    for person in sorted(record.referrers):
        await tell_changed(uow, record, person, now=now, why=why)

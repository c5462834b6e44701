"""Filing: the recorder confirms, the draft becomes a record, its addressees are told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from register.acts.addressing import directory_of, tell_addressees
from register.acts.cosigning import asked_to_sign, tell_present
from register.acts.involving import involved_in
from register.acts.journaling import write_down
from register.acts.owing import Owing, discharge, owed_by
from register.acts.zero_owing import day_of
from register.acts.zero_reporting import supersede
from register.bases import Bound, basis_of, earliest
from register.conflicts import Conflicts
from register.draft import Draft, DraftState, chosen, rules_at
from register.duties import HANDOVER, RECORD
from register.errors import EncounterMissing
from register.ids import Cause, DraftId, PersonId, RecordId, derive
from register.numbers import record_number
from register.people import Person
from register.permissions import Right, ensure
from register.ports import Clock, Store, UnitOfWork
from register.profile import Profile
from register.record import Record, Snapshot
from register.routing import Route, route


@dataclass(frozen=True, slots=True)
class PlanRoute:
    """What the review shows before filing: who will get the record, and who will not."""

    store: Store
    clock: Clock
    zone: ZoneInfo
    conflicts: Conflicts

    async def __call__(self, draft_id: DraftId, *, by: PersonId) -> Route:
        """Raise NotAllowed, Gone or NobodyToReceive."""
        async with self.store.read() as uow:
            draft = await uow.drafts.get(draft_id)
            ensure(Right.WRITE_DRAFT, by, draft)
            today = day_of(self.clock(), self.zone)
            return await _route(uow, draft, await uow.people.get(by), self.conflicts, today)


@dataclass(frozen=True, slots=True)
class FileRecord:
    """Filing and reporting are one act (CH6); once per draft, however often it is confirmed."""

    store: Store
    clock: Clock
    owing: Owing
    conflicts: Conflicts

    async def __call__(self, draft_id: DraftId, *, by: PersonId, cause: Cause) -> Record:
        """Return the record.

        Raise EncounterMissing, BeforeTheRules, NotAllowed, Gone or NobodyToReceive.
        """
        now = self.clock()
        async with self.store.begin() as uow:
            draft = await uow.drafts.get(draft_id)
            ensure(Right.WRITE_DRAFT, by, draft)
            filed = await uow.records.of_draft(draft_id)
            if filed is not None:
                return filed
            draft.ensure_open()
            record = await self._record(uow, draft, now=now, cause=cause)
            record = await asked_to_sign(uow, record, self.conflicts, at=now)
            content = await uow.records.add(record)
            await uow.drafts.save(replace(draft, state=DraftState.FILED))
            await write_down(
                uow,
                "file",
                record,
                by=by,
                cause=cause,
                at=now,
                content=content,
                codes={"late": str(record.late).lower()},
            )
            await discharge(uow, RECORD, draft_id, by=by, cause=cause, now=now)
            await _hand_over(uow, record, self.owing, cause=cause, now=now)
            await supersede(uow, record, cause=cause, at=now, zone=self.owing.zone)
            await tell_addressees(uow, record, record.receptions, self.owing, now)
            asked = [each.person for each in record.cosignatures]
            await tell_present(uow, record, asked, self.owing, now=now)
        return record

    async def _record(
        self, uow: UnitOfWork, draft: Draft, *, now: datetime, cause: Cause
    ) -> Record:
        encountered_at = draft.encounter(self.owing.zone)
        if encountered_at is None:
            raise EncounterMissing
        recorder = await uow.people.get(draft.recorder)
        systems = [rules_at(each.id, encountered_at) for each in draft.binding]
        profile, *beside = systems
        due = await self._due(uow, draft, systems, encountered_at)
        today = day_of(now, self.owing.zone)
        way = await _route(uow, draft, recorder, self.conflicts, today)
        return Record(
            id=RecordId(derive(cause, "file")),
            number=record_number(now.astimezone(self.owing.zone).year),
            organisation=draft.organisation,
            department=recorder.department,
            recorder=recorder.id,
            draft=draft.id,
            profile=profile.id,
            profile_version=profile.version,
            encountered_at=encountered_at,
            filed_at=now,
            beside=tuple(basis_of(each) for each in beside),
            deadline=due.deadline,
            deadline_of=None if due.rules == profile else basis_of(due.rules),
            direct=draft.direct,
            superior=draft.superior,
            by=await _snapshot(uow, recorder),
            answers=draft.answers_to(profile),
            receptions=way.receptions,
        )

    async def _due(
        self, uow: UnitOfWork, draft: Draft, systems: Sequence[Profile], encountered_at: datetime
    ) -> Bound:
        """Count by the calendar of now, never against what the recorder was promised (AC4)."""
        due = earliest(
            systems,
            RECORD,
            encountered_at,
            chosen(draft.answers),
            calendar=self.owing.calendar(),
            zone=self.owing.zone,
        )
        duty = await owed_by(uow, draft.recorder, RECORD, draft.id)
        return replace(due, deadline=duty.recount(due.deadline).deadline) if duty else due


async def _hand_over(
    uow: UnitOfWork, record: Record, owing: Owing, *, cause: Cause, now: datetime
) -> None:
    """Discharge the handing over of the copy: filing sends it (CHANGCHUN 7, first paragraph; G10).

    Its days run beside those of the record, which end earlier (CH10), so that it is kept as a duty
    of its own and reminded of never. Where the text fixes no days for the record, it fixes none
    for the copy (CH11, CH34).
    """
    codes = chosen(record.answers)
    systems = [
        each.rules
        for each in record.bases
        if HANDOVER in {clock.id for clock in each.rules.clocks}
        and each.rules.limit(RECORD, codes).legal
    ]
    if systems:
        by = record.recorder
        await owing.owe(
            uow,
            HANDOVER,
            record,
            owner=by,
            event_at=record.encountered_at,
            systems=systems,
            chosen=codes,
            cause=cause,
            now=now,
        )
        await discharge(uow, HANDOVER, record.id, by=by, cause=cause, now=now)


async def _route(
    uow: UnitOfWork, draft: Draft, recorder: Person, conflicts: Conflicts, today: date
) -> Route:
    return route(
        recorder=recorder,
        involved=await involved_in(uow, draft, conflicts),
        direct=draft.direct,
        superior=draft.superior,
        around=draft.around,
        directory=await directory_of(
            uow, recorder.organisation, recorder.department, draft.binding, on=today
        ),
    )


async def _snapshot(uow: UnitOfWork, recorder: Person) -> Snapshot:
    department = (
        (await uow.organisations.department(recorder.department)).name
        if recorder.department
        else ""
    )
    return Snapshot(
        name=recorder.name, department=department, post=recorder.post, contact=recorder.contact
    )

"""Filing: the recorder confirms, the draft becomes a record, its addressees are told."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from register.acts.journaling import write_down
from register.acts.zero_reporting import supersede
from register.conflicts import involved_in
from register.draft import Draft, DraftState, rules_at
from register.duties import Deadline, deadline
from register.errors import EncounterMissing
from register.ids import Cause, DraftId, PersonId, RecordId, derive
from register.notes import Note, NoteKind
from register.numbers import record_number
from register.people import Person, Role
from register.permissions import Right, ensure
from register.ports import Clock, Store, UnitOfWork
from register.profile import TimeLimit
from register.record import Record, Snapshot
from register.routing import Directory, Route, route
from register.workdays import Calendar


@dataclass(frozen=True, slots=True)
class PlanRoute:
    """What the review shows before filing: who will get the record, and who will not."""

    store: Store

    async def __call__(self, draft_id: DraftId, *, by: PersonId) -> Route:
        """Raise NotAllowed, Gone or NobodyToReceive."""
        async with self.store.read() as uow:
            draft = await uow.drafts.get(draft_id)
            ensure(Right.WRITE_DRAFT, by, draft)
            return await _route(uow, draft, await uow.people.get(by))


@dataclass(frozen=True, slots=True)
class FileRecord:
    """Filing and reporting are one act (CH6); once per draft, however often it is confirmed."""

    store: Store
    clock: Clock
    calendar: Calendar
    zone: ZoneInfo

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
            content = await uow.records.add(record)
            await uow.drafts.save(replace(draft, state=DraftState.FILED, remind_at=None))
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
            await supersede(uow, record, cause=cause, at=now, zone=self.zone)
            await _tell_addressees(uow, record, now)
        return record

    async def _record(
        self, uow: UnitOfWork, draft: Draft, *, now: datetime, cause: Cause
    ) -> Record:
        encountered_at = draft.encounter(self.zone)
        if encountered_at is None:
            raise EncounterMissing
        recorder = await uow.people.get(draft.recorder)
        profile = rules_at(draft.profile, encountered_at)
        way = await _route(uow, draft, recorder)
        return Record(
            id=RecordId(derive(cause, "file")),
            number=record_number(now.astimezone(self.zone).year),
            organisation=draft.organisation,
            department=recorder.department,
            recorder=recorder.id,
            draft=draft.id,
            profile=profile.id,
            profile_version=profile.version,
            encountered_at=encountered_at,
            filed_at=now,
            deadline=self._deadline(draft, profile.clock("record"), encountered_at),
            direct=draft.direct,
            by=await _snapshot(uow, recorder),
            answers=draft.answers,
            receptions=way.receptions,
        )

    def _deadline(self, draft: Draft, limit: TimeLimit, encountered_at: datetime) -> Deadline:
        """Count anew; a calendar that changed since the draft never makes the recorder late."""
        counted = deadline(limit, encountered_at, self.calendar, self.zone)
        promised = draft.deadline or counted
        return max(counted, promised, key=lambda due: due.due_at)


async def _route(uow: UnitOfWork, draft: Draft, recorder: Person) -> Route:
    own = await uow.organisations.get(recorder.organisation)
    heads = (
        await uow.people.holding(Role.HEAD, organisation=own.id, department=recorder.department)
        if recorder.department
        else ()
    )
    inspectors = await uow.people.holding(Role.INSPECTOR, organisation=own.id)
    above = (
        await uow.people.holding(Role.INSPECTOR, organisation=own.superior) if own.superior else ()
    )
    return route(
        recorder=recorder,
        involved=involved_in(draft.answers),
        direct=draft.direct,
        directory=Directory(
            heads=tuple(heads), inspectors=tuple(inspectors), superior_inspectors=tuple(above)
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


async def _tell_addressees(uow: UnitOfWork, record: Record, now: datetime) -> None:
    for reception in record.receptions:
        await uow.outbox.add(
            Note(
                kind=NoteKind.RECORD_RECEIVED,
                organisation=record.organisation,
                object=record.id,
                addressee=reception.person,
                key=f"received:{record.id}:{reception.person}",
                not_before=now,
                urgent=True,
            )
        )

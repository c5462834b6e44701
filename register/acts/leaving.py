"""People who left: no chat is theirs any more, and what waited for them finds somebody else."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from register.acts.addressing import directory_of, instead_of, tell_addressees
from register.acts.handing_on import ask_others
from register.acts.journaling import write_down
from register.acts.owing import Owing, end_one
from register.acts.zero_owing import day_of
from register.acts.zero_reporting import confirmers_of, tell_confirmers
from register.conflicts import Conflicts
from register.draft import Draft
from register.duties import Duty, house_hour
from register.errors import NobodyToReceive
from register.ids import Cause, OrganisationId, PersonId, RecordId
from register.notes import Note, NoteKind
from register.people import Person
from register.ports import Clock, Store, UnitOfWork
from register.profile import load
from register.record import Record
from register.routing import watching_office


@dataclass(frozen=True, slots=True)
class RouteAgain:
    """A record's addressee left: it goes to who takes their place; everybody else keeps it."""

    store: Store
    clock: Clock
    owing: Owing
    conflicts: Conflicts

    async def __call__(self, record_id: RecordId, *, gone: PersonId, cause: Cause) -> None:
        """Route a record that `gone` never received. Raise Gone, NotAllowed or NobodyToReceive."""
        async with self.store.begin() as uow:
            await self.within(uow, record_id, gone=gone, cause=cause)

    async def within(
        self, uow: UnitOfWork, record_id: RecordId, *, gone: PersonId, cause: Cause
    ) -> None:
        """Route it again inside another act."""
        record, now = await uow.records.get(record_id), self.clock()
        receptions = await instead_of(
            uow,
            record,
            record.reception_of(gone).capacity,
            self.conflicts,
            on=day_of(now, self.owing.zone),
        )
        reached = record.reach(receptions)
        if reached != record:
            await self._save(uow, record, reached, gone=gone, cause=cause, now=now)

    async def _save(
        self,
        uow: UnitOfWork,
        before: Record,
        record: Record,
        *,
        gone: PersonId,
        cause: Cause,
        now: datetime,
    ) -> None:
        content = await uow.records.save(record)
        codes = {"instead_of": gone}
        await write_down(
            uow, "route_again", record, by=None, cause=cause, at=now, content=content, codes=codes
        )
        added = record.receptions[len(before.receptions) :]
        await tell_addressees(uow, record, added, self.owing, now)


@dataclass(frozen=True, slots=True)
class MarkLeft:
    """People of a house left. Their history stays; what they owed goes through routing again.

    What nobody can take over yet waits, and is looked at again with the next ones who leave.
    """

    store: Store
    clock: Clock
    owing: Owing
    conflicts: Conflicts
    route_again: RouteAgain

    async def __call__(
        self, organisation: OrganisationId, people: Collection[PersonId], *, cause: Cause
    ) -> None:
        """Mark all of them before anything of theirs is passed on: none inherits another's."""
        async with self.store.begin() as uow:
            for person_id in people:
                await self._mark(uow, await uow.people.get(person_id), cause)
            for person in await uow.people.of(organisation):
                if person.left_on is not None:
                    await self._pass_on(uow, person, cause)

    async def _mark(self, uow: UnitOfWork, person: Person, cause: Cause) -> None:
        if person.left_on is not None:
            return
        now = self.clock()
        left = person.leave(on=day_of(now, self.owing.zone))
        content = await uow.people.save(left)
        await write_down(uow, "leave", left, by=None, cause=cause, at=now, content=content)
        await withdraw_invites(uow, left, now)

    async def _pass_on(self, uow: UnitOfWork, gone: Person, cause: Cause) -> None:
        now = self.clock()
        for duty in await uow.duties.open_of(gone.id):
            if load(duty.profile, on=duty.profile_version).clock(duty.clock).owner == "recorder":
                await _rest(uow, duty, cause=cause, now=now)
                continue
            with suppress(NobodyToReceive):
                record_id = RecordId(duty.about)
                await self.route_again.within(uow, record_id, gone=gone.id, cause=cause)
                await end_one(uow, duty, by=None, cause=cause, now=now)
        for draft in await uow.drafts.open_of(gone.id):
            await self._tell_office(uow, draft, gone)
        await self._find_confirmers(uow, gone, cause)
        await ask_others(uow, gone, self.conflicts, self.owing, cause=cause, now=now)

    async def _tell_office(self, uow: UnitOfWork, draft: Draft, gone: Person) -> None:
        """Tell the discipline office, and never the head, that a leaver's draft is open."""
        now, zone = self.clock(), self.owing.zone
        rules = load(draft.profile, on=draft.profile_version)
        tell_at = house_hour(now, rules.house, self.owing.calendar(), zone)
        directory = await directory_of(
            uow, gone.organisation, gone.department, draft.binding, on=day_of(now, zone)
        )
        watching = watching_office(
            involved=self.conflicts.of(draft.answers),
            directory=directory,
            besides=gone.id,
            above=draft.superior or bool(draft.around),
        )
        for inspector in watching:
            await uow.outbox.add(
                Note(
                    kind=NoteKind.LEAVER_DRAFT,
                    organisation=draft.organisation,
                    object=draft.id,
                    addressee=inspector.id,
                    key=f"leaver_draft:{draft.id}:{gone.left_on}:{inspector.id}",
                    not_before=tell_at,
                )
            )

    async def _find_confirmers(self, uow: UnitOfWork, gone: Person, cause: Cause) -> None:
        """Submit what waits for the leaver to whom it would be submitted today (CH15)."""
        now = self.clock()
        today = day_of(now, self.owing.zone)
        for report in await uow.zero_reports.to_confirm(gone.id):
            with suppress(NobodyToReceive):
                confirmers = await confirmers_of(uow, report, self.conflicts, on=today)
                moved = replace(report, confirmers=confirmers)
                content = await uow.zero_reports.save(moved)
                await write_down(
                    uow,
                    "move_zero_report",
                    moved,
                    by=None,
                    cause=cause,
                    at=now,
                    content=content,
                )
                await tell_confirmers(uow, moved, now, once_for=cause)


async def _rest(uow: UnitOfWork, duty: Duty, *, cause: Cause, now: datetime) -> None:
    """Stop the reminders of what only its recorder could do; it is owed all the same."""
    if duty.remind_at is not None:
        content = await uow.duties.save(duty.rest())
        await write_down(uow, "rest", duty, by=None, cause=cause, at=now, content=content)


async def come_back(
    uow: UnitOfWork, person: Person, owing: Owing, *, cause: Cause, now: datetime
) -> None:
    """Remind somebody who works here again of what they owe still."""
    for duty in await uow.duties.open_of(person.id):
        house = load(duty.profile, on=duty.profile_version).house
        content = await uow.duties.save(duty.with_ladder(now, house, owing.calendar()))
        await write_down(uow, "wake", duty, by=None, cause=cause, at=now, content=content)


async def withdraw_invites(uow: UnitOfWork, person: Person, now: datetime) -> None:
    """Let no link bind an account that was made before somebody left or was unbound."""
    for invite in await uow.invites.of(person.id):
        if invite.used_at is None and now < invite.expires_at:
            await uow.invites.save(invite.withdraw(at=now))

"""Who of the discipline office looks into an omission report: nobody who stands in it."""

from dataclasses import dataclass, replace
from datetime import datetime

from register.acts.addressing import directory_of
from register.acts.involving import add_units
from register.acts.journaling import write_down
from register.acts.owing import Owing
from register.acts.zero_owing import day_of
from register.cases import read_case
from register.conflicts import Conflicts, Involved, normalise
from register.draft import SUBJECT, Answer
from register.duties import OMISSION, house_hour
from register.errors import NobodyToReceive
from register.ids import Cause, OmissionId, PersonId
from register.notes import Note, NoteKind
from register.omission import Ask, Omission, OmissionState, Reader
from register.ports import UnitOfWork
from register.profile import Profile, load
from register.routing import competent_office


def rules_of(omission: Omission) -> Profile:
    """Return the rules under which a report was begun."""
    return load(omission.profile, on=omission.profile_version)


@dataclass(frozen=True, slots=True)
class OmissionOffice:
    """Finds the readers of a report and lets them owe its result; part of other acts."""

    owing: Owing
    conflicts: Conflicts

    async def readers(
        self, uow: UnitOfWork, omission: Omission, now: datetime
    ) -> tuple[Reader, ...]:
        """Return who looks into it, their deputies in their place. Raise NobodyToReceive."""
        today = day_of(now, self.owing.zone)
        systems = [rules_of(omission)]
        directory = await directory_of(uow, omission.organisation, None, systems, on=today)
        office, capacity = competent_office(
            involved=await self._involved(uow, omission), directory=directory
        )
        if not office:
            raise NobodyToReceive
        return tuple(Reader(person=each.id, capacity=capacity) for each in office)

    async def _involved(self, uow: UnitOfWork, omission: Omission) -> Involved:
        """Return who is said not to have recorded: named, titled, of a unit, or on the case.

        Whose full name stands anywhere in the account is left out as well: who looks into it may
        not be who it is about.
        """
        answers = {SUBJECT: Answer(value=omission.said(Ask.HANDLER))}
        involved = await add_units(
            uow, self.conflicts.of(answers, omission.organisation), rules_of(omission)
        )
        people = set(involved.people)
        case = read_case(omission.said(Ask.CASE), rules_of(omission).case_numbers)
        for words in case.parts:
            for found in await uow.cases.called(words, organisation=omission.organisation):
                people |= {handling.person for handling in found.handlings}
        house = await uow.organisations.get(omission.organisation)
        told = normalise(omission.said(Ask.ACCOUNT))
        for each in filter(None, (house.id, house.superior)):
            staff = await uow.people.of(each)
            people |= {person.id for person in staff if normalise(person.name) in told}
        return replace(involved, people=frozenset(people))

    async def hand_over(
        self,
        uow: UnitOfWork,
        omission: Omission,
        readers: tuple[Reader, ...],
        *,
        cause: Cause,
        now: datetime,
    ) -> None:
        """Tell new readers in house hours; each owes the result, by a target and no limit."""
        rules = rules_of(omission)
        tell_at = house_hour(now, rules.house, self.owing.calendar(), self.owing.zone)
        for reader in readers:
            await self.owing.owe(
                uow,
                OMISSION,
                omission,
                owner=reader.person,
                event_at=now,
                systems=[rules],
                cause=cause,
                now=now,
            )
            await uow.outbox.add(
                note_about(omission, reader.person, NoteKind.OMISSION_RECEIVED, at=tell_at)
            )

    async def reach_anew(
        self, uow: UnitOfWork, omission_id: OmissionId, *, cause: Cause, now: datetime
    ) -> None:
        """Let a report whose reader left reach who is competent now. Raise NobodyToReceive."""
        omission = await uow.omissions.get(omission_id)
        if omission.state is not OmissionState.SUBMITTED:
            return
        reached = omission.reach(await self.readers(uow, omission, now))
        if reached != omission:
            content = await uow.omissions.save(reached)
            await write_down(
                uow, "route_omission", reached, by=None, cause=cause, at=now, content=content
            )
            added = reached.readers[len(omission.readers) :]
            await self.hand_over(uow, reached, added, cause=cause, now=now)


def note_about(
    omission: Omission, person: PersonId, kind: NoteKind, *, at: datetime, why: str = ""
) -> Note:
    """Return a note to a reader; `why` tells one change from another."""
    return Note(
        kind=kind,
        organisation=omission.organisation,
        object=omission.id,
        addressee=person,
        key=f"{kind}:{why}:{omission.id}:{person}",
        not_before=at,
        urgent=kind is NoteKind.OMISSION_CHANGED,
    )

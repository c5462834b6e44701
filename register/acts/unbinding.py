"""A lost phone or a new account: an administrator and an inspector take an account away (W5)."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from register.acts.addressing import deputies_of
from register.acts.journaling import write_down
from register.acts.leaving import withdraw_invites
from register.acts.zero_owing import day_of
from register.deputies import acting
from register.errors import Gone, NobodyToReceive, NotAllowed
from register.ids import Cause, PersonId
from register.notes import Note, NoteKind
from register.people import Person, Role, Unbinding
from register.ports import Clock, Store, UnitOfWork


@dataclass(frozen=True, slots=True)
class AskUnbinding:
    """The administrator asks; alone they take nobody's account away."""

    store: Store
    clock: Clock
    zone: ZoneInfo

    async def __call__(self, person_id: PersonId, reason: str, *, cause: Cause) -> Person:
        """Return the person with the request; an earlier one that still waits gives way to it.

        Raise Gone for who has no account, NobodyToReceive where no inspector could decide.
        """
        now = self.clock()
        async with self.store.begin() as uow:
            person = await uow.people.get(person_id)
            if await uow.journal.seen(cause, "ask_unbinding", person_id):
                return person
            if person.account is None:
                raise Gone
            deciders = await _deciders(uow, person, now, self.zone)
            if not deciders:
                raise NobodyToReceive
            before = person.unbinding
            request = Unbinding(
                number=before.number + 1 if before else 1,
                reason=reason,
                asked_at=now,
                asked=deciders,
            )
            asked = replace(person, unbinding=request)
            content = await uow.people.save(asked)
            await write_down(
                uow, "ask_unbinding", asked, by=None, cause=cause, at=now, content=content
            )
            if before and before.waits:
                await _tell(uow, NoteKind.UNBINDING_CHANGED, asked, before, now)
            await _tell(uow, NoteKind.UNBINDING_ASKED, asked, request, now)
        return asked


@dataclass(frozen=True, slots=True)
class DecideUnbinding:
    """An inspector agrees, and the old chat has no right any more at once; or everything stays."""

    store: Store
    clock: Clock
    zone: ZoneInfo

    async def __call__(
        self, person_id: PersonId, number: int, *, agree: bool, by: PersonId, cause: Cause
    ) -> Person:
        """Raise NotAllowed for who is no inspector free to decide now, or Gone when decided."""
        act, now = "unbind" if agree else "keep_account", self.clock()
        async with self.store.begin() as uow:
            person = await uow.people.get(person_id)
            if await uow.journal.seen(cause, act, person_id):
                return person
            if by not in await _deciders(uow, person, now, self.zone):
                raise NotAllowed
            request = person.unbinding
            if request is None or request.number != number:
                raise Gone
            decided = person.decide_unbinding(agree=agree, by=by)
            content = await uow.people.save(decided)
            await write_down(uow, act, decided, by=by, cause=cause, at=now, content=content)
            if agree:
                await withdraw_invites(uow, decided, now)
            await _tell(uow, NoteKind.UNBINDING_CHANGED, decided, request, now)
        return decided


async def _deciders(
    uow: UnitOfWork, person: Person, now: datetime, zone: ZoneInfo
) -> tuple[PersonId, ...]:
    """Return the inspectors who can decide: of the house, or else of the one above it.

    Not the person, and nobody who is an administrator too: it takes two.
    """

    def fit(one: Person) -> bool:
        present = one.account is not None and one.reachable
        return present and one.id != person.id and not one.holds(Role.ADMINISTRATOR)

    own = await uow.organisations.get(person.organisation)
    for house in filter(None, (own.id, own.superior)):
        inspectors = await uow.people.holding(Role.INSPECTOR, organisation=house)
        others = [each for each in inspectors if each.id != person.id]
        deputies = await deputies_of(uow, others, on=day_of(now, zone))
        found = (acting(each, deputies, fit) for each in others)
        if deciders := tuple(dict.fromkeys(each.id for each in found if fit(each))):
            return deciders
    return ()


async def _tell(
    uow: UnitOfWork, kind: NoteKind, person: Person, request: Unbinding, now: datetime
) -> None:
    """Let everybody who was asked see the request as it stands."""
    about = f"{person.id}/{request.number}"
    for inspector in request.asked:
        await uow.outbox.add(
            Note(
                kind=kind,
                organisation=person.organisation,
                object=about,
                addressee=inspector,
                key=f"{kind}:{about}:{inspector}",
                not_before=now,
                urgent=True,
            )
        )

"""Whether people can be reached, and what they must know of messages that went wrong."""

from dataclasses import dataclass, replace

from register.acts.journaling import write_down
from register.ids import Account, Cause, PersonId
from register.notes import Note, NoteKind
from register.people import Person, Role
from register.ports import Clock, Store


@dataclass(frozen=True, slots=True)
class MarkReachable:
    """A chat was found blocked or missing, or its owner wrote again.

    The administrators learn that somebody cannot be reached, and nothing of what was to be told.
    """

    store: Store
    clock: Clock

    async def __call__(self, person_id: PersonId, *, reachable: bool, cause: Cause) -> Person:
        now = self.clock()
        async with self.store.begin() as uow:
            person = await uow.people.get(person_id)
            act = "reachable" if reachable else "unreachable"
            if person.reachable == reachable or await uow.journal.seen(cause, act, person_id):
                return person
            marked = replace(person, reachable=reachable)
            content = await uow.people.save(marked)
            await write_down(uow, act, marked, by=None, cause=cause, at=now, content=content)
            if not reachable:
                for administrator in await uow.people.holding(
                    Role.ADMINISTRATOR, organisation=person.organisation
                ):
                    await uow.outbox.add(
                        Note(
                            kind=NoteKind.PERSON_UNREACHABLE,
                            organisation=person.organisation,
                            object=person.id,
                            addressee=administrator.id,
                            key=f"unreachable:{person.id}:{cause}:{administrator.id}",
                            not_before=now,
                        )
                    )
        return marked


@dataclass(frozen=True, slots=True)
class TellSetAside:
    """A message could not be handled after three tries: its sender is told in one sentence."""

    store: Store
    clock: Clock

    async def __call__(self, account: Account, *, cause: Cause) -> None:
        async with self.store.begin() as uow:
            person = await uow.people.bound_to(account)
            if person is not None:
                await uow.outbox.add(
                    Note(
                        kind=NoteKind.UPDATE_SET_ASIDE,
                        organisation=person.organisation,
                        object=cause,
                        addressee=person.id,
                        key=f"set_aside:{cause}",
                        not_before=self.clock(),
                        urgent=True,
                    )
                )

"""Binding a person to a messenger account by one-time invite."""

from dataclasses import dataclass, replace

from register.acts.journaling import write_down
from register.errors import AlreadyBound, Gone, InviteForeign, InviteUnknown
from register.ids import Account, Cause, InviteId, PersonId, derive
from register.invites import VALID_FOR, Invite, hash_code, new_code
from register.people import Person
from register.ports import Clock, Store


@dataclass(frozen=True, slots=True)
class InvitePerson:
    """The administrator makes an invite; its code is shown once and kept only as a digest."""

    store: Store
    clock: Clock

    async def __call__(self, person_id: PersonId, *, cause: Cause) -> str:
        """Return the code for the link; asked again, another one.

        Raise AlreadyBound, or Gone for who left.
        """
        code, now = new_code(), self.clock()
        async with self.store.begin() as uow:
            person = await uow.people.get(person_id)
            if person.account is not None:
                raise AlreadyBound
            if person.left_on is not None:
                raise Gone
            invite = Invite(
                id=InviteId(derive(hash_code(code), "invite")),
                organisation=person.organisation,
                person=person.id,
                code_hash=hash_code(code),
                expires_at=now + VALID_FOR,
            )
            content = await uow.invites.add(invite)
            await write_down(uow, "invite", invite, by=None, cause=cause, at=now, content=content)
        return code


@dataclass(frozen=True, slots=True)
class Bind:
    """Somebody opens an invite link: their account becomes the person's."""

    store: Store
    clock: Clock

    async def __call__(self, code: str, *, account: Account, cause: Cause) -> Person:
        """Return the person. Raise InviteUnknown, InviteUsed, InviteExpired or InviteForeign."""
        now = self.clock()
        async with self.store.begin() as uow:
            invite = await uow.invites.by_hash(hash_code(code))
            if invite is None:
                raise InviteUnknown
            person = await uow.people.get(invite.person)
            if person.account == account:
                return person  # opened once more by the one it bound
            already = await uow.people.bound_to(account)
            if already is not None and already.id != person.id:
                raise InviteForeign
            used = invite.use(at=now)
            if person.account is not None:
                raise AlreadyBound
            bound = replace(person, account=account, reachable=True)
            await uow.invites.save(used)
            content = await uow.people.save(bound)
            await write_down(
                uow, "bind", person, by=person.id, cause=cause, at=now, content=content
            )
        return bound

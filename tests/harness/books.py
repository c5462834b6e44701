"""The books of a house, read past the service: what the register holds after a journey."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dishka import AsyncContainer

from register.draft import Draft
from register.evidence import Evidence
from register.ids import Account
from register.journal import GENESIS, Link, digest_of
from register.people import Person
from register.ports import Keys, Store, Vault
from register.record import Record
from storage.engine import Engine
from storage.journal import SqlJournal
from storage.transactions import Transaction, reading
from tests.harness.town import COUNTY, Resident


@dataclass(frozen=True, slots=True)
class Books:
    """Reads through the ports of a register of its own, beside the running service."""

    store: Store
    vault: Vault
    engine: Engine
    keys: Keys

    async def person(self, resident: Resident) -> Person:
        async with self.store.read() as uow:
            person = await uow.people.bound_to(Account(str(resident.account)))
        assert person is not None
        return person

    async def records(self, recorder: Resident) -> Sequence[Record]:
        person = await self.person(recorder)
        async with self.store.read() as uow:
            return await uow.records.by(person.id)

    async def evidence(self, record: Record) -> Sequence[Evidence]:
        async with self.store.read() as uow:
            return await uow.evidence.of_draft(record.draft)

    async def loose(self, sender: Resident) -> Sequence[Evidence]:
        person = await self.person(sender)
        async with self.store.read() as uow:
            return await uow.evidence.loose(person.id)

    async def drafts(self, recorder: Resident) -> Sequence[Draft]:
        """Return what somebody has begun and not filed."""
        person = await self.person(recorder)
        async with self.store.read() as uow:
            return await uow.drafts.open_of(person.id)

    async def lying_in(self, draft: Draft) -> Sequence[Evidence]:
        async with self.store.read() as uow:
            return await uow.evidence.of_draft(draft.id)

    async def content(self, item: Evidence) -> bytes:
        """Return the bytes as they come out of the vault."""
        return b"".join([chunk async for chunk in self.vault.read(item.place)])

    async def chain(self) -> Sequence[Link]:
        """Return the county's journal, its chain verified."""
        async with self.store.read() as uow:
            house = next(each for each in await uow.organisations.all() if each.name == COUNTY)
        async with reading(self.engine) as connection:
            journal = SqlJournal(Transaction(connection, self.keys))
            links = [link async for link in journal.links(house.id)]
        previous = GENESIS
        for number, link in enumerate(links, start=1):
            assert link.previous == previous
            assert link.digest == digest_of(link.entry, number=number, previous=previous)
            previous = link.digest
        return links

    async def acts(self) -> Counter[str]:
        """Count the acts that people did through the service, by their names."""
        return Counter(
            link.entry.act
            for link in await self.chain()
            if not link.entry.cause.startswith(("town:", "command:", "month_end/"))
        )


async def open_books(register: AsyncContainer) -> Books:
    return Books(
        await register.get(Store),
        await register.get(Vault),
        await register.get(Engine),
        await register.get(Keys),
    )

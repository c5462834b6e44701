"""People: who belongs where is plain; name, post, contact and roles are ciphertext.

Names and roles are found by blind index.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    Select,
    String,
    Table,
    bindparam,
    select,
)

from register.ids import Account, DepartmentId, OrganisationId, PersonId
from register.people import Person, Role
from storage.blind_index import Term, add_terms, objects_with, replace_terms
from storage.mapping import Mapper
from storage.tables import metadata
from storage.transactions import Transaction

people = Table(
    "people",
    metadata,
    Column("id", String, primary_key=True),
    Column("organisation", ForeignKey("organisations.id"), nullable=False, index=True),
    Column("department", ForeignKey("departments.id")),
    # One account is one person: the database itself sees to it.
    Column("account", String, unique=True),
    Column("reachable", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

_BOUND_TO = select(people).where(people.c.account == bindparam("account"))


class SqlPeople:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._people = Mapper(transaction, people, Person)

    async def get(self, person: PersonId) -> Person:
        return await self._people.get(person)

    async def add(self, person: Person) -> bytes:
        digest = await self._people.add(person)
        await add_terms(self._transaction, person, _terms(person))
        return digest

    async def save(self, person: Person) -> bytes:
        digest = await self._people.save(person)
        await replace_terms(self._transaction, person, _terms(person))
        return digest

    async def bound_to(self, account: Account) -> Person | None:
        return await self._people.first(_BOUND_TO, account=account)

    async def holding(
        self, role: Role, *, organisation: OrganisationId, department: DepartmentId | None = None
    ) -> Sequence[Person]:
        found = self._found(("role", role), organisation)
        if department is not None:
            found = found.where(people.c.department == department)
        return await self._people.all(found)

    async def named(self, name: str, *, organisation: OrganisationId) -> Sequence[Person]:
        return await self._people.all(self._found(("name", name), organisation))

    async def of(self, organisation: OrganisationId) -> Sequence[Person]:
        row = people.c
        return await self._people.all(
            select(people).where(row.organisation == organisation).order_by(row.id)
        )

    def _found(self, term: Term, organisation: OrganisationId) -> Select[Any]:
        row = people.c
        return (
            select(people)
            .where(
                row.id.in_(objects_with(self._transaction, term)),
                row.organisation == organisation,
            )
            .order_by(row.id)
        )


def _terms(person: Person) -> Iterator[Term]:
    yield "name", person.name
    if person.left_on is None:  # who left holds no role any more, whatever they held
        for role in person.roles:
            yield "role", role

"""Organisations and departments: their names are ciphertext."""

from collections.abc import Sequence

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table, bindparam, select

from register.ids import DepartmentId, OrganisationId
from register.organisations import Department, Organisation
from storage.mapping import Mapper
from storage.tables import Words, metadata
from storage.transactions import Transaction

organisations = Table(
    "organisations",
    metadata,
    Column("id", String, primary_key=True),
    Column("superior", ForeignKey("organisations.id")),
    Column("profiles", Words, nullable=False),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

departments = Table(
    "departments",
    metadata,
    Column("id", String, primary_key=True),
    Column("organisation", ForeignKey("organisations.id"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

_DEPARTMENTS_OF = (
    select(departments)
    .where(departments.c.organisation == bindparam("organisation"))
    .order_by(departments.c.id)
)


class SqlOrganisations:
    def __init__(self, transaction: Transaction) -> None:
        self._organisations = Mapper(transaction, organisations, Organisation)
        self._departments = Mapper(transaction, departments, Department)

    async def get(self, organisation: OrganisationId) -> Organisation:
        return await self._organisations.get(organisation)

    async def all(self) -> Sequence[Organisation]:
        return await self._organisations.all(select(organisations).order_by(organisations.c.id))

    async def add(self, organisation: Organisation) -> bytes:
        return await self._organisations.add(organisation)

    async def save(self, organisation: Organisation) -> bytes:
        return await self._organisations.save(organisation)

    async def department(self, department: DepartmentId) -> Department:
        return await self._departments.get(department)

    async def departments(self, organisation: OrganisationId) -> Sequence[Department]:
        return await self._departments.all(_DEPARTMENTS_OF, organisation=organisation)

    async def add_department(self, department: Department) -> bytes:
        return await self._departments.add(department)

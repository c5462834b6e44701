"""The store: units of work over one database (the port `Store`)."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from register.ports import Keys
from storage.calendar import SqlCalendarDays
from storage.case_notes import SqlCaseNotes
from storage.cases import SqlCases
from storage.drafts import SqlDrafts
from storage.duties import SqlDuties
from storage.engine import Engine
from storage.evidence import SqlEvidence
from storage.invites import SqlInvites
from storage.journal import SqlJournal
from storage.organisations import SqlOrganisations
from storage.outbox import SqlOutbox
from storage.people import SqlPeople
from storage.records import SqlRecords
from storage.transactions import Transaction, reading, writing
from storage.transfers import SqlTransfers
from storage.zero_reports import SqlZeroReports


class SqlUnitOfWork:
    """The repositories of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self.organisations = SqlOrganisations(transaction)
        self.people = SqlPeople(transaction)
        self.invites = SqlInvites(transaction)
        self.drafts = SqlDrafts(transaction)
        self.duties = SqlDuties(transaction)
        self.evidence = SqlEvidence(transaction)
        self.records = SqlRecords(transaction)
        self.calendar = SqlCalendarDays(transaction)
        self.cases = SqlCases(transaction)
        self.case_notes = SqlCaseNotes(transaction)
        self.zero_reports = SqlZeroReports(transaction)
        self.transfers = SqlTransfers(transaction)
        self.journal = SqlJournal(transaction)
        self.outbox = SqlOutbox(transaction)


class SqlStore:
    """One database and the keys for its contents."""

    def __init__(self, engine: Engine, keys: Keys) -> None:
        self._engine = engine
        self._keys = keys

    @asynccontextmanager
    async def begin(self) -> AsyncGenerator[SqlUnitOfWork]:
        """Commit on a clean exit, roll back on any exception.

        Raise LostRace for who came second, StorageBusy, StorageFull or Outage for the machine.
        """
        async with writing(self._engine) as connection:
            yield SqlUnitOfWork(Transaction(connection, self._keys))

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[SqlUnitOfWork]:
        """Show one consistent view without the write lock; nothing of it is kept."""
        async with reading(self._engine) as connection:
            yield SqlUnitOfWork(Transaction(connection, self._keys))

"""What was added to the data set of working days. Public facts: nothing of it is ciphertext."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Column, Date, Integer, String, Table, select

from register.workdays import Amendments, DayKind, SpecialDay
from storage.tables import UtcDateTime, metadata
from storage.transactions import Transaction, insert_into

calendar_days = Table(
    "calendar_days",
    metadata,
    Column("date", Date, primary_key=True),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("source", String, nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
)

calendar_years = Table(
    "calendar_years",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("source", String, nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
)


class SqlCalendarDays:
    def __init__(self, transaction: Transaction) -> None:
        self._connection = transaction.connection

    async def known(self) -> Amendments:
        days = await self._connection.execute(select(calendar_days))
        years = await self._connection.execute(select(calendar_years))
        return Amendments(
            days={row.date: SpecialDay(DayKind(row.kind), row.name, row.source) for row in days},
            announced={row.year: row.source for row in years},
        )

    async def add(self, amendments: Amendments, *, at: datetime) -> None:
        days = [
            {"date": day, "kind": it.kind, "name": it.name, "source": it.source, "added_at": at}
            for day, it in amendments.days.items()
        ]
        years = [
            {"year": year, "source": source, "added_at": at}
            for year, source in amendments.announced.items()
        ]
        await self._replace(calendar_days, days)
        await self._replace(calendar_years, years)

    async def _replace(self, table: Table, rows: Sequence[dict[str, object]]) -> None:
        if not rows:
            return
        insert = insert_into(table, self._connection.dialect.name)
        changed = {c.name: insert.excluded[c.name] for c in table.c if not c.primary_key}
        await self._connection.execute(
            insert.on_conflict_do_update(index_elements=table.primary_key, set_=changed), rows
        )

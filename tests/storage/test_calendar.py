"""What was added to the calendar comes back as it was, and the newest word on a day stands."""

from datetime import date

from register.workdays import Amendments, DayKind, SpecialDay
from storage.store import SqlStore
from tests.notices import NOTICE
from tests.storage.samples import MINUTE, NOW

DAY = date(2027, 1, 1)


async def known(store: SqlStore) -> Amendments:
    async with store.read() as uow:
        return await uow.calendar.known()


async def test_a_new_database_adds_nothing(store: SqlStore) -> None:
    assert await known(store) == Amendments()


async def test_a_notice_comes_back_day_by_day_with_its_reference(store: SqlStore) -> None:
    async with store.begin() as uow:
        await uow.calendar.add(NOTICE, at=NOW)

    assert await known(store) == NOTICE


async def test_a_later_notice_takes_the_place_of_what_it_names_alone(store: SqlStore) -> None:
    other = SpecialDay(DayKind.WORKDAY, "", "另一份通知")
    async with store.begin() as uow:
        await uow.calendar.add(NOTICE, at=NOW)
        await uow.calendar.add(
            Amendments(days={DAY: other}, announced={2027: other.source}), at=NOW + MINUTE
        )

    assert await known(store) == Amendments(
        days={**NOTICE.days, DAY: other}, announced={2027: other.source}
    )

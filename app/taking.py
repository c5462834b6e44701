"""Taking records out of the register for another system, from the command line."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from dishka import AsyncContainer

from app.directory import Directory
from app.record_export import Export
from register.acts.exporting import ExportRecords
from register.ids import Cause
from register.ports import Clock
from register.profile import versions_of


async def take_out(
    register: AsyncContainer, organisation: str | None, *, by: str, first: date, last: date
) -> Export:
    """Return what a house filed on these days, as far as who takes it may read it.

    Raise Unknown, Ambiguous or NotAllowed.
    """
    directory, clock = await register.get(Directory), await register.get(Clock)
    zone = await register.get(ZoneInfo)
    export = await register.get(ExportRecords)
    house = await directory.organisation(organisation)
    taken = await export(
        house.id,
        since=datetime.combine(first, time.min, zone),
        until=datetime.combine(last + timedelta(days=1), time.min, zone),
        by=await directory.one_of(house, by),
        cause=Cause(f"command:{uuid4().hex}"),
    )
    return Export(
        house=house.name,
        by=by,
        first=first,
        last=last,
        made_at=clock(),
        rules=[rules for each in house.profiles for rules in reversed(versions_of(each))],
        taken=taken,
    )

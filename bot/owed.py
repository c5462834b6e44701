"""Duties as people read them: the rules' word for the act, and the number of its record."""

from bot.views import Owed
from register.duties import OMISSION, RECORD, Duty, Rung
from register.ids import OmissionId, RecordId
from register.ports import UnitOfWork
from register.profile import load


async def worded(uow: UnitOfWork, duty: Duty, rung: Rung | None) -> Owed:
    """Word one duty; neither people nor cases are named (K3)."""
    name = load(duty.profile, on=duty.profile_version).clock(duty.clock).name
    if duty.clock == RECORD:
        return Owed(duty=duty, rung=rung, name=name, number="")
    if duty.clock == OMISSION:
        omission = await uow.omissions.get(OmissionId(duty.about))
        return Owed(duty=duty, rung=rung, name=name, number=omission.number)
    record = await uow.records.get(RecordId(duty.about))
    return Owed(duty=duty, rung=rung, name=name, number=record.number)

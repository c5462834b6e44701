"""Acts about a filed record, ready to be done."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from register.acts.addressee_book import NameAddressee, StrikeAddressee
from register.acts.exporting import ExportRecords
from register.acts.opining import AnswerBack, AskBack, SayConsent, SignOpinion
from register.acts.recusing import Recuse, RecuseFromZeroReport
from register.acts.referring import Find, Refer, Weigh
from register.acts.supplementing import AddEvidence, AddText, Correct, SupplementRecord
from register.draft import Answer
from register.ids import Cause
from register.organisations import Addressee
from register.record import Record
from tests import cast
from tests.acts import referring
from tests.acts.casework import Casework
from tests.acts.world import World

Act = Callable[[Cause], Awaitable[object]]
SHOT = b"a screenshot"


async def forwarded(world: World, *, late: bool = False) -> Record:
    draft = await world.complete()
    if late:
        world.clock.set("2026-10-12 10:00")
    return await world.forward(await world.arrive(await world.file(draft)))


async def sign_opinion(world: World) -> Act:
    record, act = await forwarded(world), SignOpinion(world.change_record)
    return lambda cause: act(record.id, "已阅。", by=cast.CHEN.id, cause=cause)


async def ask_back(world: World) -> Act:
    record, act = await forwarded(world), AskBack(world.change_record)
    return lambda cause: act(record.id, "何时？", by=cast.CHEN.id, cause=cause)


async def answer_back(world: World) -> Act:
    record, act = await forwarded(world), AnswerBack(world.change_record)
    ask = AskBack(world.change_record)
    await ask(record.id, "何时？", by=cast.CHEN.id, cause=world.cause())
    return lambda cause: act(record.id, "三点。", to=cast.CHEN.id, by=cast.LI.id, cause=cause)


async def say_consent(world: World) -> Act:
    record, act = await forwarded(world, late=True), SayConsent(world.change_record)
    return lambda cause: act(record.id, granted=True, by=cast.WANG.id, cause=cause)


def supplementing(world: World) -> SupplementRecord:
    return SupplementRecord(world.change_record, world.owing, world.conflicts)


async def add_text(world: World) -> Act:
    record, act = await forwarded(world), AddText(supplementing(world))
    return lambda cause: act(record.id, "另有一次", by=cast.LI.id, cause=cause)


async def correct(world: World) -> Act:
    record, act = await forwarded(world), Correct(supplementing(world))
    named = Answer(value=cast.CHEN.name)
    return lambda cause: act(record.id, "principal", named, by=cast.LI.id, cause=cause)


async def add_evidence(world: World) -> Act:
    record, act = await forwarded(world), AddEvidence(supplementing(world))
    item = await world.seal(SHOT)
    return lambda cause: act(record.id, item.id, by=cast.LI.id, cause=cause)


async def export_records(world: World) -> Act:
    for _ in range(2):
        await world.file(await world.report_directly(await world.complete()))
    act, now = ExportRecords(world.store, world.clock, world.conflicts), world.clock()
    later = now + timedelta(days=1)
    return lambda cause: act(cast.COUNTY.id, since=now, until=later, by=cast.ZHOU.id, cause=cause)


async def refer(world: World) -> Act:
    record = await referring.at_the_office(world, referring.POLICE)
    act, letter = referring.refer(world), referring.LETTER
    return lambda cause: act(record.id, "subject_discipline", letter, by=cast.ZHOU.id, cause=cause)


async def find(world: World) -> Act:
    record = await referring.at_the_office(world, referring.STAFF)
    act = Find(world.change_record, world.owing)
    return lambda cause: act(record.id, "internal_organ", "police", by=cast.ZHOU.id, cause=cause)


async def weigh(world: World) -> Act:
    record = await referring.at_the_office(world, referring.STAFF)
    act = Weigh(world.change_record, world.owing)
    return lambda cause: act(record.id, "多次", serious=True, by=cast.ZHOU.id, cause=cause)


async def name_addressee(world: World) -> Act:
    act = NameAddressee(world.store, world.clock)
    entry = Addressee(kind="political_legal", name="县委政法委")
    return lambda cause: act(cast.COUNTY.id, entry, cause=cause)


async def strike_addressee(world: World) -> Act:
    act = StrikeAddressee(world.store, world.clock)
    return lambda cause: act(cast.COUNTY.id, "political_legal", "县委政法委", cause=cause)


async def recuse(world: World) -> Act:
    record = await world.arrive(await world.file(await world.complete()))
    act = Recuse(world.change_record, world.owing, world.conflicts)
    return lambda cause: act(record.id, "亲属", by=cast.WANG.id, cause=cause)


async def recuse_from_zero_report(world: World) -> Act:
    report = await Casework(world).submitted()
    act = RecuseFromZeroReport(world.store, world.clock, world.zone, world.conflicts)
    return lambda cause: act(report.id, by=cast.WANG.id, cause=cause)


ACTS: list[tuple[type, Callable[[World], Awaitable[Act]]]] = [
    (ExportRecords, export_records),
    (SignOpinion, sign_opinion),
    (AskBack, ask_back),
    (AnswerBack, answer_back),
    (SayConsent, say_consent),
    (AddText, add_text),
    (Correct, correct),
    (AddEvidence, add_evidence),
    (Refer, refer),
    (Find, find),
    (Weigh, weigh),
    (NameAddressee, name_addressee),
    (StrikeAddressee, strike_addressee),
    (Recuse, recuse),
    (RecuseFromZeroReport, recuse_from_zero_report),
]

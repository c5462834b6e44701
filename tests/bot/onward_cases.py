"""Records on their way on, as the discipline office has them in hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from aiogram.fsm.state import State

from bot.dialogs.referral_handlers import CHANNEL, DAY, NUMBER, QUESTION, REASON, STEP
from bot.dialogs.states import Referring
from bot.views import View
from register.afterwards import LONGEST, Capacity, Supplement
from register.draft import Answer
from register.duties import deadline
from register.ids import DutyId, OrganisationId, RecordId
from register.organisations import Addressee, Organisation
from register.ports import UnitOfWork
from register.record import Reception, Record
from register.referrals import Referral, Severity
from tests import cast
from tests.bot import examples as an
from tests.bot.digests import RECORD_VIEWS

POLICE_LEADER = {
    "subject_class": Answer(value="internal_judicial"),
    "internal_organ": Answer(value="police"),
    "is_leader": Answer(value="yes"),
}
OFFICE = Reception(
    person=cast.ZHOU.id,
    capacity=Capacity.INSPECTOR,
    articles=("13", "15"),
    received_at=an.NOW,
)
NEW = replace(
    an.RECORD,
    id=RecordId("record-onward"),
    number="2026-8M5N3Y-6",
    draft=an.HALF.id,
    answers=an.ANSWERS | POLICE_LEADER | {"serious_proposed": Answer(value="yes")},
    receptions=(OFFICE,),
    direct=True,
)
TOLD = Referral(
    step="subject_discipline",
    to="subject_discipline",
    name="过问人所在单位的纪检监察机构",
    settles=("subject_discipline",),
    person=cast.ZHOU.id,
    by=cast.ZHOU.name,
    at=an.NOW + timedelta(hours=1),
    copies=True,
    document="云检纪〔2026〕3号",
    document_on=date(2026, 9, 30),
    proof="E-7K3M9P",
)
HALFWAY = replace(
    NEW,
    id=RecordId("record-halfway"),
    number="2026-9N6P4Z-7",
    draft=an.DAY_ALONE.id,
    referrals=(TOLD,),
    severities=(
        Severity(
            serious=True,
            reason="多次打招呼，要求改变定性，<已>影响办案。",
            person=cast.ZHOU.id,
            name=cast.ZHOU.name,
            at=an.NOW + timedelta(hours=2),
        ),
    ),
    supplements=(
        Supplement(
            at=an.NOW + timedelta(hours=3),
            question="internal_organ",
            before=Answer(value="police"),
            after=Answer(value="own"),
        ),
    ),
)
SETTLED = replace(
    NEW,
    id=RecordId("record-settled"),
    number="2026-2P7Q5A-8",
    draft=an.OTHERWISE.id,
    answers=an.ANSWERS,
    referrals=(
        replace(TOLD, step="own_discipline", settles=("own_discipline",), document="", proof=""),
    ),
)
RECORDS = (NEW, HALFWAY, SETTLED)
OWED = replace(
    an.TO_FORWARD,
    id=DutyId("to transfer"),
    owner=cast.ZHOU.id,
    clock="transfer",
    about=NEW.id,
    deadline=deadline(an.PROFILE.clock("transfer"), an.NOW, an.CALENDAR, an.ZONE),
)
REFERRED = replace(
    NEW,
    receptions=(*NEW.receptions, replace(OFFICE, capacity=Capacity.REFERRED, person=cast.WU.id)),
)
TOLD_OF = replace(
    NEW,
    receptions=(
        *NEW.receptions,
        replace(OFFICE, capacity=Capacity.REFERRED, person=cast.WU.id, copies=False),
    ),
)

BUREAU = Organisation(
    id=OrganisationId("bureau"), name="云溪县公安局", profiles=cast.COUNTY.profiles
)
ADDRESSEES = (
    Addressee(kind="subject_discipline", name=BUREAU.name, organisation=BUREAU.id),
    Addressee(kind="political_legal", name="云溪县委政法委", postal="人民路12号"),
)

ONWARD = {
    state: f"windows/onward_{state._state}".removesuffix("_list")
    for state in Referring.__all_states__
}
OnwardLook = tuple[State, str, Record, dict[str, Any]]


async def furnish_onward(uow: UnitOfWork) -> None:
    """Keep the records, what is owed about them, and to whom they can be sent."""
    for record in RECORDS:
        await uow.records.add(record)
    await uow.duties.add(OWED)
    await uow.organisations.add(BUREAU)
    house = await uow.organisations.get(cast.COUNTY.id)
    await uow.organisations.save(replace(house, addressees=ADDRESSEES))


def onward_views() -> Iterator[tuple[str, str, View]]:
    """Return template, name and view of every message about the way on."""
    card = RECORD_VIEWS.card
    zhou, wu = cast.ZHOU.id, cast.WU.id
    yield "cards/record", "to be sent onward", card(NEW, person=zhou, duty=None, onward=OWED)
    yield "cards/record", "moved and serious", card(HALFWAY, person=zhou, duty=None)
    yield "cards/record", "all sent onward", card(SETTLED, person=zhou, duty=None)
    yield "cards/record", "referred with copies", card(REFERRED, person=wu, duty=None)
    yield "cards/record", "referred without copies", card(TOLD_OF, person=wu, duty=None)
    for number, view in enumerate(RECORD_VIEWS.afterwards(HALFWAY, reader=zhou), start=1):
        yield "messages/afterwards", f"moved {number}", view
    yield "messages/supplemented", "moved", RECORD_VIEWS.supplemented(HALFWAY, zhou)
    yield "messages/grown", "moved", RECORD_VIEWS.grown(HALFWAY)


def onward_looks() -> Iterator[OnwardLook]:
    """Return state, name, record and memory of every window, for the inspector."""
    for record in RECORDS:
        yield Referring.list, record.id, record, {}
    step = {STEP: "subject_discipline"}
    yield Referring.step, "through an organisation", NEW, step
    yield Referring.step, "a report without copies", NEW, {STEP: "superior_organ"}
    yield Referring.step, "inside", SETTLED, {STEP: "sort/own_discipline"}
    through = step | {CHANNEL: BUREAU.id}
    yield Referring.send_sure, "through an organisation", NEW, through
    yield Referring.send_sure, "inside", SETTLED, {STEP: "sort/own_discipline"}
    letter = step | {NUMBER: "云检纪〔2026〕3号", DAY: "2026-09-30"}
    for state in (Referring.number, Referring.day, Referring.proof, Referring.sure):
        yield state, "by letter", NEW, letter
    yield Referring.findings, "all", NEW, {}
    for question in ("internal_organ", "breach"):
        yield Referring.finding, question, NEW, {QUESTION: question}
    for record in (NEW, HALFWAY):
        yield Referring.reason, record.id, record, {}
        yield Referring.weigh_sure, record.id, record, {REASON: an.FILLER * LONGEST}

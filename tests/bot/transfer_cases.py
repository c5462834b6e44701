"""Material on its way through a court: its cards, its content, and the windows of /transfer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from aiogram.fsm.state import State

from bot.dialogs.states import Transferring
from bot.dialogs.transfer_handlers import (
    CASE,
    HANDLER,
    HAPPENED,
    ITEMS,
    MATERIAL,
    POST,
    SOURCE,
)
from bot.transfers import material, transfer_card
from bot.views import View
from register.case_note import WORDS_LENGTH
from register.duties import Duty, deadline
from register.evidence import Kind
from register.ids import DutyId, TransferId
from register.people import Person, Role
from register.transfer import SOURCE_LENGTH, Hop, Level, Received, Standing, Transfer
from tests import cast, court
from tests.bot import examples as an
from tests.bot.digests import TEXTS, VIEWS

INTAKE = cast.person("intake", "接材料", "办公室主任", Role.INTAKE, organisation=court.COURT)
LEADER = cast.person("leader", "陈副院", "副院长", Role.LEADER, organisation=court.COURT)
PEOPLE = (INTAKE, LEADER)
LETTER = replace(
    an.item(201, Kind.DOCUMENT),
    organisation=court.COURT.id,
    sender=INTAKE.id,
    transfer=TransferId("registered"),
)
LOOSE = replace(an.item(202, Kind.PHOTO), organisation=court.COURT.id, sender=INTAKE.id)
EVIDENCE = (LETTER, LOOSE)

REGISTERED = Transfer(
    id=TransferId("registered"),
    number="T-7K4M2X",
    organisation=court.COURT.id,
    profile=court.CHANGCHUN.id,
    profile_version=court.CHANGCHUN.version,
    registrar=INTAKE.id,
    registrar_name=INTAKE.name,
    registrar_department="办公室",
    registered_at=an.NOW,
    received=Received(
        source=an.HOSTILE,
        source_post="某局 <局长>",
        material="公函一份 & 附件",
        happened="2026-09-30T09:30+08:00",
        case="张某买卖合同纠纷案",
    ),
    handler=court.HAN.id,
    handler_name=court.HAN.name,
    department=court.BENCH.id,
    evidence=(LETTER.id,),
    levels=tuple(Level),
    hops=(
        Hop(
            level=Level.REGISTRY,
            people=(court.MENG.id,),
            standing=Standing.OWN,
            asked_at=an.NOW,
        ),
    ),
)
_HANDS = {Level.REGISTRY: court.MENG, Level.LEADER: LEADER, Level.HEAD: court.MENG}
_STANDING = {Level.LEADER: Standing.DEPUTY, Level.HEAD: Standing.REGISTRY}


def _until(level: Level, key: str) -> Transfer:
    """Return the transfer as it waits at a level; at the head's somebody stands in."""
    transfer = replace(REGISTERED, id=TransferId(key), number=f"T-{key.upper():.6}")
    for hour, (done, by) in enumerate(_HANDS.items(), start=1):
        if done is level:
            break
        at = an.NOW + timedelta(hours=hour)
        transfer = transfer.sign(done, by=by.id, name=by.name, at=at)
        then = transfer.next_level
        assert then is not None
        person = _HANDS.get(then, court.HAN)
        standing = _STANDING.get(then, Standing.OWN)
        transfer = transfer.ask(
            Hop(level=then, people=(person.id,), standing=standing, asked_at=at)
        )
    return transfer


AT_LEADER = _until(Level.LEADER, "leader")
AT_HEAD = _until(Level.HEAD, "head")
AT_HANDLER = _until(Level.HANDLER, "handler")
ARRIVED = replace(
    AT_HANDLER.sign(
        Level.HANDLER, by=court.HAN.id, name=court.HAN.name, at=an.NOW + timedelta(hours=9)
    ),
    id=TransferId("arrived"),
    number="T-ARR1VE",
    draft=an.BLANK.id,
)
TRANSFERS = (REGISTERED, AT_LEADER, AT_HEAD, AT_HANDLER, ARRIVED)
DUTY = Duty(
    id=DutyId("of the handler"),
    organisation=court.COURT.id,
    owner=court.HAN.id,
    clock="record",
    about=an.BLANK.id,
    profile=court.CHANGCHUN.id,
    profile_version=court.CHANGCHUN.version,
    event_at=an.NOW,
    deadline=deadline(court.CHANGCHUN.clock("record"), an.NOW, an.CALENDAR, an.ZONE),
)
LONGEST = replace(
    ARRIVED,
    registrar_department=an.FILLER * 60,
    received=Received(
        source=an.FILLER * SOURCE_LENGTH,
        source_post=an.FILLER * WORDS_LENGTH,
        material=an.FILLER * WORDS_LENGTH,
        happened="2026-09-30",
        case=an.FILLER * WORDS_LENGTH,
    ),
)


def transfer_views() -> Iterator[tuple[str, str, View]]:
    """Return template, name and view of each."""
    for name, transfer, person, duty in (
        ("for the registry", REGISTERED, court.MENG, None),
        ("at its registrar", REGISTERED, INTAKE, None),
        ("for the leader", AT_LEADER, LEADER, None),
        ("passed on by the leader", AT_HEAD, LEADER, None),
        ("in a head's place", AT_HEAD, court.MENG, None),
        ("for the handler", AT_HANDLER, court.HAN, None),
        ("with the handler", ARRIVED, court.HAN, DUTY),
    ):
        yield "cards/transfer", name, transfer_card(TEXTS, transfer, person.id, duty)
    yield "messages/transfer", "with an item", material(TEXTS, ARRIVED, [LETTER])
    yield "messages/transfer", "at its longest", material(TEXTS, LONGEST, list(an.TWENTY))
    sealed = replace(an.sealed(LOOSE), may_transfer=True)
    yield "messages/sealed", "of who may register it", VIEWS.sealed(sealed)
    yield "messages/sealed", "registered to be handed on", VIEWS.sealed(an.sealed(LETTER))
    facts: dict[str, dict[str, Any]] = {
        "transfer_reminded": {"transfer": AT_LEADER, "hop": AT_LEADER.current},
        "transfer_arrived": {"transfer": ARRIVED},
        "transfer_registered": {"transfer": REGISTERED},
        "transfer_item": {"transfer": ARRIVED, "item": LETTER},
    }
    for template, given in facts.items():
        text = TEXTS.render(f"messages/{template}", **given)
        yield f"messages/{template}", template, View(text=text)


def transfer_words() -> Iterator[tuple[str, str, str]]:
    """Return template, name and text of each alert."""
    for name, transfer in (("passed on", AT_HEAD), ("arrived", ARRIVED)):
        yield "alerts/handed_on", name, TEXTS.plain("alerts/handed_on", transfer=transfer)


TEMPLATES = {
    state: f"windows/transfer_{state._state}" for state in Transferring.__all_states__
} | {Transferring.list: "windows/transfers"}
"""What each window shows."""


def transfer_looks() -> Iterator[tuple[State, str, Person, dict[str, Any]]]:
    """Return every window of /transfer: who may register, who may not, whose house has none."""
    received = REGISTERED.received
    said = {
        SOURCE: received.source,
        POST: received.source_post,
        HAPPENED: received.happened,
        MATERIAL: received.material,
        CASE: received.case,
        HANDLER: court.HAN.id,
    }
    yield Transferring.list, "of the function", INTAKE, {}
    yield Transferring.list, "of the registry", court.MENG, {}
    yield Transferring.list, "without the function", court.LUO, {}
    yield Transferring.list, "unknown to the rules", cast.LI, {}
    for state in (
        Transferring.source,
        Transferring.post,
        Transferring.when,
        Transferring.material,
        Transferring.case,
        Transferring.handler,
    ):
        yield state, "to be said", INTAKE, {}
    yield Transferring.handler, "nobody to choose", cast.WU, {}
    yield Transferring.sure, "with an item", INTAKE, said | {ITEMS: [LOOSE.id]}
    yield Transferring.sure, "without any", court.MENG, said

"""Handing on: every level, in order, past whoever stands in it; nobody signs for another."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from register.draft import Answer
from register.errors import AlreadyHandedOn, NobodyToReceive, NotAllowed
from register.hops import Competent, hop_at
from register.ids import OrganisationId, PersonId, TransferId
from register.people import Person, Role
from register.transfer import Hop, Level, Received, Standing, Transfer, TransferState
from tests import cast

NOW = datetime(2026, 9, 30, 7, 0, tzinfo=UTC)
LEVELS = tuple(Level)
GUAN = cast.person("guan", "管审理", "审判管理办公室主任", Role.ADJUDICATION)
LU = cast.person("lu", "陆审管", "审判管理办公室科员", Role.ADJUDICATION)
OTHER = cast.person("other", "卢副院", "审委会专职委员", Role.LEADER)
COMPETENT = Competent(
    registry=(GUAN, LU),
    in_charge=(cast.CHEN,),
    leaders=(cast.CHEN, OTHER),
    heads=(cast.WANG,),
    handlers=(cast.LI, cast.QIAN),
)
TRANSFER = Transfer(
    id=TransferId("transfer"),
    number="T-7K4M2X",
    organisation=OrganisationId("county"),
    profile="changchun",
    profile_version=NOW.date(),
    registrar=PersonId("intake"),
    registrar_name="接材料",
    registrar_department="办公室",
    registered_at=NOW,
    received=Received(
        source="赵干预",
        source_post="某局局长",
        material="来函一份",
        happened="2026-09-30",
        case="张某案",
    ),
    handler=cast.LI.id,
    handler_name=cast.LI.name,
    department=cast.FIRST.id,
    levels=LEVELS,
)
SIGNERS = {
    Level.REGISTRY: LU,
    Level.LEADER: cast.CHEN,
    Level.HEAD: cast.WANG,
    Level.HANDLER: cast.LI,
}


def hop(level: Level, *named: str, competent: Competent = COMPETENT) -> Hop:
    """Return the hop of a level where these people are said to stand behind the material."""
    answers = {"subject_name": Answer(value="、".join(named) or "赵干预")}
    involved = cast.CONFLICTS.of(answers, cast.COUNTY.id)
    return hop_at(level, competent, involved, at=NOW)


def asked(transfer: Transfer) -> Transfer:
    level = transfer.next_level
    assert level is not None
    return transfer.ask(hop(level))


def signed(transfer: Transfer, level: Level, by: Person | None = None) -> Transfer:
    person = by or SIGNERS[level]
    return transfer.sign(level, by=person.id, name=person.name, at=NOW + timedelta(hours=1))


def arrived() -> Transfer:
    transfer = TRANSFER
    for level in LEVELS:
        transfer = signed(asked(transfer), level)
    return transfer


@pytest.mark.req("D7", "AD19", "AD18")
def test_it_goes_through_every_level_in_order_and_reaches_the_handler_last() -> None:
    transfer = arrived()

    assert [each.level for each in transfer.signed] == list(LEVELS)
    assert [each.name for each in transfer.signed] == ["陆审管", "陈副检", "王主任", "李承办"]
    assert transfer.state is TransferState.ARRIVED
    assert transfer.arrived_at == NOW + timedelta(hours=1)


@pytest.mark.req("D7", "E9")
def test_adjudication_management_files_it_before_anybody_else_has_it() -> None:
    registered = asked(TRANSFER)

    assert registered.filed_at is None
    assert registered.current == hop(Level.REGISTRY)
    assert signed(registered, Level.REGISTRY).filed_at == NOW + timedelta(hours=1)


@pytest.mark.req("D7")
@pytest.mark.parametrize("level", [Level.LEADER, Level.HEAD, Level.HANDLER])
def test_no_level_is_left_out(level: Level) -> None:
    with pytest.raises(NotAllowed):
        TRANSFER.ask(hop(level))


@pytest.mark.req("D7")
def test_nobody_signs_for_a_level_that_is_not_theirs_or_was_signed() -> None:
    registered = asked(TRANSFER)

    for person in (cast.CHEN, cast.LI, cast.QIAN):
        with pytest.raises(NotAllowed):
            signed(registered, Level.REGISTRY, person)
    done = asked(signed(registered, Level.REGISTRY))
    with pytest.raises(AlreadyHandedOn):
        signed(done, Level.REGISTRY, GUAN)
    with pytest.raises(AlreadyHandedOn):
        signed(done, Level.REGISTRY, LU)


def test_a_second_tap_signs_no_other_level_of_the_same_person() -> None:
    both = replace(COMPETENT, handlers=(cast.WANG,))
    transfer = asked(TRANSFER)
    for level in (Level.REGISTRY, Level.LEADER):
        transfer = asked(signed(transfer, level))
    at_head = signed(transfer, Level.HEAD).ask(hop(Level.HANDLER, competent=both))

    with pytest.raises(AlreadyHandedOn):
        signed(at_head, Level.HEAD)
    assert signed(at_head, Level.HANDLER, cast.WANG).arrived_at


@pytest.mark.req("H18", "AD19")
def test_who_stands_in_it_is_passed_by_to_another_of_the_kind_and_then_to_the_registry() -> None:
    leader = hop(Level.LEADER, "陈副检")
    handler = hop(Level.HANDLER, "李承办")
    head = hop(Level.HEAD, "王主任")
    nobody = hop(Level.LEADER, "陈副检", "卢副院")

    assert (leader.people, leader.standing) == ((OTHER.id,), Standing.OTHER)
    assert (handler.people, handler.standing) == ((cast.QIAN.id,), Standing.OTHER)
    assert (head.people, head.standing) == ((GUAN.id, LU.id), Standing.REGISTRY)
    assert nobody.standing is Standing.REGISTRY
    assert hop(Level.LEADER).standing is Standing.OWN


@pytest.mark.req("H18", "T11")
def test_a_deputy_stands_in_for_who_is_absent_or_stands_in_it() -> None:
    stood_in = replace(COMPETENT, deputies={cast.WANG.id: (cast.SUN,)})

    for named in ((), ("王主任",)):
        found = hop(Level.HEAD, *named, competent=stood_in)
        assert (found.people, found.standing) == ((cast.SUN.id,), Standing.DEPUTY)
    both = hop(Level.HEAD, "王主任", "孙部长", competent=stood_in)
    assert both.standing is Standing.REGISTRY


@pytest.mark.req("H18")
def test_of_the_registry_only_the_free_ones_have_it_in_hand() -> None:
    assert hop(Level.REGISTRY, "管审理").people == (LU.id,)
    with pytest.raises(NobodyToReceive):
        hop(Level.REGISTRY, "管审理", "陆审管")


def test_where_a_level_is_not_filled_adjudication_management_passes_it_on() -> None:
    assert hop(Level.HEAD, competent=replace(COMPETENT, heads=())).standing is Standing.REGISTRY


@pytest.mark.req("E10", "K1")
def test_the_content_is_open_to_who_has_it_in_hand_and_to_who_keeps_it() -> None:
    at_leader = asked(signed(asked(TRANSFER), Level.REGISTRY))
    at_head = asked(signed(at_leader, Level.LEADER))

    assert at_leader.may_read(cast.CHEN.id)
    assert not at_head.may_read(cast.CHEN.id)
    assert at_head.may_see(cast.CHEN.id)
    for keeper in (TRANSFER.registrar, GUAN.id, LU.id):
        assert at_head.may_read(keeper)
    for other in (cast.LI.id, cast.QIAN.id):
        assert not at_head.may_see(other)
        assert not at_head.may_read(other)
    assert arrived().may_read(cast.LI.id)


def test_others_are_asked_at_the_same_level_and_the_former_hop_stays_on_file() -> None:
    registered = asked(TRANSFER)
    other = replace(hop(Level.REGISTRY), people=(cast.ZHOU.id,), asked_at=NOW + timedelta(days=1))

    moved = registered.ask(other)

    assert moved.hops[0].replaced_at == other.asked_at
    assert moved.current == other

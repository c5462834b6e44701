"""A lost phone or a new account: it takes an administrator and an inspector (W5)."""

from dataclasses import replace

import pytest

from register.acts.binding import Bind, InvitePerson
from register.acts.reaching import MarkReachable
from register.errors import Gone, InviteExpired, NobodyToReceive, NotAllowed
from register.ids import Account, PersonId
from register.notes import NoteKind
from register.people import Person, Role
from tests import cast
from tests.acts.staff import Staff
from tests.acts.world import World


async def told(world: World, kind: NoteKind = NoteKind.UNBINDING_ASKED) -> list[tuple[str, str]]:
    return [(str(note.addressee), str(note.object)) for note in await world.notes(kind)]


@pytest.mark.req("W5")
async def test_an_inspector_agrees_and_the_old_account_has_no_right_at_once(
    world: World,
) -> None:
    staff = Staff(world)
    asked = await staff.ask(cast.LI)
    assert (await staff.now(cast.LI)).account == cast.LI.account, "the request alone does nothing"
    assert await told(world) == [(cast.ZHOU.id, "li/1")]

    unbound = await staff.decide(cast.LI, by=cast.ZHOU)

    assert asked.unbinding
    assert (asked.unbinding.reason, asked.unbinding.asked_at) == ("手机遗失", world.clock())
    assert unbound.account is None
    async with world.store.read() as uow:
        assert cast.LI.account
        assert await uow.people.bound_to(cast.LI.account) is None
    assert await told(world, NoteKind.UNBINDING_CHANGED) == [(cast.ZHOU.id, "li/1")]


@pytest.mark.req("W5")
async def test_request_and_decision_stand_in_the_journal_with_who_decided(world: World) -> None:
    staff = Staff(world)
    await staff.ask(cast.LI)
    await staff.decide(cast.LI, by=cast.ZHOU)

    asked, decided = [link.entry for link in await world.links()][-2:]

    assert (asked.act, asked.object, asked.actor) == ("ask_unbinding", cast.LI.id, None)
    assert (decided.act, decided.object, decided.actor) == ("unbind", cast.LI.id, cast.ZHOU.id)


async def test_the_person_is_invited_anew_and_an_old_link_binds_nobody(world: World) -> None:
    staff, new = Staff(world), replace(cast.LI, id=PersonId("new"), name="新来", account=None)
    await staff.add(new)
    invite, bind = InvitePerson(world.store, world.clock), Bind(world.store, world.clock)
    first, spare = [await invite(new.id, cause=world.cause()) for _ in range(2)]
    await bind(first, account=Account("old"), cause=world.cause())
    await staff.ask(new)
    await staff.decide(new, by=cast.ZHOU)

    with pytest.raises(InviteExpired):
        await bind(spare, account=Account("old"), cause=world.cause())

    code = await invite(new.id, cause=world.cause())
    bound = await bind(code, account=Account("another"), cause=world.cause())
    assert (bound.id, bound.account) == (new.id, "another")


async def test_an_inspector_who_does_not_agree_leaves_everything_as_it_is(world: World) -> None:
    staff = Staff(world)
    await staff.ask(cast.LI)

    kept = await staff.decide(cast.LI, by=cast.ZHOU, agree=False)

    assert kept.account == cast.LI.account
    assert (await world.acts())["keep_account"] == 1
    with pytest.raises(Gone):
        await staff.decide(cast.LI, by=cast.ZHOU)


@pytest.mark.req("W5")
@pytest.mark.parametrize("by", [cast.LI, cast.ZHENG, cast.WANG, cast.WU], ids=lambda p: p.id)
async def test_nobody_but_an_inspector_of_the_house_decides(world: World, by: Person) -> None:
    staff = Staff(world)
    await staff.ask(cast.LI)

    with pytest.raises(NotAllowed):
        await staff.decide(cast.LI, by=by)


@pytest.mark.req("W5")
async def test_the_only_inspector_is_decided_about_by_the_superior(world: World) -> None:
    staff = Staff(world)

    await staff.ask(cast.ZHOU)

    assert await told(world) == [(cast.WU.id, "zhou/1")]
    with pytest.raises(NotAllowed):
        await staff.decide(cast.ZHOU, by=cast.ZHOU)
    assert (await staff.decide(cast.ZHOU, by=cast.WU)).account is None


@pytest.mark.req("W5")
async def test_an_inspector_who_is_the_administrator_too_is_no_second_person(
    world: World,
) -> None:
    staff = Staff(world)
    async with world.store.begin() as uow:
        both = frozenset({Role.INSPECTOR, Role.ADMINISTRATOR})
        await uow.people.save(replace(cast.ZHOU, roles=both))

    await staff.ask(cast.LI)

    assert await told(world) == [(cast.WU.id, "li/1")]


@pytest.mark.req("T11", "W5")
async def test_a_deputy_decides_for_an_absent_inspector_but_not_about_themselves(
    world: World,
) -> None:
    staff = Staff(world)
    await staff.appoint(cast.ZHOU, cast.QIAN)

    await staff.ask(cast.LI)
    await staff.ask(cast.QIAN)

    assert await told(world) == [(cast.QIAN.id, "li/1"), (cast.ZHOU.id, "qian/1")]


async def test_where_no_inspector_can_be_asked_nothing_is_asked(world: World) -> None:
    staff, mark = Staff(world), MarkReachable(world.store, world.clock)
    for inspector in (cast.ZHOU, cast.WU):
        await mark(inspector.id, reachable=False, cause=world.cause())

    with pytest.raises(NobodyToReceive):
        await staff.ask(cast.LI)

    assert (await staff.now(cast.LI)).unbinding is None


async def test_who_has_no_account_loses_none(world: World) -> None:
    staff, new = Staff(world), replace(cast.LI, id=PersonId("new"), account=None)
    await staff.add(new)

    with pytest.raises(Gone):
        await staff.ask(new)


async def test_a_card_of_an_earlier_request_decides_nothing(world: World) -> None:
    staff = Staff(world)
    await staff.ask(cast.LI)
    await staff.ask(cast.LI, "换了账号")

    with pytest.raises(Gone):
        await staff.decide(cast.LI, by=cast.ZHOU, number=1)

    assert await told(world, NoteKind.UNBINDING_CHANGED) == [(cast.ZHOU.id, "li/1")]
    assert (await staff.decide(cast.LI, by=cast.ZHOU, number=2)).account is None

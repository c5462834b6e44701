"""The directory and the way in: staff files, invites, accounts, chats that cannot be reached."""

from datetime import timedelta

import pytest

from register.acts.binding import Bind, InvitePerson
from register.acts.reaching import MarkReachable, TellSetAside
from register.acts.staffing import FoundOrganisation, ImportStaff, StaffLine
from register.errors import (
    AlreadyBound,
    InviteExpired,
    InviteForeign,
    InviteUnknown,
    InviteUsed,
)
from register.ids import Account
from register.invites import VALID_FOR
from register.notes import NoteKind
from register.people import Person, Role
from tests import cast
from tests.acts.world import World

STRANGER = Account("of a stranger")
NEW = StaffLine(
    name="何新来",
    department="第三检察部",
    post="检察官",
    roles=frozenset({Role.HANDLER}),
    contact="1",
)


async def bring_in(world: World, *lines: StaffLine) -> list[Person]:
    staff = ImportStaff(world.store, world.clock, world.owing)
    return await staff(cast.COUNTY.id, lines or [NEW], cause=world.cause())


async def invite(world: World, person: Person) -> str:
    return await InvitePerson(world.store, world.clock)(person.id, cause=world.cause())


async def bind(world: World, code: str, account: Account = STRANGER) -> Person:
    return await Bind(world.store, world.clock)(code, account=account, cause=world.cause())


async def test_an_invite_binds_the_account_that_opens_it(world: World) -> None:
    (person,) = await bring_in(world)

    bound = await bind(world, await invite(world, person))

    assert (bound.id, bound.account) == (person.id, STRANGER)
    async with world.store.read() as uow:
        found = await uow.people.bound_to(STRANGER)
    assert found is not None
    assert found.id == person.id


async def test_an_invite_serves_once(world: World) -> None:
    (person,) = await bring_in(world)
    code = await invite(world, person)
    bound = await bind(world, code)

    with pytest.raises(InviteUsed):
        await bind(world, code, Account("of somebody else"))
    assert (await bind(world, code)).id == bound.id
    assert (await world.acts())["bind"] == 1


async def test_an_invite_is_good_for_seven_days(world: World) -> None:
    (person,) = await bring_in(world)
    code = await invite(world, person)
    world.clock.move(VALID_FOR)

    with pytest.raises(InviteExpired):
        await bind(world, code)

    world.clock.move(-timedelta(seconds=1))
    assert (await bind(world, code)).account == STRANGER


async def test_a_forged_code_binds_nobody(world: World) -> None:
    with pytest.raises(InviteUnknown):
        await bind(world, "forged")


async def test_an_account_belongs_to_one_person(world: World) -> None:
    (person,) = await bring_in(world)
    code = await invite(world, person)
    assert cast.LI.account is not None

    with pytest.raises(InviteForeign):
        await bind(world, code, cast.LI.account)

    assert (await bind(world, code)).id == person.id, "the invite was not spent by the refusal"


async def test_a_person_has_one_account(world: World) -> None:
    (person,) = await bring_in(world)
    first, second = await invite(world, person), await invite(world, person)
    await bind(world, first)

    with pytest.raises(AlreadyBound):
        await bind(world, second, Account("of somebody else"))
    with pytest.raises(AlreadyBound):
        await invite(world, person)


async def test_a_file_that_is_imported_again_updates_whom_it_knows(world: World) -> None:
    (person,) = await bring_in(world)
    promoted = StaffLine(
        name=NEW.name,
        department=NEW.department,
        post="部门主任",
        roles=frozenset({Role.HEAD}),
        contact="2",
    )

    (again,) = await bring_in(world, promoted)

    assert (again.id, again.post) == (person.id, "部门主任")
    assert again.roles == {Role.HEAD}
    assert again.contact == "2"
    async with world.store.read() as uow:
        holders = await uow.people.holding(
            Role.HEAD, organisation=cast.COUNTY.id, department=again.department
        )
        assert [each.id for each in holders] == [person.id]
        assert len(await uow.organisations.departments(cast.COUNTY.id)) == 3


async def test_namesakes_in_two_departments_are_two_people(world: World) -> None:
    (first,) = await bring_in(world)
    (second,) = await bring_in(
        world,
        StaffLine(name=NEW.name, department="", post="司机", roles=frozenset(), contact=""),
    )

    assert second.id != first.id
    assert second.department is None


async def test_every_person_and_department_of_a_file_is_journaled(world: World) -> None:
    (person,) = await bring_in(world)

    entries = {link.entry.act: link.entry for link in await world.links()}

    assert entries["import_staff"].object == person.id
    assert entries["found_department"].object == person.department
    assert all(entry.content for entry in entries.values())


async def test_an_organisation_is_set_up_once(empty_world: World) -> None:
    found = FoundOrganisation(empty_world.store, empty_world.clock)

    first = await found("云溪县人民检察院", profiles=("rudong",), cause=empty_world.cause())
    again = await found("云溪县人民检察院", profiles=("rudong",), cause=empty_world.cause())

    assert again.id == first.id
    assert len(await empty_world.links(first.id)) == 1


async def test_the_administrator_learns_who_cannot_be_reached_and_no_more(world: World) -> None:
    mark = MarkReachable(world.store, world.clock)

    marked = await mark(cast.WANG.id, reachable=False, cause=world.cause())

    assert not marked.reachable
    (note,) = await world.notes()
    assert (note.kind, note.object, note.addressee) == (
        NoteKind.PERSON_UNREACHABLE,
        cast.WANG.id,
        cast.ZHENG.id,
    )


async def test_the_sender_of_a_message_that_was_set_aside_is_told(world: World) -> None:
    tell = TellSetAside(world.store, world.clock)
    assert cast.LI.account is not None

    await tell(cast.LI.account, cause=world.cause())
    await tell(STRANGER, cause=world.cause())

    (note,) = await world.notes()
    assert (note.kind, note.addressee) == (NoteKind.UPDATE_SET_ASIDE, cast.LI.id)

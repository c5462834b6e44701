"""Who stands in a record by what was forwarded, and by the units of the house."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from register.afterwards import Capacity
from register.draft import Answer, Draft
from register.evidence import Origin, State
from register.ids import Account
from register.people import Person
from register.record import Record
from register.routing import Why
from tests import cast
from tests.acts.world import ANSWERS, World
from tests.harness.leaks import remains


def from_account_of(person: Person, name: str = "微信昵称") -> Origin:
    return Origin(forwarded_from=name, account=person.account)


async def addressees(world: World, draft: Draft) -> list[str]:
    record = await world.file(draft)
    return [reception.person for reception in record.receptions]


async def with_forwarded(world: World, origin: Origin) -> Draft:
    draft = await world.complete()
    await world.seal(b"do me a favour", origin=origin)
    return draft


@pytest.mark.req("H18", "CH29", "AC5")
async def test_whose_message_was_forwarded_stands_in_the_record(world: World) -> None:
    draft = await with_forwarded(world, from_account_of(cast.WANG))

    planned = await world.plan()(draft.id, by=cast.LI.id)

    assert (planned.why, planned.left_out) == (Why.HEAD_INVOLVED, (cast.WANG,))
    assert await addressees(world, draft) == [cast.ZHOU.id]
    assert cast.WANG.id not in {note.addressee for note in await world.notes()}


@pytest.mark.req("H18", "CH29")
async def test_a_leader_whose_message_was_forwarded_is_passed_by_when_the_head_reports_on(
    world: World,
) -> None:
    record = await world.file(await with_forwarded(world, from_account_of(cast.CHEN)))

    forwarded = await world.forward(await world.arrive(record))

    assert [r.person for r in forwarded.receptions] == [cast.WANG.id, cast.ZHOU.id]


@pytest.mark.req("H18", "AD9")
async def test_an_inspector_whose_message_was_forwarded_lifts_it_to_the_superior_office(
    world: World,
) -> None:
    draft = await world.report_directly(await with_forwarded(world, from_account_of(cast.ZHOU)))

    record = await world.file(draft)

    assert [(r.person, r.capacity) for r in record.receptions] == [
        (cast.WU.id, Capacity.SUPERIOR_INSPECTOR)
    ]


@pytest.mark.req("H18", "W4")
async def test_a_hidden_name_that_is_the_recorders_may_be_a_namesakes(world: World) -> None:
    async with world.store.begin() as uow:
        await uow.people.save(replace(cast.WANG, name="黎承办"))

    draft = await with_forwarded(world, Origin(forwarded_from=cast.LI.name))

    assert await addressees(world, draft) == [cast.ZHOU.id]


@pytest.mark.req("H18")
@pytest.mark.parametrize("name", ["王主任", "王某", "汪主人"])
async def test_where_the_account_is_hidden_its_name_counts(world: World, name: str) -> None:
    draft = await with_forwarded(world, Origin(forwarded_from=name))

    assert await addressees(world, draft) == [cast.ZHOU.id]


@pytest.mark.req("H18")
async def test_an_account_that_is_nobodys_counts_by_its_name(world: World) -> None:
    private = Origin(forwarded_from="王主任", account=Account("a second phone"))

    assert await addressees(world, await with_forwarded(world, private)) == [cast.ZHOU.id]


@pytest.mark.req("H18")
@pytest.mark.parametrize(
    "origin",
    [
        Origin(),
        from_account_of(cast.LI),
        Origin(forwarded_from=cast.LI.name),
        from_account_of(cast.QIAN),
        Origin(forwarded_from="赵干预"),
    ],
    ids=["not forwarded", "own", "own, hidden", "a colleague's", "the subject's"],
)
async def test_a_message_of_the_recorder_or_of_no_superior_changes_no_way(
    world: World, origin: Origin
) -> None:
    assert await addressees(world, await with_forwarded(world, origin)) == [cast.WANG.id]


@pytest.mark.req("H18")
@pytest.mark.parametrize("account", [Account("account of feng"), None])
async def test_a_recorder_who_is_inspector_is_not_involved_by_an_own_note(
    world: World, account: Account | None
) -> None:
    colleague = cast.person("feng", "冯廉洁", "纪检员", *cast.ZHOU.roles)
    async with world.store.begin() as uow:
        await uow.people.add(colleague)
    draft = await world.complete(by=colleague.id)
    own = Origin(forwarded_from=colleague.name, account=account)
    await world.seal(b"own", by=colleague.id, origin=own)

    assert await addressees(world, draft) == [cast.ZHOU.id]


@pytest.mark.req("H18")
async def test_who_changes_the_account_afterwards_stands_in_it_still(world: World) -> None:
    draft = await with_forwarded(world, from_account_of(cast.WANG))
    async with world.store.begin() as uow:
        await uow.people.save(replace(cast.WANG, account=Account("a new phone")))

    assert await addressees(world, draft) == [cast.ZHOU.id]


@pytest.mark.req("H18")
async def test_who_is_bound_only_afterwards_stands_in_it_too(world: World) -> None:
    draft = await with_forwarded(
        world, Origin(forwarded_from="昵称", account=Account("not bound yet"))
    )
    async with world.store.begin() as uow:
        await uow.people.save(replace(cast.WANG, account=Account("not bound yet")))

    assert await addressees(world, draft) == [cast.ZHOU.id]


@pytest.mark.req("H18")
async def test_what_is_taken_out_of_the_draft_involves_nobody(world: World) -> None:
    draft = await world.complete()
    item = await world.seal(b"innocent", origin=from_account_of(cast.WANG))

    await world.put(item, None)

    assert await addressees(world, draft) == [cast.WANG.id]


@pytest.mark.req("H18", "AC7")
async def test_the_same_words_of_two_people_are_two_items(world: World) -> None:
    draft = await world.complete()
    first = await world.seal("请关照".encode(), origin=from_account_of(cast.QIAN))
    second = await world.seal("请关照".encode(), origin=from_account_of(cast.WANG))
    again = await world.seal("请关照".encode(), origin=from_account_of(cast.QIAN))

    assert again.id == first.id
    assert (second.id != first.id, second.state) == (True, State.SEALED)
    assert await addressees(world, draft) == [cast.ZHOU.id]


@pytest.mark.req("K1")
async def test_no_account_of_a_first_sender_stands_plain_on_the_disk(
    world: World, tmp_path: Path
) -> None:
    await with_forwarded(world, Origin(account=Account("8877665544"), forwarded_from="某人"))

    kept = b"".join(remains(tmp_path).values())

    assert b"SQLite format 3" in kept
    assert b"8877665544" not in kept


# ── Units ──────────────────────────────────────────────────────────────────────────────────────


async def filed_against(world: World, subject: str, **others: Answer) -> Record:
    answers = ANSWERS | {"subject_name": Answer(value=subject)} | others
    return await world.file(await world.complete(answers))


@pytest.mark.req("A7", "H18", "CH29")
@pytest.mark.parametrize("subject", ["第一检察部", "云溪县检察院第一检察部", "本院", "院领导"])
async def test_a_unit_that_the_head_belongs_to_is_passed_by(world: World, subject: str) -> None:
    record = await filed_against(world, subject)

    assert [r.person for r in record.receptions] == [cast.ZHOU.id]


@pytest.mark.req("A7", "H18")
async def test_a_unit_that_the_head_does_not_belong_to_leaves_the_chain_as_it_is(
    world: World,
) -> None:
    record = await filed_against(world, "第二检察部")

    assert [r.person for r in record.receptions] == [cast.WANG.id]


@pytest.mark.req("A7", "H18", "AD9")
async def test_where_the_discipline_office_is_the_subject_the_superior_one_receives(
    world: World,
) -> None:
    draft = await world.complete(ANSWERS | {"subject_name": Answer(value="本院纪检监察机构")})

    record = await world.file(await world.report_directly(draft))

    assert [r.person for r in record.receptions] == [cast.WU.id]


@pytest.mark.req("A7", "H18")
async def test_a_leadership_behind_a_proxy_learns_nothing_of_a_heads_own_record(
    world: World,
) -> None:
    answers = ANSWERS | {"principal": Answer(value="院领导")}

    record = await world.file(await world.complete(answers, by=cast.WANG.id))

    assert [r.person for r in record.receptions] == [cast.ZHOU.id]


@pytest.mark.req("A8", "H18")
async def test_an_unknown_principal_lifts_the_record_to_the_discipline_office(
    world: World,
) -> None:
    unknown = Answer(unknown=True, reason="对方没有说明")

    record = await filed_against(world, "赵干预", principal=unknown)

    assert [r.person for r in record.receptions] == [cast.ZHOU.id]


@pytest.mark.req("H18", "G34")
async def test_whose_message_was_forwarded_is_not_told_that_a_record_waits(world: World) -> None:
    await world.arrive(await world.file(await with_forwarded(world, from_account_of(cast.ZHOU))))

    world.clock.move(timedelta(days=20))
    await world.tick()

    told = {note.addressee for note in await world.notes()}
    assert cast.ZHOU.id not in told
    assert cast.WU.id in told

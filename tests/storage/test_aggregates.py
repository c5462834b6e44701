"""What holds for every aggregate: it comes back as it went in, and the last look wins nothing."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from register.errors import Gone, LostRace
from register.ids import DraftId, EvidenceId, PersonId
from register.invites import Invite
from storage.store import SqlStore, SqlUnitOfWork
from tests.storage import samples
from tests.storage.samples import DRAFT, DUTY, HOUSE, INVITE, ITEM, MINUTE, NOW, RECORD, RECORDER


async def test_what_was_added_reads_as_it_was(house: SqlStore) -> None:
    item = samples.sealed(ITEM, sha256=bytes(range(224, 256)))
    async with house.begin() as uow:
        await uow.invites.add(INVITE)
        await uow.drafts.add(DRAFT)
        await uow.duties.add(DUTY)
        await uow.evidence.add(item)
        await uow.records.add(RECORD)
        await uow.cases.add(samples.CASE)
        await uow.case_notes.add(samples.CASE_NOTE)
        await uow.zero_reports.add(samples.ZERO_REPORT)
        await uow.transfers.add(samples.TRANSFER)

    async with house.read() as uow:
        assert await uow.organisations.get(HOUSE.id) == HOUSE
        assert await uow.organisations.department(samples.DEPARTMENT.id) == samples.DEPARTMENT
        assert await uow.people.get(RECORDER.id) == RECORDER
        assert await uow.invites.by_hash(INVITE.code_hash) == INVITE
        assert await uow.drafts.get(DRAFT.id) == DRAFT
        assert await uow.duties.get(DUTY.id) == DUTY
        assert await uow.evidence.get(item.id) == item
        assert await uow.records.get(RECORD.id) == RECORD
        assert await uow.cases.get(samples.CASE.id) == samples.CASE
        assert await uow.case_notes.get(samples.CASE_NOTE.id) == samples.CASE_NOTE
        assert await uow.zero_reports.get(samples.ZERO_REPORT.id) == samples.ZERO_REPORT
        assert await uow.transfers.get(samples.TRANSFER.id) == samples.TRANSFER


async def test_saving_writes_the_next_version(house: SqlStore) -> None:
    changed = replace(RECORDER, post="二级检察官", reachable=False)

    async with house.begin() as uow:
        await uow.people.save(changed)

    async with house.read() as uow:
        assert await uow.people.get(RECORDER.id) == replace(changed, version=1)


async def test_an_object_read_before_another_change_cannot_be_saved(house: SqlStore) -> None:
    async with house.begin() as uow:
        await uow.people.save(replace(RECORDER, post="二级检察官"))

    with pytest.raises(LostRace):
        async with house.begin() as uow:
            await uow.people.save(replace(RECORDER, post="三级检察官"))


async def test_what_was_never_there_is_gone(house: SqlStore) -> None:
    async with house.read() as uow:
        with pytest.raises(Gone):
            await uow.drafts.get(DraftId("nothing"))
        with pytest.raises(Gone):
            await uow.people.save(replace(RECORDER, id=PersonId("nobody")))
        with pytest.raises(Gone):
            await uow.evidence.get(EvidenceId("nothing"))
        assert await uow.invites.by_hash("nothing") is None


Write = Callable[[SqlUnitOfWork], Awaitable[Any]]


async def _race(store: SqlStore, write: Write, rivals: int = 8) -> list[BaseException | None]:
    """Return the outcome of each rival, None where it won."""

    async def one() -> None:
        async with store.begin() as uow:
            await write(uow)

    return await asyncio.gather(*[one() for _ in range(rivals)], return_exceptions=True)


async def test_of_eight_simultaneous_saves_one_wins(house: SqlStore) -> None:
    outcomes = await _race(house, lambda uow: uow.people.save(RECORDER))

    assert outcomes.count(None) == 1
    assert sum(isinstance(outcome, LostRace) for outcome in outcomes) == 7


async def test_one_account_binds_one_person_however_many_try_at_once(house: SqlStore) -> None:
    """The database itself refuses the second: the loser hears of a conflict."""
    taken = replace(samples.HEAD, account=RECORDER.account)

    with pytest.raises(LostRace):
        async with house.begin() as uow:
            await uow.people.save(taken)


async def test_a_draft_becomes_one_record_however_often_it_is_confirmed(house: SqlStore) -> None:
    async with house.begin() as uow:
        await uow.drafts.add(DRAFT)

    outcomes = await _race(house, lambda uow: uow.records.add(RECORD))

    assert outcomes.count(None) == 1
    assert sum(isinstance(outcome, LostRace) for outcome in outcomes) == 7


async def test_equal_contents_have_different_digests(house: SqlStore) -> None:
    """A random salt: nobody guesses a short text from the journal (DESIGN: journal)."""
    async with house.begin() as uow:
        first = await uow.drafts.add(DRAFT)
        second = await uow.drafts.add(replace(DRAFT, id=DraftId("twin")))

    assert len(first) == len(second) == 32
    assert first != second


async def test_a_spent_invite_stays_spent(house: SqlStore) -> None:
    async with house.begin() as uow:
        await uow.invites.add(INVITE)
        await uow.invites.save(INVITE.use(at=NOW + MINUTE))

    async with house.read() as uow:
        found = await uow.invites.by_hash(INVITE.code_hash)

    assert isinstance(found, Invite)
    assert found.used_at == NOW + MINUTE

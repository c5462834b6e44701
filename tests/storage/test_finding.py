"""What the repositories find, and in which order."""

from dataclasses import replace
from datetime import date

from register.draft import Answer, DraftState
from register.evidence import State
from register.ids import (
    Account,
    CaseNoteId,
    DraftId,
    DutyId,
    EvidenceId,
    OrganisationId,
    PersonId,
    RecordId,
    TransferId,
    ZeroReportId,
)
from register.people import Role
from register.transfer import Level
from register.zero_report import ZeroState
from storage.store import SqlStore
from tests.storage.samples import (
    CASE,
    CASE_NOTE,
    DEPARTMENT,
    DRAFT,
    DUTY,
    HEAD,
    HOUSE,
    ITEM,
    MINUTE,
    NOW,
    RECORD,
    RECORDER,
    TRANSFER,
    ZERO_REPORT,
    sealed,
)


async def test_organisations_and_departments_are_listed(house: SqlStore) -> None:
    async with house.read() as uow:
        assert await uow.organisations.all() == [HOUSE]
        assert await uow.organisations.departments(HOUSE.id) == [DEPARTMENT]


async def test_an_organisation_can_be_renamed_and_given_a_superior(house: SqlStore) -> None:
    above = replace(HOUSE, id=OrganisationId("above"), name="海州市人民检察院")
    async with house.begin() as uow:
        await uow.organisations.add(above)
        await uow.organisations.save(replace(HOUSE, superior=above.id))

    async with house.read() as uow:
        assert (await uow.organisations.get(HOUSE.id)).superior == above.id


async def test_people_are_found_by_role_and_department(house: SqlStore) -> None:
    chief = replace(
        HEAD, id=PersonId("chief"), department=None, roles=frozenset({Role.CHIEF, Role.HEAD})
    )
    async with house.begin() as uow:
        await uow.people.add(chief)

    async with house.read() as uow:
        heads = await uow.people.holding(Role.HEAD, organisation=HOUSE.id)
        of_department = await uow.people.holding(
            Role.HEAD, organisation=HOUSE.id, department=DEPARTMENT.id
        )
        elsewhere = await uow.people.holding(Role.HEAD, organisation=OrganisationId("other"))

    assert set(heads) == {HEAD, chief}
    assert list(of_department) == [HEAD]
    assert list(elsewhere) == []


async def test_a_role_that_was_taken_away_finds_nobody(house: SqlStore) -> None:
    async with house.begin() as uow:
        await uow.people.save(replace(HEAD, roles=frozenset({Role.LEADER})))

    async with house.read() as uow:
        assert list(await uow.people.holding(Role.HEAD, organisation=HOUSE.id)) == []


async def test_who_left_holds_no_role_and_is_found_by_name_still(house: SqlStore) -> None:
    left = HEAD.leave(on=NOW.date())
    async with house.begin() as uow:
        await uow.people.save(left)

    async with house.read() as uow:
        assert list(await uow.people.holding(Role.HEAD, organisation=HOUSE.id)) == []
        (found,) = await uow.people.named(HEAD.name, organisation=HOUSE.id)
        assert found.left_on == NOW.date()


async def test_a_name_finds_people_whatever_its_spaces_and_widths(house: SqlStore) -> None:
    async with house.read() as uow:
        assert list(await uow.people.named("李 承办", organisation=HOUSE.id)) == [RECORDER]
        assert list(await uow.people.named("李承", organisation=HOUSE.id)) == []


async def test_an_account_finds_its_person(house: SqlStore) -> None:
    async with house.read() as uow:
        assert await uow.people.bound_to(Account("1001")) == RECORDER
        assert await uow.people.bound_to(Account("9")) is None
        assert set(await uow.people.of(HOUSE.id)) == {RECORDER, HEAD}


async def test_open_drafts_come_latest_touched_first(house: SqlStore) -> None:
    later = replace(DRAFT, id=DraftId("later"), touched_at=NOW + MINUTE)
    done = replace(DRAFT, id=DraftId("done"), state=DraftState.DISCARDED)
    async with house.begin() as uow:
        for draft in (DRAFT, later, done):
            await uow.drafts.add(draft)

    async with house.read() as uow:
        assert list(await uow.drafts.open_of(RECORDER.id)) == [later, DRAFT]
        assert list(await uow.drafts.open_of(HEAD.id)) == []


async def test_open_drafts_that_were_never_owed_are_found(house: SqlStore) -> None:
    owed = replace(DRAFT, id=DraftId("owed"))
    once = replace(DRAFT, id=DraftId("once"))
    done = replace(DRAFT, id=DraftId("done"), state=DraftState.FILED)
    async with house.begin() as uow:
        for draft in (DRAFT, owed, once, done):
            await uow.drafts.add(draft)
        await uow.duties.add(replace(DUTY, about=owed.id))
        await uow.duties.add(replace(DUTY, id=DutyId("ended"), about=once.id).end())

    async with house.read() as uow:
        assert list(await uow.drafts.open_without_duty()) == [DRAFT]


async def test_evidence_is_found_by_draft_album_and_as_loose(house: SqlStore) -> None:
    one = sealed(replace(ITEM, draft=DRAFT.id), sha256=b"1" * 32)
    two = sealed(replace(ITEM, id=EvidenceId("two"), received_at=NOW + MINUTE), sha256=b"2" * 32)
    three = replace(two, id=EvidenceId("three"), received_at=NOW + 2 * MINUTE)
    async with house.begin() as uow:
        await uow.drafts.add(DRAFT)
        for item in (three, two, one):
            await uow.evidence.add(item)

    async with house.read() as uow:
        assert list(await uow.evidence.of_draft(DRAFT.id)) == [one]
        assert list(await uow.evidence.of_group(RECORDER.id, "album-1")) == [one, two, three]
        assert list(await uow.evidence.of_group(HEAD.id, "album-1")) == []
        assert list(await uow.evidence.loose(RECORDER.id)) == [three, two]


async def test_the_same_bytes_are_found_among_one_senders_sealed_items(house: SqlStore) -> None:
    first = sealed(ITEM, sha256=b"1" * 32)
    again = replace(first, id=EvidenceId("again"))
    of_another = replace(first, id=EvidenceId("foreign"), sender=HEAD.id)
    async with house.begin() as uow:
        await uow.evidence.add(ITEM)
        assert await uow.evidence.same_bytes(first) is None
        await uow.evidence.save(first)

    async with house.read() as uow:
        found = await uow.evidence.same_bytes(again)
        assert found is not None
        assert found.id == first.id
        assert await uow.evidence.same_bytes(first) is None
        assert await uow.evidence.same_bytes(of_another) is None


async def test_withdrawn_bytes_are_not_found_again(house: SqlStore) -> None:
    first = replace(sealed(ITEM, sha256=b"1" * 32), state=State.WITHDRAWN)
    async with house.begin() as uow:
        await uow.evidence.add(first)

        assert await uow.evidence.same_bytes(replace(first, id=EvidenceId("again"))) is None


async def test_records_are_found_by_draft_and_by_recorder_latest_first(house: SqlStore) -> None:
    later = replace(
        RECORD,
        id=RecordId("later"),
        number="2026-GHJKMN-5",
        draft=DraftId("second"),
        filed_at=NOW + MINUTE,
    )
    async with house.begin() as uow:
        await uow.drafts.add(DRAFT)
        await uow.drafts.add(replace(DRAFT, id=DraftId("second")))
        await uow.records.add(RECORD)
        await uow.records.add(later)
        await uow.records.save(RECORD.acknowledge(by=HEAD.id, at=NOW))

    async with house.read() as uow:
        assert await uow.records.of_draft(later.draft) == later
        assert await uow.records.of_draft(DraftId("third")) is None
        assert [record.id for record in await uow.records.by(RECORDER.id)] == ["later", "record"]
        assert [r.id for r in await uow.records.by(RECORDER.id, limit=1)] == ["later"]
        of, one, both = RECORD.organisation, NOW + MINUTE, NOW + 2 * MINUTE
        found = [
            [each.id for each in await uow.records.filed(of, since=since, until=until)]
            for since, until in ((NOW, both), (NOW, one), (one, both), (both, both + MINUTE))
        ]
        assert found == [["record", "later"], ["record"], ["later"], []]
        elsewhere = OrganisationId("elsewhere")
        assert not await uow.records.filed(elsewhere, since=NOW, until=both)


async def test_a_record_is_found_by_the_name_and_by_the_number_of_its_case(
    house: SqlStore,
) -> None:
    said = {
        "whole": f"{CASE.name} {CASE.number}",
        "name": CASE.name,
        "number": "东检刑诉[2026]12号，审查起诉",
        "another": "李某盗窃案，东检刑诉〔2026〕13号",
    }
    async with house.begin() as uow:
        for ordinal, (key, text) in enumerate(said.items()):
            draft = replace(DRAFT, id=DraftId(key))
            await uow.drafts.add(draft)
            record = replace(
                RECORD,
                id=RecordId(key),
                number=key,
                draft=draft.id,
                filed_at=NOW + ordinal * MINUTE,
                answers={"case": Answer(value=text)},
            )
            await uow.records.add(record)

    async with house.read() as uow:
        found = [record.id for record in await uow.records.naming(CASE)]
        nameless = replace(CASE, number="")
        by_name = [record.id for record in await uow.records.naming(nameless)]
        elsewhere = replace(CASE, organisation=OrganisationId("other"))
        assert found == ["number", "name", "whole"]
        assert by_name == ["name", "whole"]
        assert list(await uow.records.naming(elsewhere)) == []


async def test_cases_are_found_by_handler_past_and_present_by_number_and_by_name(
    house: SqlStore,
) -> None:
    async with house.begin() as uow:
        await uow.cases.add(CASE)
        await uow.cases.save(replace(CASE, name="张某案"))

    async with house.read() as uow:
        changed = await uow.cases.get(CASE.id)
        assert list(await uow.cases.of(RECORDER.id)) == [changed]
        assert list(await uow.cases.of(HEAD.id)) == [changed]
        assert list(await uow.cases.called(CASE.number, organisation=HOUSE.id)) == [changed]
        assert list(await uow.cases.called("张某案", organisation=HOUSE.id)) == [changed]
        assert list(await uow.cases.called(CASE.name, organisation=HOUSE.id)) == []
        other = OrganisationId("other")
        assert list(await uow.cases.called(CASE.number, organisation=other)) == []


async def test_zero_reports_wait_for_whom_they_were_submitted_to_until_confirmed(
    house: SqlStore,
) -> None:
    owed = replace(
        ZERO_REPORT, id=ZeroReportId("owed"), standing=ZeroState.OWED, opened_at=NOW + MINUTE
    )
    earlier = replace(ZERO_REPORT, id=ZeroReportId("earlier"), stated_on=date(2026, 9, 1))
    async with house.begin() as uow:
        await uow.cases.add(CASE)
        for report in (ZERO_REPORT, owed, earlier):
            await uow.zero_reports.add(report)

    async with house.begin() as uow:
        assert list(await uow.zero_reports.of(RECORDER.id)) == [owed, earlier, ZERO_REPORT]
        assert set(await uow.zero_reports.of_case(CASE.id)) == {owed, earlier, ZERO_REPORT}
        assert list(await uow.zero_reports.to_sign(HOUSE.id)) == [owed]
        assert list(await uow.zero_reports.to_sign(OrganisationId("other"))) == []
        assert list(await uow.zero_reports.to_confirm(RECORDER.id, limit=9)) == []
        assert list(await uow.zero_reports.to_confirm(HEAD.id, limit=9)) == [earlier, ZERO_REPORT]
        assert list(await uow.zero_reports.to_confirm(HEAD.id, limit=1)) == [earlier]
        await uow.zero_reports.save(earlier.confirm(by=HEAD.id, at=NOW))
        await uow.zero_reports.save(ZERO_REPORT.supersede(at=NOW))
        await uow.zero_reports.save(owed.supersede(at=NOW))

    async with house.read() as uow:
        assert list(await uow.zero_reports.to_sign(HOUSE.id)) == []
        waiting = await uow.zero_reports.to_confirm(HEAD.id, limit=9)
        assert [report.id for report in waiting] == [ZERO_REPORT.id], "superseded unseen"


async def test_a_persons_case_notes_come_latest_first(house: SqlStore) -> None:
    later = replace(CASE_NOTE, id=CaseNoteId("later"), case=None, noted_at=NOW + MINUTE)
    async with house.begin() as uow:
        await uow.cases.add(CASE)
        for note in (CASE_NOTE, later):
            await uow.case_notes.add(note)

    async with house.read() as uow:
        assert list(await uow.case_notes.of(RECORDER.id)) == [later, CASE_NOTE]
        assert list(await uow.case_notes.of(HEAD.id)) == []


async def test_transfers_are_found_by_everybody_who_has_to_do_with_them(house: SqlStore) -> None:
    done = replace(
        TRANSFER,
        id=TransferId("arrived"),
        number="T-ZZZZZZ",
        registered_at=NOW - MINUTE,
        levels=(Level.REGISTRY,),
    )
    async with house.begin() as uow:
        for transfer in (TRANSFER, done):
            await uow.transfers.add(transfer)

    async with house.read() as uow:
        for person in (RECORDER.id, HEAD.id):
            assert list(await uow.transfers.of(person, limit=9)) == [TRANSFER, done]
            assert list(await uow.transfers.underway_with(person)) == [TRANSFER]
        assert list(await uow.transfers.of(HEAD.id, limit=1)) == [TRANSFER]
        assert list(await uow.transfers.of(PersonId("nobody"), limit=9)) == []

"""Case notes: into the case file and to nobody; a zero report names them (RUDONG 4, 12, 16)."""

from dataclasses import replace
from datetime import date

import pytest

from register.acts.noting import ShowNote
from register.acts.zero_reading import ShowStatement
from register.afterwards import LONGEST
from register.case_note import PLACE_LENGTH, WORDS_LENGTH
from register.errors import (
    AnswerTooLong,
    AnswerUnfit,
    EncounterInFuture,
    EvidenceInNote,
    Gone,
    NotAllowed,
    NotSealed,
)
from register.evidence import State
from tests import cast
from tests.acts.casework import Casework
from tests.acts.noting import Noting
from tests.acts.world import World, at
from tests.storage.samples import CASE_NOTE

HANDED_OVER = {"handed_to": "控告申诉检察部门", "handed_at": "2026-09-29"}
LI, QIAN, WANG = cast.LI.id, cast.QIAN.id, cast.WANG.id


@pytest.fixture
def work(world: World) -> Casework:
    return Casework(world)


@pytest.fixture
def notes(world: World) -> Noting:
    return Noting(world)


# ── Writing and filing ─────────────────────────────────────────────────────────────────────────


@pytest.mark.req("B4", "C2", "D8", "CH28")
@pytest.mark.parametrize("kind", ["guidance", "letter"])
async def test_a_note_is_kept_for_its_owner_and_nobody_is_told(
    world: World, work: Casework, notes: Noting, kind: str
) -> None:
    case = await work.add()
    told = await world.notes()

    note = await notes.add(case, kind=kind, answers=HANDED_OVER if kind == "letter" else {})

    noted = await ShowNote(world.store)(note.id, by=LI)
    assert (noted.note, noted.case, noted.owner) == (note, case, cast.LI)
    assert note.happened == "2026-09-29T09:30+08:00"
    assert note.number.startswith("N-")
    assert await world.notes() == told, "it goes to nobody"
    assert (await world.acts())["add_note"] == 1
    for other in cast.EVERYBODY:
        if other.id != LI:
            with pytest.raises(NotAllowed):
                await ShowNote(world.store)(note.id, by=other.id)


@pytest.mark.req("B4", "C2")
async def test_a_note_is_filed_by_volume_and_page_and_a_later_place_loses_no_earlier_one(
    world: World, notes: Noting
) -> None:
    note = await notes.add()
    assert note.place is None

    await notes.file(note)
    world.clock.set("2026-10-09 09:00")
    await notes.file(note, volume=" 3 ", page="41")

    kept = await notes.now(note)
    assert [(each.volume, each.page) for each in kept.places] == [("2", "15"), ("3", "41")]
    assert kept.place is not None
    assert kept.place.at == at("2026-10-09 09:00")
    with pytest.raises(NotAllowed):
        await notes.file(note, by=QIAN)


async def test_who_handed_a_case_on_may_note_what_was_said_to_them_and_a_stranger_may_not(
    work: Casework, notes: Noting
) -> None:
    case = await work.add()
    await work.hand_over(case, QIAN)

    assert (await notes.add(case)).case == case.id
    with pytest.raises(NotAllowed):
        await notes.add(case, by=WANG)


async def test_what_says_nothing_too_much_or_lies_ahead_is_refused(notes: Noting) -> None:
    for field, empty in (("source", " "), ("text", "\n"), ("happened", "")):
        with pytest.raises(AnswerUnfit):
            await notes.add(said={field: empty})
    for field, limit in (("source", WORDS_LENGTH), ("text", LONGEST)):
        with pytest.raises(AnswerTooLong):
            await notes.add(said={field: "字" * (limit + 1)})
    with pytest.raises(EncounterInFuture):
        await notes.add(said={"happened": "2026-10-01"})
    note = await notes.add(said={"happened": "2026-09-30"})
    with pytest.raises(AnswerUnfit):
        await notes.file(note, page=" ")
    with pytest.raises(AnswerTooLong):
        await notes.file(note, volume="字" * (PLACE_LENGTH + 1))


async def test_a_note_that_never_was_is_gone(world: World, notes: Noting) -> None:
    note = await notes.add()
    with pytest.raises(Gone):
        await ShowNote(world.store)(type(note.id)("never"), by=LI)


# ── What a kind asks of its own ────────────────────────────────────────────────────────────────

SHOWN = {
    "credential_shown": "yes",
    "credential_name": "介绍信",
    "information_outcome": "provided",
}


@pytest.mark.req("B6")
async def test_a_note_keeps_the_digests_of_what_it_names_and_the_rules_it_was_written_by(
    world: World, notes: Noting
) -> None:
    scan = await world.seal(b"a paper")
    answers = SHOWN | {"credential_scan": scan.id}

    note = await notes.add(kind="liaison", answers=answers, case_words=" 某  案 ")

    kept = await notes.now(note)
    assert kept == note
    assert kept.answers["credential_scan"].text == scan.number
    (item,) = kept.items
    assert (item.number, item.sha256, item.sm3) == (
        scan.number,
        scan.sha256.hex(),
        scan.sm3.hex(),
    )
    assert kept.case_words == "某 案"
    assert (kept.profile, kept.profile_version) == ("rudong", date(2016, 3, 1))
    assert kept.kind_in_rules.articles == ("12(4)",)


@pytest.mark.req("D5b", "CH27")
async def test_what_a_note_names_is_not_withdrawn(world: World, notes: Noting) -> None:
    named, loose = await world.seal(b"a paper"), await world.seal(b"another")
    await notes.add(kind="liaison", answers=SHOWN | {"credential_scan": named.id})

    with pytest.raises(EvidenceInNote):
        await world.withdraw(named)
    assert (await world.withdraw(loose)).state is State.WITHDRAWN


async def test_a_note_names_no_item_of_somebody_else_none_withdrawn_and_none_on_its_way(
    world: World, notes: Noting
) -> None:
    foreign = await world.seal(b"a paper", by=QIAN)
    withdrawn = await world.withdraw(await world.seal(b"another"))
    coming = await world.receive()
    for item, refusal in ((foreign, NotAllowed), (withdrawn, Gone), (coming, NotSealed)):
        with pytest.raises(refusal):
            await notes.add(kind="liaison", answers=SHOWN | {"credential_scan": item.id})


@pytest.mark.req("B4", "D8")
async def test_a_kind_is_written_by_whom_it_is_meant_for(notes: Noting) -> None:
    with pytest.raises(NotAllowed):
        await notes.add(by=WANG)
    assert (await notes.add(kind="letter", answers=HANDED_OVER, by=WANG)).owner == WANG


async def test_a_kind_that_no_rule_system_of_the_house_knows_is_refused(notes: Noting) -> None:
    for profile, kind in (("rudong", "posted"), ("spc", "guidance"), ("nobody", "guidance")):
        with pytest.raises(AnswerUnfit):
            await notes.add(kind=kind, profile=profile)


@pytest.mark.req("D5a")
def test_what_lies_in_no_case_file_is_given_no_place() -> None:
    posted = replace(CASE_NOTE, kind="posted", places=())

    assert not posted.waits_for_place
    with pytest.raises(AnswerUnfit):
        posted.file("2", "15", at=at("2026-10-01 09:00"))


# ── Beside a zero report ───────────────────────────────────────────────────────────────────────


@pytest.mark.req("CH14")
async def test_a_zero_report_names_the_handlers_own_guidance_notes_of_its_case(
    world: World, work: Casework, notes: Noting
) -> None:
    case = await work.add()
    await work.add_handler(case, QIAN)
    first = await notes.add(case)
    world.clock.set("2026-09-30 16:00")
    second = await notes.add(case)
    await notes.add(case, kind="letter", answers=HANDED_OVER)
    third = await notes.add(case, kind="liaison", answers=SHOWN)
    await notes.add(case, by=QIAN)
    await notes.add(await work.add("另一案", number=""))
    await notes.add()
    await work.mark_closing(case)
    (report,) = await work.reports()

    shown = await ShowStatement(world.store)(report.id, by=LI)
    signed = await work.submit(report)

    assert set(signed.exempt_notes) == {first.number, second.number, third.number}
    assert signed.exempt_notes[0] == first.number
    assert shown.report.exempt_notes == signed.exempt_notes, "shown as it will be signed"
    assert (await work.now(report)).exempt_notes == signed.exempt_notes


@pytest.mark.req("CH14")
async def test_a_note_after_the_signature_stands_on_the_next_one_and_changes_no_signed_report(
    world: World, work: Casework, notes: Noting
) -> None:
    report = await work.submitted()
    assert report.case is not None
    (case,) = await work.cases()
    note = await notes.add(case)

    assert (await ShowStatement(world.store)(report.id, by=LI)).report.exempt_notes == ()
    returned = await work.give_back(report)
    assert (await ShowStatement(world.store)(returned.id, by=LI)).report.exempt_notes == (
        note.number,
    )
    assert (await work.submit(returned)).exempt_notes == (note.number,)


@pytest.mark.req("CH14")
def test_the_report_of_a_month_names_what_was_said_in_that_month() -> None:
    assert CASE_NOTE.happened.startswith("2026-09")
    assert CASE_NOTE.stands_beside(case=None, month=date(2026, 9, 1))
    assert not CASE_NOTE.stands_beside(case=None, month=date(2026, 8, 1))

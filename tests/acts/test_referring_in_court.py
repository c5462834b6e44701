"""A court sends onward what it records: each of its two offices by its own rules, and by both."""

from datetime import date

import pytest

from register.acts.referring import Sent
from register.errors import NotAllowed
from register.ids import PersonId
from register.record import Record
from tests import court
from tests.acts.referring import INSIDE, LETTER, refer, show, weigh
from tests.acts.test_two_systems import bench, drafted
from tests.acts.world import World

__all__ = ["bench"]

MENG, TANG = court.MENG.id, court.TANG.id
LETTER_OF_TODAY = Sent(document="长中法审管〔2026〕1号", document_on=date(2026, 9, 30))


async def at_the_office(bench: World, kind: str, *offices: PersonId, **said: str) -> Record:
    draft = await drafted(bench, kind)
    for question, code in said.items():
        draft = await bench.answer(draft, question, code, by=court.HAN.id)
    record = await bench.file(draft)
    for person in offices:
        record = await bench.arrive(record, person)
    return record


async def open_steps(bench: World, record: Record, by: PersonId) -> set[str]:
    return {each.step.id for each in (await show(bench, record, by)).steps if each.is_open}


@pytest.mark.req("H8", "CH32", "H12", "AD22")
async def test_adjudication_management_sends_it_past_who_leads_the_same_level(
    bench: World,
) -> None:
    record = await at_the_office(bench, "leader", MENG, leads_body="political_legal")

    assert await open_steps(bench, record, MENG) == {"political_legal_above", "court_above"}
    sent = await refer(bench)(
        record.id, "political_legal_above", LETTER_OF_TODAY, by=MENG, cause=bench.cause()
    )

    assert sent.referrals[0].by == court.MENG.name
    assert await open_steps(bench, record, MENG) == {"court_above"}
    with pytest.raises(NotAllowed):
        await show(bench, record, TANG)


@pytest.mark.req("H2c", "H4b", "H13", "H5")
async def test_supervision_finds_who_has_jurisdiction(bench: World) -> None:
    record = await at_the_office(bench, "court", TANG, internal_organ="own")
    assert await open_steps(bench, record, TANG) == {"own_discipline"}

    lower = await at_the_office(bench, "court", TANG, internal_organ="lower")
    assert await open_steps(bench, lower, TANG) == {"lower_supervision", "own_discipline"}
    handed = await refer(bench)(
        lower.id, "lower_supervision", LETTER, by=TANG, cause=bench.cause()
    )
    assert handed.referrals[0].settles == ("spc/lower",)
    assert await open_steps(bench, handed, TANG) == set(), "either of the two is enough"


@pytest.mark.req("H6b", "CH21", "A14", "H1d")
async def test_of_a_leader_of_another_judicial_organ_both_offices_send_their_own(
    bench: World,
) -> None:
    record = await at_the_office(
        bench, "judicial_leader", MENG, TANG, internal_organ="procuratorate"
    )

    steps = {each.step.id: each.step for each in (await show(bench, record, TANG)).steps}
    assert {"subject_discipline", "adjudication_office", "political_legal"} <= steps.keys()
    assert {"keep/external_register", "keep/internal_register"} <= steps.keys()
    assert await open_steps(bench, record, MENG) == {"subject_discipline"}
    with_paper = await refer(bench)(
        record.id, "subject_discipline", LETTER, by=TANG, cause=bench.cause()
    )
    assert await open_steps(bench, with_paper, MENG) == set(), "once for both"


@pytest.mark.req("H2c")
async def test_what_is_done_inside_needs_no_letter(bench: World) -> None:
    record = await at_the_office(bench, "court", TANG, internal_organ="own")

    done = await refer(bench)(record.id, "own_discipline", INSIDE, by=TANG, cause=bench.cause())

    assert done.referrals[0].document == ""


@pytest.mark.req("G23e", "H10", "CH11", "CH23")
async def test_what_is_serious_waits_in_todo_from_the_hour_it_is_found(bench: World) -> None:
    """Seen at a court: the step said "at once" on its card and stood in no list."""
    record = await at_the_office(bench, "leader", MENG)
    assert await bench.duties(MENG) == []

    serious = await weigh(bench, record, by=MENG)

    duty = await bench.duty(MENG)
    assert (duty.clock, duty.deadline.due_on) == ("at_once", date(2026, 9, 30))
    assert not duty.deadline.legal, "no text names a day"
    for step in ("serious/court_above", "serious/political_legal", "serious/supreme_court"):
        assert (await bench.duty(MENG)).id == duty.id
        await refer(bench)(serious.id, step, LETTER_OF_TODAY, by=MENG, cause=bench.cause())
    assert await bench.duties(MENG) == []

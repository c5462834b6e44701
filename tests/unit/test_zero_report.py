"""Zero reports: who owes one, what stands against it, and what its superior never sees."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from register.cases import Case, CaseState, Handling
from register.confirming import Superiors, confirmers
from register.draft import Answer
from register.errors import (
    AnswerTooLong,
    AnswerUnfit,
    CaseNotOpen,
    HandlerUnfit,
    NobodyToReceive,
    RecordOnCase,
    ZeroReportNotOpen,
)
from register.ids import CaseId, PersonId, ZeroReportId
from register.people import Person, Role
from register.profile import load
from register.zero_report import (
    REASON_LENGTH,
    ConfirmedAs,
    Confirmer,
    Occasion,
    ZeroReport,
    ZeroState,
    owed_after,
)
from tests import cast

LI, QIAN, WANG = cast.LI.id, cast.QIAN.id, cast.WANG.id
ZONE = ZoneInfo("Asia/Shanghai")
STYLES = load("rudong", date(2026, 9, 30)).case_numbers
TAKEN, TODAY = date(2026, 3, 2), date(2026, 9, 30)
NOW = datetime(2026, 9, 30, 7, 0, tzinfo=UTC)
CASE = Case(
    id=CaseId("case"),
    organisation=cast.COUNTY.id,
    name="张某盗窃案",
    number="东检刑诉〔2026〕12号",
    handlings=(Handling(person=LI, since=TAKEN),),
)
HEAD = (Confirmer(person=WANG, capacity=ConfirmedAs.HEAD),)
OWED = ZeroReport(
    id=ZeroReportId("zero"),
    organisation=cast.COUNTY.id,
    case=CASE.id,
    handler=LI,
    since=TAKEN,
    opened_at=NOW,
    occasion=Occasion.CLOSING,
)
SUBMITTED = OWED.submit(on=TODAY, confirmers=HEAD)
CONFIRMED = SUBMITTED.confirm(by=WANG, at=NOW)
RETURNED = SUBMITTED.give_back("请核对")
MONTHLY = replace(OWED, case=None, occasion=Occasion.MONTH, month=date(2026, 9, 1))


# ── Cases ──────────────────────────────────────────────────────────────────────────────────────


def test_a_handling_ends_where_another_begins() -> None:
    case = CASE.hand_over(by=LI, to=QIAN, on=TODAY)

    assert case.handlers == (QIAN,)
    assert case.handlings == (
        Handling(person=LI, since=TAKEN, until=TODAY),
        Handling(person=QIAN, since=TODAY),
    )
    assert (case.since(LI), case.since(QIAN)) == (TAKEN, TODAY)


def test_who_takes_a_case_again_speaks_from_the_last_time() -> None:
    there = CASE.hand_over(by=LI, to=QIAN, on=date(2026, 5, 1))
    back = there.hand_over(by=QIAN, to=LI, on=date(2026, 7, 1))

    assert back.since(LI) == date(2026, 7, 1)


@pytest.mark.parametrize("to", [LI, QIAN])
def test_a_case_goes_to_nobody_who_handles_it_already(to: PersonId) -> None:
    with pytest.raises(HandlerUnfit):
        CASE.take(QIAN, on=TODAY).hand_over(by=LI, to=to, on=TODAY)


def test_a_case_closes_once_and_is_reopened_only_after() -> None:
    closing = CASE.mark_closing(on=date(2026, 10, 20))
    closed = closing.close(on=TODAY)

    assert (closing.state, closing.closing_on) == (CaseState.CLOSING, date(2026, 10, 20))
    assert (closed.state, closed.closing_on) == (CaseState.CLOSED, TODAY)
    assert closed.reopen(on=TODAY).state is CaseState.OPEN
    assert closed.reopen(on=TODAY).closing_on is None
    with pytest.raises(CaseNotOpen):
        closing.mark_closing(on=None)
    with pytest.raises(CaseNotOpen):
        closed.close(on=TODAY)
    with pytest.raises(CaseNotOpen):
        closed.hand_over(by=LI, to=QIAN, on=TODAY)
    with pytest.raises(CaseNotOpen):
        CASE.reopen(on=TODAY)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("张某盗窃案", True),
        ("张 某 盗 窃 案，审查起诉", True),
        ("东检刑诉[2026] 第12号", True),
        ("案号 东检刑诉〔2026〕12号", True),
        ("东检刑诉〔２０２６〕12号", True),
        ("张某盗窃案，东检刑诉〔2026〕13号", False),
        ("李某盗窃案", False),
        ("", False),
    ],
)
def test_a_text_names_a_case_by_number_or_by_name_without_another_number(
    text: str, *, named: bool
) -> None:
    assert CASE.is_named_in(text, STYLES) is named


def test_a_case_without_a_number_is_named_by_its_name_alone() -> None:
    nameless = replace(CASE, number="")

    assert nameless.is_named_in("张某盗窃案，东检刑诉〔2026〕13号", STYLES)
    assert not nameless.is_named_in("东检刑诉〔2026〕12号", STYLES)


# ── Who owes one ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.req("CH13", "G22")
def test_a_zero_report_is_owed_at_closing_at_hand_over_and_when_the_case_leaves() -> None:
    both = CASE.take(QIAN, on=TODAY)
    closing = both.mark_closing(on=None)

    assert list(owed_after(both, closing)) == [
        (LI, Occasion.CLOSING),
        (QIAN, Occasion.CLOSING),
    ]
    assert list(owed_after(CASE, CASE.hand_over(by=LI, to=QIAN, on=TODAY))) == [
        (LI, Occasion.HANDED_OVER)
    ]
    assert list(owed_after(both, both.give_away(on=TODAY))) == [
        (LI, Occasion.GIVEN_AWAY),
        (QIAN, Occasion.GIVEN_AWAY),
    ]
    assert list(owed_after(CASE, CASE.close(on=TODAY))) == [(LI, Occasion.CLOSING)]


@pytest.mark.req("CH13")
def test_who_takes_a_closing_case_owes_one_as_well() -> None:
    closing = CASE.mark_closing(on=None)

    owed = dict(owed_after(closing, closing.hand_over(by=LI, to=QIAN, on=TODAY)))

    assert owed == {LI: Occasion.HANDED_OVER, QIAN: Occasion.CLOSING}


@pytest.mark.req("CH13")
def test_nothing_is_owed_at_the_start_at_archiving_or_at_reopening() -> None:
    closing = CASE.mark_closing(on=None)
    closed = closing.close(on=TODAY)
    reopened = closed.reopen(on=TODAY)

    assert not list(owed_after(replace(CASE, handlings=()), CASE))
    assert not list(owed_after(closing, closed))
    assert not list(owed_after(closed, reopened))
    assert list(owed_after(reopened, reopened.mark_closing(on=None))) == [(LI, Occasion.REOPENED)]


# ── How one stands ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.req("I1", "F2-5")
def test_a_statement_bears_the_day_on_which_it_was_made() -> None:
    assert CONFIRMED.state is ZeroState.CONFIRMED
    assert (CONFIRMED.stated_on, CONFIRMED.confirmed_at) == (TODAY, NOW)
    assert CONFIRMED.confirmed_as() is ConfirmedAs.HEAD
    assert SUBMITTED.confirmed_as() is None


def test_what_was_returned_can_be_signed_anew() -> None:
    again = RETURNED.submit(on=date(2026, 10, 8), confirmers=HEAD)

    assert (RETURNED.state, RETURNED.to_sign) == (ZeroState.RETURNED, True)
    assert (again.state, again.stated_on) == (ZeroState.SUBMITTED, date(2026, 10, 8))


@pytest.mark.parametrize("report", [SUBMITTED, CONFIRMED])
def test_a_signed_report_is_signed_once(report: ZeroReport) -> None:
    with pytest.raises(ZeroReportNotOpen):
        report.submit(on=TODAY, confirmers=HEAD)


@pytest.mark.parametrize("report", [OWED, CONFIRMED, RETURNED])
def test_only_what_was_submitted_is_confirmed_or_returned(report: ZeroReport) -> None:
    with pytest.raises(ZeroReportNotOpen):
        report.confirm(by=WANG, at=NOW)
    with pytest.raises(ZeroReportNotOpen):
        report.give_back("请核对")


def test_a_return_says_why() -> None:
    assert SUBMITTED.give_back(" 请核对 ").returned_reason == "请核对"
    with pytest.raises(AnswerUnfit):
        SUBMITTED.give_back("  ")
    with pytest.raises(AnswerTooLong):
        SUBMITTED.give_back("长" * (REASON_LENGTH + 1))


@pytest.mark.req("I2", "I5")
@pytest.mark.parametrize("report", [SUBMITTED, CONFIRMED, RETURNED])
def test_a_superseded_report_is_kept_and_looks_the_same_to_its_superior(
    report: ZeroReport,
) -> None:
    superseded = report.supersede(at=NOW)

    assert superseded.state is ZeroState.SUPERSEDED
    assert not superseded.to_sign
    assert superseded.for_confirmer() == report


@pytest.mark.req("I2")
def test_a_superseded_report_is_never_signed_again() -> None:
    with pytest.raises(RecordOnCase):
        RETURNED.supersede(at=NOW).submit(on=TODAY, confirmers=HEAD)


# ── What stands against one ────────────────────────────────────────────────────────────────────


def said(case: str, met_at: str = "") -> dict[str, Answer]:
    return {"case": Answer(value=case), "encountered_at": Answer(value=met_at)}


@pytest.mark.req("I2", "I5")
@pytest.mark.parametrize(
    ("answers", "contradicted"),
    [
        (said(CASE.name, "2026-09-30T10:00"), True),
        (said(CASE.name, "2026-03-02"), True),
        (said(CASE.name), True),
        (said(CASE.name, "2026-03-01T23:59"), False),
        (said("李某盗窃案", "2026-09-30T10:00"), False),
        ({"case": Answer(unknown=True)}, False),
        ({}, False),
    ],
)
def test_a_record_on_the_case_since_it_was_taken_stands_against_a_zero_report(
    answers: dict[str, Answer], *, contradicted: bool
) -> None:
    assert OWED.is_contradicted_by(answers, CASE, styles=STYLES, zone=ZONE) is contradicted


@pytest.mark.req("I2", "I4")
@pytest.mark.parametrize(
    ("met_at", "contradicted"),
    [("2026-09-01", True), ("2026-09-30T23:59", True), ("2026-10-01", False), ("", False)],
)
def test_a_record_of_the_month_on_any_case_stands_against_a_monthly_one(
    met_at: str, *, contradicted: bool
) -> None:
    answers = said("李某盗窃案", met_at)

    assert MONTHLY.is_contradicted_by(answers, None, styles=STYLES, zone=ZONE) is contradicted


# ── Who confirms ───────────────────────────────────────────────────────────────────────────────

HOUSE = Superiors(heads=(cast.WANG,), leaders=(cast.CHEN,), inspectors=(cast.ZHOU,))


def confirming(handler: Person = cast.LI, superiors: Superiors = HOUSE, *named: str) -> str:
    involved = [cast.CONFLICTS.of({"subject_name": Answer(value=name)}) for name in named]
    (found,) = confirmers(handler, superiors, involved)
    return f"{found.person} as {found.capacity}"


@pytest.mark.req("I1", "G22")
def test_the_head_of_the_department_confirms() -> None:
    assert confirming() == "wang as head"


@pytest.mark.req("CH15")
def test_a_heads_own_is_confirmed_by_the_leader_and_a_leaders_by_the_discipline_office() -> None:
    assert confirming(cast.WANG) == "chen as leader"
    assert confirming(cast.CHEN) == "zhou as inspector"
    assert confirming(replace(cast.QIAN, roles=frozenset({Role.CHIEF}))) == "zhou as inspector"


@pytest.mark.req("CH15")
@pytest.mark.parametrize(
    "absent",
    [
        (),
        (replace(cast.WANG, reachable=False),),
        (replace(cast.WANG, account=None),),
    ],
    ids=["nobody", "unreachable", "unbound"],
)
def test_for_an_absent_head_the_leader_confirms(absent: tuple[Person, ...]) -> None:
    assert confirming(cast.LI, replace(HOUSE, heads=absent)) == "chen as leader"


@pytest.mark.req("CH15")
def test_nobody_who_is_named_on_the_case_confirms() -> None:
    assert confirming(cast.LI, HOUSE, "王主任") == "chen as leader"
    assert confirming(cast.LI, HOUSE, "王主任", "陈副检察长") == "zhou as inspector"
    with pytest.raises(NobodyToReceive):
        confirming(cast.LI, HOUSE, "王主任", "陈副检察长", "周纪检")


@pytest.mark.req("CH15")
def test_nobody_confirms_their_own() -> None:
    inspector = replace(cast.ZHOU, department=cast.FIRST.id)

    with pytest.raises(NobodyToReceive):
        confirming(inspector, Superiors(heads=(), leaders=(), inspectors=(inspector,)))

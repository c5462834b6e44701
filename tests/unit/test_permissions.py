"""Rights: one table, and nobody beside it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from register.afterwards import Capacity, Recusal
from register.case_note import CaseNote
from register.cases import Case, Handling
from register.cosigning import ask
from register.draft import Draft
from register.duties import Duty
from register.errors import NotAllowed
from register.evidence import Evidence, Kind, Mark
from register.ids import CaseId, DraftId, EvidenceId, PersonId, ZeroReportId
from register.omission import Omission
from register.people import Person
from register.permissions import Right, ensure
from register.record import Record
from register.transfer import Level, Transfer
from register.zero_report import ConfirmedAs, Confirmer, Occasion, ZeroReport, ZeroState
from tests import cast
from tests.storage.samples import CASE_NOTE, DUTY, OMISSION
from tests.unit.test_record import RECORD
from tests.unit.test_transfer import TRANSFER, asked, signed

NOW = datetime(2026, 9, 30, 7, 0, tzinfo=UTC)
DRAFT = Draft(
    id=DraftId("draft"),
    organisation=cast.COUNTY.id,
    recorder=cast.LI.id,
    profile="rudong",
    profile_version=RECORD.profile_version,
    started_at=NOW,
    touched_at=NOW,
)
ITEM = Evidence(
    id=EvidenceId("item"),
    number="E-7K3M9P",
    organisation=cast.COUNTY.id,
    sender=cast.LI.id,
    kind=Kind.TEXT,
    mark=Mark.AS_SENT,
    received_at=NOW,
)
Thing = (
    Draft | Evidence | Record | Duty | Case | CaseNote | ZeroReport | Person | Transfer | Omission
)
CASE = Case(
    id=CaseId("case"),
    organisation=cast.COUNTY.id,
    name="张某盗窃案",
    handlings=(
        Handling(person=cast.QIAN.id, since=NOW.date(), until=NOW.date()),
        Handling(person=cast.LI.id, since=NOW.date()),
    ),
)
ZERO_REPORT = ZeroReport(
    id=ZeroReportId("zero"),
    organisation=cast.COUNTY.id,
    case=CASE.id,
    handler=cast.LI.id,
    since=NOW.date(),
    opened_at=NOW,
    occasion=Occasion.CLOSING,
    standing=ZeroState.SUBMITTED,
    confirmers=(Confirmer(person=cast.WANG.id, capacity=ConfirmedAs.HEAD),),
)
LATE = replace(RECORD, filed_at=RECORD.deadline.due_at)
RECUSAL = Recusal(person=cast.WANG.id, capacity=Capacity.HEAD, name=cast.WANG.name, at=NOW)
RECUSED, LATE_RECUSED = (
    each.recuse(RECUSAL).pass_on(silent=cast.WANG.id, to=(), at=NOW) for each in (RECORD, LATE)
)
WITNESSED = ask(RECORD, (cast.QIAN,), at=NOW)
WITH_THE_HEAD = asked(TRANSFER)
for _level in (Level.REGISTRY, Level.LEADER):
    WITH_THE_HEAD = asked(signed(WITH_THE_HEAD, _level))
MATRIX: list[tuple[Right, Thing, set[PersonId]]] = [
    (Right.WRITE_DRAFT, DRAFT, {cast.LI.id}),
    (Right.USE_EVIDENCE, ITEM, {cast.LI.id}),
    (Right.OPEN_RECORD, RECORD, {cast.LI.id, cast.WANG.id, cast.ZHOU.id}),
    (Right.ACKNOWLEDGE_RECORD, RECORD, {cast.WANG.id, cast.ZHOU.id}),
    (Right.FORWARD_RECORD, RECORD, {cast.WANG.id}),
    (Right.SIGN_OPINION, RECORD, {cast.WANG.id, cast.ZHOU.id}),
    (Right.ASK_BACK, RECORD, {cast.WANG.id, cast.ZHOU.id}),
    (Right.ANSWER_BACK, RECORD, {cast.LI.id}),
    (Right.SUPPLEMENT_RECORD, RECORD, {cast.LI.id}),
    (Right.COSIGN_RECORD, RECORD, set()),
    (Right.COSIGN_RECORD, WITNESSED, {cast.QIAN.id}),
    (Right.CONSENT_TO_RECORD, RECORD, set()),
    (Right.CONSENT_TO_RECORD, LATE, {cast.WANG.id}),
    (Right.REFER_RECORD, RECORD, {cast.ZHOU.id}),
    (Right.REFER_RECORD, RECORD.bar([cast.ZHOU.id], at=NOW), set()),
    (Right.RECUSE, RECORD, {cast.WANG.id, cast.ZHOU.id}),
    (Right.OPEN_RECORD, RECUSED, {cast.LI.id, cast.ZHOU.id}),
    (Right.ACKNOWLEDGE_RECORD, RECUSED, {cast.ZHOU.id}),
    (Right.FORWARD_RECORD, RECUSED, {cast.ZHOU.id}),
    (Right.SIGN_OPINION, RECUSED, {cast.ZHOU.id}),
    (Right.ASK_BACK, RECUSED, {cast.ZHOU.id}),
    (Right.CONSENT_TO_RECORD, LATE_RECUSED, {cast.ZHOU.id}),
    (Right.SEE_DUTY, DUTY, {cast.LI.id}),
    (Right.NAME_DEPUTY, cast.WANG, {cast.WANG.id}),
    (Right.NAME_DEPUTY, cast.LI, set()),
    (Right.HANDLE_CASE, CASE, {cast.LI.id}),
    (Right.NOTE_ON_CASE, CASE, {cast.LI.id, cast.QIAN.id}),
    (Right.KEEP_CASE_NOTE, CASE_NOTE, {cast.LI.id}),
    (Right.SIGN_ZERO_REPORT, ZERO_REPORT, {cast.LI.id}),
    (Right.CONFIRM_ZERO_REPORT, ZERO_REPORT, {cast.WANG.id}),
    (Right.PRINT_ZERO_REPORT, ZERO_REPORT, {cast.LI.id, cast.WANG.id}),
    (Right.SEE_TRANSFER, TRANSFER, set()),
    (Right.SEE_TRANSFER, WITH_THE_HEAD, {cast.CHEN.id, cast.WANG.id}),
    (Right.READ_OMISSION, OMISSION, {cast.WANG.id}),
    (Right.DECIDE_OMISSION, OMISSION, {cast.WANG.id}),
]


def test_the_matrix_covers_every_right() -> None:
    assert {right for right, _, _ in MATRIX} == set(Right)


@pytest.mark.req("A9", "E4", "K1", "I3")
@pytest.mark.parametrize(("right", "thing", "allowed"), MATRIX, ids=[row[0] for row in MATRIX])
def test_a_right_is_held_by_those_in_the_table_and_nobody_else(
    right: Right, thing: Thing, allowed: set[PersonId]
) -> None:
    for person in cast.EVERYBODY:
        if person.id in allowed:
            ensure(right, person.id, thing)
        else:
            with pytest.raises(NotAllowed):
                ensure(right, person.id, thing)

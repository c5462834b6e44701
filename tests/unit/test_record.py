"""Records: late when the last day is over, acknowledged once by each addressee."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from register.afterwards import Capacity
from register.draft import Answer
from register.duties import Deadline
from register.errors import AlreadyAcknowledged, NotAllowed
from register.ids import DraftId, RecordId
from register.record import Reception, Record, Snapshot
from tests import cast

NOW = datetime(2026, 9, 30, 7, 0, tzinfo=UTC)
DUE_AT = datetime(2026, 10, 11, tzinfo=ZoneInfo("Asia/Shanghai"))
RECORD = Record(
    id=RecordId("record"),
    number="2026-7K3M9P-4",
    organisation=cast.COUNTY.id,
    department=cast.FIRST.id,
    recorder=cast.LI.id,
    draft=DraftId("draft"),
    profile="rudong",
    profile_version=date(2016, 3, 1),
    encountered_at=NOW,
    filed_at=NOW,
    deadline=Deadline(
        clock_id="record",
        target_on=date(2026, 10, 3),
        target_on_day_off=True,
        due_on=date(2026, 10, 10),
        due_at=DUE_AT,
        provisional=False,
        counted=(),
        calendar_version="test",
        article="7",
    ),
    direct=False,
    by=Snapshot(name="李承办", department="第一检察部", post="检察官", contact=""),
    answers={
        "subject_name": Answer(value="赵干预"),
        "place": Answer(value="x", unknown=True, reason="记不清楚"),
    },
    receptions=(
        Reception(person=cast.WANG.id, capacity=Capacity.HEAD, articles=("13",)),
        Reception(person=cast.ZHOU.id, capacity=Capacity.INSPECTOR, articles=("13", "15")),
    ),
)


@pytest.mark.req("CH4", "CH39")
def test_a_record_is_late_from_midnight_after_its_last_day_on() -> None:
    last_instant = DUE_AT - timedelta(microseconds=1)

    assert not replace(RECORD, filed_at=last_instant).late
    assert replace(RECORD, filed_at=DUE_AT).late
    assert replace(RECORD, filed_at=DUE_AT.astimezone(UTC)).late


def test_each_addressee_acknowledges_for_themselves() -> None:
    later = NOW + timedelta(hours=1)

    signed = RECORD.acknowledge(by=cast.ZHOU.id, at=later)

    assert signed.reception_of(cast.ZHOU.id).acknowledged_at == later
    assert signed.reception_of(cast.WANG.id) == RECORD.reception_of(cast.WANG.id)
    assert replace(signed, receptions=RECORD.receptions) == RECORD


def test_the_first_acknowledgement_stands() -> None:
    signed = RECORD.acknowledge(by=cast.WANG.id, at=NOW)

    with pytest.raises(AlreadyAcknowledged):
        signed.acknowledge(by=cast.WANG.id, at=NOW + timedelta(hours=1))


def test_who_is_no_addressee_received_nothing() -> None:
    with pytest.raises(NotAllowed):
        RECORD.reception_of(cast.LI.id)
    with pytest.raises(NotAllowed):
        RECORD.acknowledge(by=cast.SUN.id, at=NOW)


def test_what_is_unknown_or_missing_says_nothing() -> None:
    assert RECORD.said("subject_name") == "赵干预"
    assert not RECORD.said("place")
    assert not RECORD.said("remarks")

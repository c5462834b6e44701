"""Whom a recorder names as present: read in full, never guessed; who answers, answers once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from register import cosigning
from register.cosigning import Present, present
from register.draft import REASON_LENGTH, Answer
from register.errors import AlreadyCosigned, AnswerTooLong, NotAllowed
from register.people import Person
from tests import cast
from tests.acts.court import HE, LIN
from tests.unit.test_record import NOW, RECORD

DEPARTMENTS = {cast.FIRST.id: "立案庭", cast.SECOND.id: "民一庭"}
TWIN = replace(LIN, id=HE.id, department=cast.SECOND.id, post="法官助理")
SHORT = cast.person("short", "王强", "法警", department=cast.FIRST)
LONG = cast.person("long", "欧阳王强", "法警", department=cast.FIRST)


def read(text: str, *staff: Person, subject: str = "赵干预") -> Present:
    return present(
        text,
        staff=staff or (LIN, HE, cast.LI),
        departments=DEPARTMENTS,
        involved=cast.CONFLICTS.of({"subject_name": Answer(value=subject)}, cast.COUNTY.id),
        recorder=cast.LI.id,
    )


@pytest.mark.req("F8", "AD2")
@pytest.mark.parametrize(
    "text",
    [
        "林书记",
        "林书记、某公司经理一人",
        "书记员林书记，另有一人",
        "林书记书记员",
        "林书记（立案庭）",
        "立案庭林书记；李承办",
        "某某 林书记",
        "林 书记",
    ],
)
def test_who_is_named_in_full_is_asked(text: str) -> None:
    assert read(text).asked == (LIN,)


@pytest.mark.req("F8", "K3")
@pytest.mark.parametrize("text", ["无", "书记员一人", "林某", "林书记成", "张林书记", "李承办"])
def test_nobody_is_guessed(text: str) -> None:
    """A surname, a post, a part of a longer name, the recorder: none of them is a colleague."""
    assert read(text) == Present()


@pytest.mark.req("F8")
def test_of_a_longer_name_the_shorter_one_is_no_part() -> None:
    assert read("欧阳王强", SHORT, LONG).asked == (LONG,)
    assert set(read("欧阳王强、王强", SHORT, LONG).asked) == {SHORT, LONG}


@pytest.mark.req("F8")
def test_of_namesakes_nobody_is_asked_before_the_department_is_said() -> None:
    unsaid, said = read("林书记", LIN, TWIN), read("林书记（民一庭）", LIN, TWIN)

    assert (unsaid.asked, unsaid.unclear) == ((), ("林书记",))
    assert (said.asked, said.unclear) == ((TWIN,), ())
    assert read("林书记（立案庭）、林书记（民一庭）", LIN, TWIN).asked == (LIN, TWIN)


@pytest.mark.req("H18", "F8")
def test_who_stands_in_the_record_is_not_asked_and_the_recorder_is_told() -> None:
    found = read("林书记、何助理", subject="何助理")

    assert (found.asked, found.left_out) == ((LIN,), (HE,))


def test_who_left_is_not_asked() -> None:
    assert read("林书记", replace(LIN, left_on=date(2026, 9, 1))) == Present()


@pytest.mark.req("CH38")
def test_each_answers_once_and_the_first_answer_stands() -> None:
    record = cosigning.ask(cosigning.ask(RECORD, (LIN,), at=NOW), (LIN, HE), at=NOW)
    later = NOW + timedelta(hours=1)

    signed = cosigning.sign(record, LIN.id, at=later)
    declined = cosigning.decline(signed, HE.id, " 当时已离开 ", at=later)

    assert [each.person for each in record.cosignatures] == [LIN.id, HE.id]
    assert cosigning.of(declined, LIN.id).signed_at == later
    assert cosigning.of(declined, HE.id).refused_at == later
    assert cosigning.of(declined, HE.id).reason == "当时已离开"
    for person in (LIN, HE):
        with pytest.raises(AlreadyCosigned):
            cosigning.sign(declined, person.id, at=later)
        with pytest.raises(AlreadyCosigned):
            cosigning.decline(declined, person.id, "", at=later)
    with pytest.raises(NotAllowed):
        cosigning.sign(declined, cast.QIAN.id, at=later)


@pytest.mark.req("CH38")
def test_a_reason_is_short_and_may_be_missing() -> None:
    record = cosigning.ask(RECORD, (LIN,), at=NOW)

    assert cosigning.of(cosigning.decline(record, LIN.id, "", at=NOW), LIN.id).reason == ""
    with pytest.raises(AnswerTooLong):
        cosigning.decline(record, LIN.id, "长" * (REASON_LENGTH + 1), at=NOW)


@pytest.mark.req("H18")
def test_who_was_not_there_after_all_reads_no_more() -> None:
    record = cosigning.ask(RECORD, (LIN, HE), at=NOW)

    barred = cosigning.bar(record, [LIN.id], at=NOW)

    assert cosigning.may_read(barred, LIN.id)
    assert not cosigning.may_read(barred, HE.id)
    assert not cosigning.may_read(cosigning.sign(barred, LIN.id, at=NOW), LIN.id)

"""Every answer finds its box on Form 1, and a receipt names nobody."""

from dataclasses import replace

import pytest

from register.draft import Answer
from register.profile import Field
from tests.bot import examples as an
from tests.bot.paper_texts import FULLEST, PAPERWORK, RECORDS

BOXES = {
    "F1-1": "subject_name",
    "F1-2": "subject_post",
    "F1-3": "subject_contact",
    "F1-7": "case",
    "F1-8": "encounter narrative",
    "F1-9": "reply",
    "F1-10": "remarks",
}
EVERYTHING = FULLEST | {"late_reason": Answer(value="住院，出院后即补记")}
FORM = PAPERWORK._facts(replace(an.LATE, answers=EVERYTHING), (an.PHOTO, an.FORWARDED_VOICE))


def printed(box: str) -> str:
    """Return what stands in a box."""
    return "\n".join(getattr(FORM, part) for part in BOXES[box].split())


@pytest.mark.req(
    "A1",
    "A4",
    "A5",
    "A8",
    "A15",
    "B2",
    "B8",
    "CH8",
    "CH18",
    "D3",
    "D9",
    "E6",
    "E11",
    "EC9",
    "F1-8",
    "F1-9",
    "F1-10",
    "F5",
    "RD10",
)
@pytest.mark.parametrize(
    "field", [f for f in an.PROFILE.fields if f.kind != "evidence"], ids=lambda field: field.id
)
def test_what_was_answered_stands_in_the_box_of_its_question(field: Field) -> None:
    assert field.box is not None

    said = PAPERWORK._said(replace(an.RECORD, answers=EVERYTHING), an.PROFILE)[field.id]

    assert said
    assert said in printed(field.box)


@pytest.mark.req("E11")
def test_facts_without_a_box_stand_in_boxes_eight_to_ten_alone() -> None:
    own = {field.box for field in an.PROFILE.fields[11:] if field.box} - {"F1-3", "F1-7"}

    assert own == {"F1-8", "F1-9", "F1-10"}


def test_what_was_not_answered_leaves_no_words_behind() -> None:
    form = PAPERWORK._facts(an.RECORD, ())

    assert form.remarks == "无"
    assert form.reply == "口头拒绝"
    assert form.narrative == an.ANSWERS["narrative"].text


@pytest.mark.req("E6")
def test_a_late_entry_says_its_reason_or_that_there_is_none() -> None:
    forms = {name: PAPERWORK._facts(record, ()) for name, record in RECORDS.items()}

    assert forms["late without a reason"].remarks == "补记的理由：未填写"
    assert "补记的理由：住院，出院后即补记" in forms["late, with a reason"].remarks


@pytest.mark.req("EC4")
def test_the_list_of_evidence_says_what_is_known_of_each_item_and_what_is_only_claimed() -> None:
    _, voice = FORM.evidence

    assert (voice.received_at, voice.size) == (
        an.FORWARDED_VOICE.received_at,
        an.FORWARDED_VOICE.size,
    )
    assert (voice.sha256, voice.sm3) == (
        an.FORWARDED_VOICE.sha256.hex(),
        an.FORWARDED_VOICE.sm3.hex(),
    )
    assert an.HOSTILE in voice.origin
    assert "未经核实" in voice.origin


@pytest.mark.req("E4", "K3")
def test_a_receipt_names_neither_subject_nor_case_nor_file() -> None:
    item = replace(an.FORWARDED_VOICE, name="赵德海说情.ogg", caption="赵德海打来")

    receipt = PAPERWORK._receipt(replace(an.RECORD, answers=EVERYTHING), (item,))

    words = repr(receipt)
    for name in (an.HOSTILE, "赵德海", "张某某", "孙某"):
        assert name not in words
    assert receipt.evidence[0].sha256 == item.sha256.hex()

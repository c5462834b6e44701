"""Every answer finds its box on Form 1, and a receipt names nobody."""

from dataclasses import replace
from datetime import timedelta

import pytest

from register.afterwards import Capacity
from register.draft import Answer
from register.provisions import Field
from tests import cast
from tests.bot import examples as an
from tests.bot.paper_texts import FULLEST, PAPERWORK, RECORDS
from tests.bot.record_cases import (
    ANSWERED,
    CONSENT,
    LATER,
    REFUSED,
    SIGNED,
    SUPPLEMENTED,
)

BOXES = {
    "F1-1": "subject_name",
    "F1-2": "subject_post",
    "F1-3": "subject_contact",
    "F1-7": "case",
    "F1-8": "encounter narrative",
    "F1-9": "reply",
    "F1-10": "remarks",
}
EVERYTHING = FULLEST | {
    "late_reason": Answer(value="住院，出院后即补记"),
    "other_organ": Answer(value="某县公安局"),
    "outward_act": Answer(value="refused"),
    "instigated": Answer(value=("record", "untruthful")),
}
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

    assert form.remarks == ""
    assert form.reply == "口头拒绝"
    assert form.narrative == an.ANSWERS["narrative"].text


@pytest.mark.req("E6")
def test_a_late_entry_says_its_reason_or_that_there_is_none() -> None:
    forms = {name: PAPERWORK._facts(record, ()) for name, record in RECORDS.items()}

    assert forms["late without a reason"].remarks == "补记的理由：未填写"
    assert "补记的理由：住院，出院后即补记" in forms["late, with a reason"].remarks


@pytest.mark.req("E2", "F1-11", "F1-12", "F1-13")
def test_each_opinion_stands_in_the_box_of_who_signed_it() -> None:
    above = replace(SIGNED.opinions[2], capacity=Capacity.SUPERIOR_INSPECTOR, text="请补报。")

    form = PAPERWORK._facts(replace(SIGNED, opinions=(*SIGNED.opinions, above)), ())

    boxes = (form.head_opinions, form.leader_opinions, form.discipline_opinions)
    names = [[each.name for each in box] for box in boxes]
    assert names == [[cast.WANG.name], [cast.CHEN.name], [cast.ZHOU.name, cast.ZHOU.name]]
    assert form.discipline_opinions[1].text == "请补报。"


@pytest.mark.req("F1", "E6", "E11")
def test_what_came_after_filing_is_annexed_in_the_order_of_time() -> None:
    consent = replace(CONSENT, at=LATER - timedelta(hours=1))
    record = replace(SUPPLEMENTED, questions=ANSWERED.questions, consent=consent)

    facts = PAPERWORK._facts(record, ()).annexes

    assert [(each.kind, each.name) for each in facts] == [
        ("同意补记", cast.WANG.name),
        ("补充说明", record.by.name),
        ("更正", record.by.name),
        ("提问", "部门负责人"),
        ("答复", record.by.name),
        ("补充材料", record.by.name),
    ]
    texts = {each.kind: each.text for each in facts}
    assert texts["更正"].splitlines() == [
        "栏目：所在单位及职务",
        "更正前：县某局局长",
        "更正后：县某局副局长",
    ]
    assert texts["补充材料"] == an.DOCUMENT.number
    assert texts["答复"] == "下午三点。"
    assert [each.at for each in facts] == sorted(each.at for each in facts)


@pytest.mark.req("E6")
def test_a_refused_consent_says_so() -> None:
    (fact,) = PAPERWORK._facts(REFUSED, ()).annexes

    assert (fact.kind, fact.text) == ("不同意补记", "")


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


@pytest.mark.req("F1-13", "CH29")
def test_who_signs_in_the_place_of_the_own_office_says_by_which_rule() -> None:
    above = replace(SIGNED.opinions[2], capacity=Capacity.SUPERIOR_INSPECTOR)
    lifted = replace(SIGNED, opinions=(above,))
    chosen = replace(lifted, direct=True, superior=True)

    (in_place,) = PAPERWORK._facts(lifted, ()).discipline_opinions
    (asked,) = PAPERWORK._facts(chosen, ()).discipline_opinions

    assert "本院做法" in in_place.house_rule
    assert asked.house_rule == ""

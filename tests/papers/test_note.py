"""The page for the case file: what was said by whom and when, and where it lies."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from register.afterwards import LONGEST
from register.case_note import PLACE_LENGTH, WORDS_LENGTH
from register.forms import CaseNoteForm
from tests.papers.forms import opened, pages, papers

FORM = CaseNoteForm(
    number="N-7K4M2X",
    title="口头监督指导、参考意见备查记录",
    case_name="张某盗窃案 东检刑诉〔2026〕12号",
    source_label="提出人",
    source="市院第一检察部 孙指导",
    happened_label="提出时间",
    happened="2026年9月29日 09:30",
    text_label="提出内容",
    text="补充核实被害人陈述。",
    facts=(),
    basis="以上意见系口头提出，记录在案（依据：某某细则第十二条第二款）。",
    owner_name="李承办",
    owner_post="检察官",
    noted_at=datetime(2026, 9, 30, 7, tzinfo=UTC),
    case_file="检察案卷",
    volume="",
    page="",
)
POSTED = replace(
    FORM,
    title="非正当渠道邮寄材料处理记录",
    source_label="邮寄人",
    case_file="",
    facts=(
        ("处理方式", "销毁"),
        ("销毁前照片", f"E-4M2X7K，2026年9月30日 10:00固定，SHA-256 {'ab' * 32}，SM3 {'cd' * 32}"),
        ("销毁见证人", "何书记员"),
    ),
)


def page(form: CaseNoteForm = FORM) -> str:
    [only] = pages(papers().case_note(form))
    return only


@pytest.mark.req("B4", "C2")
def test_oral_guidance_is_one_page_for_the_case_file_that_says_so() -> None:
    said = page()

    for fact in (
        "口头监督指导、参考意见备查记录",
        "编号：N-7K4M2X",
        "案件：张某盗窃案东检刑诉〔2026〕12号",
        "提出人：市院第一检察部孙指导",
        "提出时间：2026年9月29日09:30",
        "记录人：李承办（检察官）",
        "记录时间：2026年9月30日15:00",
        "提出内容：补充核实被害人陈述。",
        "口头提出，记录在案（依据：某某细则第十二条第二款）。",
        "供存入检察案卷",
        "记录人签名：年月日",
        "卷号页码",
    ):
        assert fact in said


@pytest.mark.req("D5a", "D5b")
def test_what_a_kind_asks_of_its_own_is_printed_and_digests_whole() -> None:
    said = page(POSTED)

    for fact in ("邮寄人：", "处理方式：销毁", "销毁见证人：何书记员", "ab" * 32, "cd" * 32):
        assert fact in said


@pytest.mark.req("D5a")
def test_what_lies_in_no_case_file_has_no_line_for_volume_and_page() -> None:
    said = page(POSTED)

    assert "卷号" not in said
    assert "供留存备查" in said


def test_the_place_is_printed_once_it_is_known() -> None:
    assert "卷号2页码15" in page(replace(FORM, volume="2", page="15"))


def test_the_longest_text_goes_on_over_the_page_and_loses_nothing() -> None:
    full = replace(
        FORM,
        facts=tuple((f"问题{n}", "答" * 200) for n in range(4)),
        case_name="案" * 400,
        source="人" * WORDS_LENGTH,
        text="言" * LONGEST,
        volume="卷" * PLACE_LENGTH,
        page="页" * PLACE_LENGTH,
    )
    said = "".join(pages(papers().case_note(full)))

    assert said.count("言") == LONGEST
    assert said.count("案") >= 400


def test_a_text_of_several_paragraphs_stays_on_one_page_and_metadata_name_nobody() -> None:
    assert page(replace(FORM, text="\n".join(["言" * 120] * 5))).count("言") == 600
    with opened(papers().case_note(FORM)) as document:
        told = document.get_metadata_dict(skip_empty=True)
    assert not any(name in words for words in told.values() for name in ("张某", "孙指导", "李"))

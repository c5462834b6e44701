"""The page for the case file: what was said by whom and when, and where it lies (RUDONG 4, 12)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from register.afterwards import LONGEST
from register.case_note import PLACE_LENGTH, WORDS_LENGTH
from register.forms import CaseNoteForm
from tests.papers.forms import opened, pages, papers

FORM = CaseNoteForm(
    number="N-7K4M2X",
    kind="guidance",
    case_name="张某盗窃案 东检刑诉〔2026〕12号",
    source="市院第一检察部 孙指导",
    happened="2026年9月29日 09:30",
    text="补充核实被害人陈述。",
    owner_name="李承办",
    owner_post="检察官",
    noted_at=datetime(2026, 9, 30, 7, tzinfo=UTC),
    volume="",
    page="",
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
        "口头提出，记录在案，存入检察案卷备查（第十二条）。",
        "记录人签名：年月日",
        "卷号页码",
    ):
        assert fact in said


@pytest.mark.req("D8")
def test_a_letter_that_was_handed_over_has_words_of_its_own() -> None:
    said = page(replace(FORM, kind="letter", source="未署名", case_name=""))

    assert "来信来件人：未署名" in said
    assert "不得在来信来件上提出倾向性意见（第四条）。" in said
    assert "第十二条" not in said


def test_the_place_is_printed_once_it_is_known() -> None:
    assert "卷号2页码15" in page(replace(FORM, volume="2", page="15"))


def test_the_longest_text_goes_on_over_the_page_and_loses_nothing() -> None:
    full = replace(
        FORM,
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

"""A sheet is laid out from its facts: nothing is cut, nothing passed off as the text's own."""

from datetime import UTC, datetime
from typing import Any

import pytest

from register.forms import (
    Annexed,
    RegistrationSheet,
    SheetLine,
    SheetSection,
    SheetSignature,
    SheetSigner,
)
from tests.papers.forms import evidence, new_papers, opened, pages, papers, squeezed

AT = datetime(2026, 10, 9, 9, 5, tzinfo=UTC)
PERSON = SheetSection(
    label="过问人",
    lines=(
        SheetLine(label="过问人姓名", text="赵过问", brief=True),
        SheetLine(label="所在单位及职务", text="某县某局副局长", brief=True),
        SheetLine(label="联系方式", text="13800000001", brief=True),
    ),
    blank="本栏未填写：任职状态",
)
HOSTILE = r"""#panic("x") #{1+1} *b* _u_ $x$ "q" \u{41} <a> @ref // c `raw` = [x]"""


def sheet(**facts: Any) -> RegistrationSheet:
    usual: dict[str, Any] = {
        "title": "外部领导干部过问案件信息表",
        "number": "2026-7K3MQX-4",
        "heads": ("提交登记：2026年10月9日 17:05", "补记"),
        "dated": AT,
        "sections": (PERSON,),
        "signers": (SheetSigner(label="审判管理部门"),),
        "notes": ("复印件报送审判管理部门。",),
        "basis": "依据：第四条。",
        "imprint": "版式为本系统所拟。",
    }
    return RegistrationSheet(**usual | facts)


def printed(**facts: Any) -> list[str]:
    return pages(papers().registration_sheet(sheet(**facts)))


@pytest.mark.req("E5", "E7", "E8")
def test_title_sections_answers_and_signers_stand_in_the_order_of_the_facts() -> None:
    [page] = printed()

    words = (
        "外部领导干部过问案件信息表过问人过问人姓名赵过问所在单位及职务某县某局副局长"
        "联系方式13800000001本栏未填写：任职状态签字审判管理部门签名：年月日"
        "复印件报送审判管理部门。依据：第四条。"
    )
    assert words in page


@pytest.mark.req("E12")
def test_what_is_ours_stands_in_the_margins_of_every_page() -> None:
    both = printed(evidence=(evidence(1),))

    for number, page in enumerate(both, start=1):
        assert "编号：2026-7K3MQX-4提交登记：2026年10月9日17:05补记" in page
        assert "版式为本系统所拟。" in page
        assert f"第{number}页，共2页" in page


@pytest.mark.req("E9")
def test_a_filing_form_of_other_facts_is_printed_by_the_same_template() -> None:
    """CHANGCHUN 7(2): registered at adjudication management before it is handed on."""
    hop = SheetSignature(text="转分管院长。", name="孙审管", at=AT)
    [page] = printed(
        title="外部领导干部过问案件备案表",
        heads=("登记备案：2026年10月9日",),
        sections=(SheetSection(label="材料", lines=(SheetLine(label="来文", text="公函一份"),)),),
        signers=(
            SheetSigner(label="审判管理部门", entries=(hop,)),
            SheetSigner(label="分管院长"),
        ),
    )

    assert "外部领导干部过问案件备案表材料来文公函一份" in page
    assert "审判管理部门转分管院长。签名：孙审管2026年10月9日17:05分管院长签名：年月日" in page


@pytest.mark.req("CH38")
def test_who_would_not_sign_is_named_and_has_not_signed() -> None:
    refused = SheetSignature(text="不签字。", name="吴某", at=AT, signed=False)
    [page] = printed(signers=(SheetSigner(label="在场人员", entries=(refused,)),))

    assert "不签字。姓名：吴某2026年10月9日17:05" in page
    assert "签名：吴某" not in page


@pytest.mark.req("E12")
def test_a_text_of_nine_thousand_signs_is_printed_whole_over_pages() -> None:
    text = "".join(f"第{n}句话说到这里。" for n in range(1, 901))
    long = SheetSection(label="过问经过", lines=(SheetLine(label="主要内容", text=text),))

    many = printed(sections=(PERSON, long))

    assert len(many) > 3
    body = "".join(many)
    for n in (1, 300, 600, 900):
        assert f"第{n}句话说到这里。" in body
    assert "过问经过" in many[1], "the heading goes along"


def test_a_section_without_answers_takes_one_line() -> None:
    empty = SheetSection(label="答复", lines=(), blank="本栏未填写：答复的形式")
    [page] = printed(sections=(PERSON, empty))

    assert "答复本栏未填写：答复的形式签字" in page


@pytest.mark.req("E12")
def test_annexes_and_evidence_stand_behind_the_sheet_with_both_digests() -> None:
    fact = Annexed(kind="补充说明", text="次日又来电一次。", name="李承办", at=AT)
    item = evidence(1)
    _, later, materials = printed(annexes=(fact,), evidence=(item,))

    assert "附页：提交登记后的补充与办理补充说明李承办2026年10月9日17:05次日又来电一次。" in later
    assert item.sha256 in materials
    assert item.sm3 in materials


@pytest.mark.req("K2")
def test_a_readers_copy_bears_their_name_on_every_page() -> None:
    marked = printed(read_by="周纪检 阅看", evidence=(evidence(1),))

    assert [page.count("周纪检阅看") for page in marked] == [3, 3]
    assert "阅看" not in "".join(printed())


def test_markup_in_an_answer_stays_text() -> None:
    line = SheetLine(label=HOSTILE, text=HOSTILE)
    [page] = printed(sections=(SheetSection(label=HOSTILE, lines=(line,), blank=HOSTILE),))

    assert page.count(squeezed(HOSTILE)) >= 3


def test_the_same_facts_give_the_same_bytes_on_a4() -> None:
    pdf = papers().registration_sheet(sheet())

    assert new_papers().registration_sheet(sheet()) == pdf
    with opened(pdf) as document:
        width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)

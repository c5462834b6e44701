"""Form 2 is the print's: its title, its sentence and three lines; the rest stands at the foot."""

from dataclasses import replace
from datetime import date

import pytest

from register.forms import ZeroReportForm
from tests.papers.forms import opened, pages, papers

TITLE = "领导干部、司法机关内部人员干预、插手、过问案件情况逐案报告"
FORM = ZeroReportForm(
    case_name="张某盗窃案",
    handler_name="李承办",
    confirmer_name="王主任",
    stated_on=date(2026, 9, 30),
    house_rule="",
    exempt_notes=(),
)
OWN = "本页依照规定所附逐案报告样式打印，非其印制件。"


def page(form: ZeroReportForm = FORM) -> str:
    [only] = pages(papers().zero_report_form(form))
    return only


@pytest.mark.req("F2-1", "F2-2", "F2-3", "F2-4", "F2-5")
def test_title_sentence_and_lines_are_printed_as_given_in_their_order() -> None:
    assert page() == (
        TITLE + "本人承办张某盗窃案（案件名称）以来，"
        "没有出现领导干部干预、插手和司法机关内部人员过问案件的情况。"
        "特此报告。"
        "报告人：李承办部门负责人：王主任报告时间：2026年9月30日" + OWN
    )


@pytest.mark.req("F2-4")
def test_what_nobody_confirmed_yet_has_an_empty_line_for_the_head() -> None:
    assert "部门负责人：报告时间：" in page(replace(FORM, confirmer_name=""))


@pytest.mark.req("CH14", "CH15")
def test_house_rules_and_exempt_notes_stand_below_and_never_in_the_form() -> None:
    said = page(
        replace(FORM, house_rule="由分管院领导代为确认。", exempt_notes=("2026-1", "2026-2"))
    )

    form, _, below = said.partition(OWN)
    assert below == "由分管院领导代为确认。另有依规不予记录情形的备查记录：2026-1、2026-2。"
    assert "代为" not in form


@pytest.mark.parametrize("name", ["案" * 200, "x" * 200, "#panic() *a* _b_"])
def test_any_name_of_a_case_stays_on_the_one_page(name: str) -> None:
    assert "".join(name.split()) in page(replace(FORM, case_name=name))


def test_the_file_is_archival_a4_and_its_metadata_name_nobody() -> None:
    pdf = papers().zero_report_form(FORM)

    with opened(pdf) as document:
        told = document.get_metadata_dict(skip_empty=True)
        size = [round(points) for points in document[0].get_size()]
    assert size == [595, 842]
    assert told["Title"] == TITLE
    assert not any(name in words for words in told.values() for name in ("张某", "李承办"))
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf

"""The case file is read as offices write it, and all its faults are told at once."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest

from app.case_file import CaseFile, read_cases, template
from app.directory import Member
from app.faults import Faults
from app.sheets import write_csv, write_xlsx
from register.acts.case_import import CaseLine
from register.people import Person
from register.profile import load
from tests import cast

STYLES = load("rudong", date(2026, 9, 30)).case_numbers
HEADING = "案号,案件名称,案由,承办人,承办日期,拟结案日期"
GOOD = (
    f"{HEADING}\n"
    "东检刑诉[2026] 12 号,张某盗窃案,盗窃罪,李承办,2026-03-02,\n"
    "东检刑诉〔2026〕13号,王某诈骗案,,钱同事、李 承办,2026年9月1日,2026/10/20\n"
)
CASES = (
    CaseLine(
        number="东检刑诉〔2026〕12号",
        name="张某盗窃案",
        charge="盗窃罪",
        handlers=(cast.LI.id,),
        since=date(2026, 3, 2),
    ),
    CaseLine(
        number="东检刑诉〔2026〕13号",
        name="王某诈骗案",
        charge="",
        handlers=(cast.QIAN.id, cast.LI.id),
        since=date(2026, 9, 1),
        closing_on=date(2026, 10, 20),
    ),
)
NAMESAKE = replace(cast.LI, id=cast.SUN.id, department=cast.SECOND.id)


def member(person: Person) -> Member:
    departments = {cast.FIRST.id: cast.FIRST.name, cast.SECOND.id: cast.SECOND.name}
    department = departments[person.department] if person.department else ""
    return Member(person=person, organisation=cast.COUNTY.name, department=department)


def read(content: str | bytes, *staff: Person) -> CaseFile | Faults:
    raw = content.encode() if isinstance(content, str) else content
    people = staff or (cast.LI, cast.QIAN)
    return read_cases(raw, staff=[member(each) for each in people], styles=STYLES)


def faults(content: str | bytes, *staff: Person) -> list[str]:
    result = read(content, *staff)
    assert isinstance(result, Faults)
    return [str(fault) for fault in result.found]


@pytest.mark.parametrize(
    ("codec", "encoding"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("gb18030", "gb18030")]
)
def test_a_csv_is_read_in_the_encodings_that_offices_use(codec: str, encoding: str) -> None:
    assert read(GOOD.encode(codec)) == CaseFile(encoding, CASES)


def test_a_workbook_is_read_with_its_dates() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        HEADING.split(","),
        [
            "东检刑诉〔2026〕12号",
            "张某盗窃案",
            "盗窃罪",
            "李承办",
            datetime(2026, 3, 2),  # noqa: DTZ001 - what a workbook holds
            None,
        ],
    ):
        sheet.append(row)
    content = BytesIO()
    book.save(content)

    assert read(content.getvalue()) == CaseFile("xlsx", CASES[:1])


def test_what_may_be_left_out_may_be_left_out() -> None:
    result = read("承办人,案名,序号,受案号\n李承办,张某盗窃案,1,没有案号的线索1\n")

    assert isinstance(result, CaseFile)
    assert result.lines == (
        CaseLine(number="没有案号的线索1", name="张某盗窃案", charge="", handlers=(cast.LI.id,)),
    )


def test_namesakes_are_told_apart_by_their_department() -> None:
    text = f"{HEADING}\n东检刑诉〔2026〕1号,甲案,,李承办（第二检察部）,,\n"

    result = read(text, cast.LI, NAMESAKE)

    assert isinstance(result, CaseFile)
    assert result.lines[0].handlers == (NAMESAKE.id,)


def test_every_fault_is_listed_with_its_line() -> None:
    text = (
        f"{HEADING}\n"
        ",甲案,,李承办,,\n"
        "\n"
        "东检刑诉〔2026〕1号,,,,2026-02-30,昨天\n"
        f"东检刑诉[2026]1号,{'长' * 201},,李承办、吴某,,\n"
        "东检刑诉〔2026〕2号,乙案,,李承办（第三检察部）,,\n"
    )

    assert faults(text) == [
        "第 2 行：缺少案号。",
        "第 4 行：缺少案件名称。",
        "第 4 行：缺少承办人。",
        "第 4 行：“2026-02-30”不是日期，请写成 2026-09-30。",
        "第 4 行：“昨天”不是日期，请写成 2026-09-30。",
        "第 5 行：案号“东检刑诉〔2026〕1号”重复出现。",
        f"第 5 行：“{'长' * 20}……”超过 200 字。",
        "第 5 行：通讯录中没有“吴某”。",
        "第 6 行：通讯录中没有“李承办（第三检察部）”。",
    ]


def test_a_name_that_several_bear_is_ambiguous() -> None:
    text = f"{HEADING}\n东检刑诉〔2026〕1号,甲案,,李承办,,\n"

    assert faults(text, cast.LI, NAMESAKE) == [
        "第 2 行：“李承办”有多人，请在姓名后用括号注明部门。"
    ]


def test_every_missing_column_is_named() -> None:
    assert faults("案由,承办日期\n盗窃罪,\n") == [
        "缺少“案号”一列。",
        "缺少“案件名称”一列。",
        "缺少“承办人”一列。",
    ]


@pytest.mark.parametrize("text", ["", "\n\n", HEADING])
def test_a_file_without_cases_is_called_empty(text: str) -> None:
    assert faults(text) == ["文件里没有案件。"]


def test_what_cannot_be_read_is_answered_with_what_can() -> None:
    assert faults(GOOD.encode("utf-16")) == [
        "无法读取：请保存为 XLSX，或 UTF-8、GB18030 编码的 CSV。"
    ]


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_the_template_is_a_case_file_without_a_fault(write: object) -> None:
    assert callable(write)
    people = (cast.LI, replace(cast.WANG, name="王明"))

    result = read(write(template()), *people)

    assert isinstance(result, CaseFile)
    assert [line.handlers for line in result.lines] == [(cast.LI.id, cast.WANG.id)]

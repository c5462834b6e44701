"""The staff file is read as offices write it, and all its faults are told at once."""

import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from app.faults import Faults
from app.staff_file import StaffFile, read_staff
from register.acts.staffing import DeputyLine, StaffLine
from register.people import Role

HEADING = "姓名,部门,职务,角色,联系方式"
GOOD = (
    f"{HEADING}\n"
    "张明,第一检察部,检察官,承办人,13800000000\n"
    "王　伟,第一检察部,主任,承办人、部门负责人,\n"
)
UNREADABLE = ["无法读取：请保存为 XLSX，或 UTF-8、GB18030 编码的 CSV。"]
PEOPLE = (
    StaffLine(
        name="张明",
        department="第一检察部",
        post="检察官",
        roles=frozenset({Role.HANDLER}),
        contact="13800000000",
    ),
    StaffLine(
        name="王伟",
        department="第一检察部",
        post="主任",
        roles=frozenset({Role.HANDLER, Role.HEAD}),
        contact="",
    ),
)


LEADER = StaffLine(
    name="陈志远",
    department="院领导",
    post="副检察长",
    roles=frozenset({Role.LEADER}),
    contact="",
    aliases=("陈小远", "ChenZY"),
    leads=("第一检察部",),
)


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "staff"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def faults(folder: Path, content: str | bytes) -> list[str]:
    result = read_staff(written(folder, content))
    assert isinstance(result, Faults)
    return [str(fault) for fault in result.found]


def workbook(folder: Path, *rows: Sequence[object]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    path = folder / "staff.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("codec", "encoding"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("gb18030", "gb18030")]
)
def test_a_csv_is_read_in_the_encodings_that_offices_use(
    tmp_path: Path, codec: str, encoding: str
) -> None:
    assert read_staff(written(tmp_path, GOOD.encode(codec))) == StaffFile(encoding, PEOPLE)


def test_a_workbook_is_read_with_numbers_as_they_were_meant(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        HEADING.split(","),
        ["张明", "第一检察部", "检察官", "承办人", 13800000000.0],
        [],
        ["王　伟", "第一检察部", "主任", "承办人、部门负责人", None],
    )

    assert read_staff(path) == StaffFile("xlsx", PEOPLE)


def test_order_of_columns_and_foreign_columns_do_not_matter(tmp_path: Path) -> None:
    text = "序号,角色,联系方式,职位,姓名,部门\r\n1,检察长,,检察长,李 强,\r\n"

    result = read_staff(written(tmp_path, text))

    assert isinstance(result, StaffFile)
    assert [(line.name, line.roles) for line in result.lines] == [
        ("李强", frozenset({Role.CHIEF}))
    ]


def test_a_name_in_latin_letters_keeps_its_blanks(tmp_path: Path) -> None:
    result = read_staff(written(tmp_path, f"{HEADING}\nAda Lin,,,管理员,\n"))

    assert isinstance(result, StaffFile)
    assert result.lines[0].name == "Ada Lin"


def test_every_fault_is_listed_with_its_line(tmp_path: Path) -> None:
    text = (
        f"{HEADING}\n"
        "张明,第一检察部,检察官,承办人,\n"
        "\n"
        ",第一检察部,检察官,承办人,\n"
        "张 明,第一检察部,检察官,书记员/承办人,\n"
        "张明,第二检察部,检察官,\n"
    )

    assert faults(tmp_path, text) == [
        "第 4 行：缺少姓名。",
        "第 5 行：“张明”在同一部门重复出现。",
        "第 5 行：没有“书记员”这个角色。",
        "第 6 行：缺少角色。",
    ]


def test_every_missing_column_is_named(tmp_path: Path) -> None:
    assert faults(tmp_path, "姓名,职务,联系方式\n张明,,\n") == [
        "缺少“部门”一列。",
        "缺少“角色”一列。",
    ]


@pytest.mark.parametrize("text", ["", "\n\n", HEADING, "\ufeff"])
def test_a_file_without_people_is_called_empty(tmp_path: Path, text: str) -> None:
    assert faults(tmp_path, text) == ["文件里没有人员。"]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(GOOD.encode("utf-16"), id="utf-16"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\xff", id="picture"),
        pytest.param(b"\xff\xff\xff", id="no encoding"),
        pytest.param(f'{HEADING}\n"张明'.encode(), id="open quote"),
        pytest.param(b"PK\x03\x04 cut short", id="broken workbook"),
    ],
)
def test_what_cannot_be_read_is_answered_with_what_can(tmp_path: Path, content: bytes) -> None:
    assert faults(tmp_path, content) == UNREADABLE


def test_another_office_document_is_no_staff_file(tmp_path: Path) -> None:
    path = tmp_path / "text.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<text/>")

    assert faults(tmp_path, path.read_bytes()) == UNREADABLE


def test_a_missing_file_is_the_callers_affair(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_staff(tmp_path / "nowhere.csv")


@pytest.mark.req("H18")
def test_other_names_and_departments_in_charge_may_be_told(tmp_path: Path) -> None:
    content = (
        "姓名,部门,职务,角色,联系方式,曾用名,分管部门\n"
        "张明,第一检察部,检察官,承办人,13800000000,,\n"
        "陈志远,院领导,副检察长,院领导,,陈小远、ChenZY,第一检察部\n"
    )

    read = read_staff(written(tmp_path, content))

    assert isinstance(read, StaffFile)
    assert read.lines[1] == LEADER


WITH_DEPUTIES = f"{HEADING},代理人,代理起,代理止\n"


@pytest.mark.req("T11")
def test_who_stands_in_and_when_may_be_told(tmp_path: Path) -> None:
    content = (
        f"{WITH_DEPUTIES}"
        "张明,第一检察部,检察官,承办人,,,,\n"
        "王　伟,第一检察部,主任,部门负责人,,张 明,2026/10/8,2026-10-16\n"
    )

    read = read_staff(written(tmp_path, content))

    assert isinstance(read, StaffFile)
    assert [line.deputy for line in read.lines] == [
        None,
        DeputyLine(name="张明", since=date(2026, 10, 8), until=date(2026, 10, 16)),
    ]


@pytest.mark.req("T11")
def test_faults_of_deputies_are_listed_with_their_lines(tmp_path: Path) -> None:
    days = "2026-10-08,2026-10-16"
    content = (
        f"{WITH_DEPUTIES}"
        f"张明,一部,检察官,承办人,,王伟,{days}\n"
        f"王伟,一部,主任,部门负责人,,张明,{days}\n"
        f"李强,一部,检察官,承办人,,李强,{days}\n"
        f"赵敏,一部,检察官,承办人,,孙立,{days}\n"
        f"孙立,一部,检察官,承办人,,孙利,{days}\n"
        "孙立,二部,检察官,承办人,,张明,,\n"
        "周平,二部,检察官,承办人,,张明,2026-10-16,2026-10-08\n"
    )

    assert faults(tmp_path, content) == [
        "第 2 行：“王伟”不能这样代理：不能代理本人，也不能循环代理。",
        "第 3 行：“张明”不能这样代理：不能代理本人，也不能循环代理。",
        "第 4 行：“李强”不能这样代理：不能代理本人，也不能循环代理。",
        "第 5 行：名单里没有可以代理的“孙立”，或有同名人员。",
        "第 6 行：名单里没有可以代理的“孙利”，或有同名人员。",
        "第 7 行：代理须写明起止日期，例如 2026-10-01，止日不早于起日。",
        "第 8 行：代理须写明起止日期，例如 2026-10-01，止日不早于起日。",
    ]


def test_a_leader_cannot_be_in_charge_of_a_department_that_nobody_is_in(tmp_path: Path) -> None:
    content = f"{HEADING},分管部门\n陈志远,院领导,副检察长,院领导,,第一检查部\n"

    assert faults(tmp_path, content) == ["第 2 行：“部门”一列中没有“第一检查部”。"]

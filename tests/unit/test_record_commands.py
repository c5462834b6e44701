"""`liuhen records export`: a file for another system, safe to open and refused in one line."""

import asyncio
import csv
import io
import json
import stat
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from app.clock import SystemClock
from app.core_providers import make_register
from app.record_export import inert
from app.settings import load_settings
from register.acts.binding import Bind, InvitePerson
from register.acts.drafting import AnswerQuestion, ReportDirectly, StartDraft
from register.acts.filing import FileRecord
from register.draft import Answer
from register.ids import Account, Cause
from register.ports import Store
from register.profile import load
from tests.unit.commanding import Run

HOUSE = "长春市临江人民法院"
STAFF = (
    "姓名,部门,职务,角色,联系方式\n李承办,民事审判庭,法官,承办人,+86 431\n"
    "周监督,监察室,主任,纪检监察人员、审判管理人员,0431-2\n"
)
ZONE = ZoneInfo("Asia/Shanghai")
"""The house's days count: on a machine that keeps UTC the two differ for eight hours a day."""
TODAY = SystemClock()().astimezone(ZONE).date()
DAY = timedelta(days=1)
FORMULA = "=cmd|' /C calc'!A0"
ANSWERS = {
    "subject_name": Answer(value="赵过问"),
    "subject_post": Answer(unknown=True, reason="对方没有说明"),
    "encountered_at": Answer(value=(TODAY - DAY).isoformat()),
    "channel": Answer(value="phone"),
    "subject_kind": Answer(value="external"),
    "case": Answer(value="甲公司诉乙公司\n买卖合同纠纷案"),
    "narrative": Answer(value=FORMULA),
}


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Run:
    """A court by Changchun's rules."""
    monkeypatch.chdir(tmp_path)
    Path("staff.csv").write_text(STAFF, "utf-8")
    run = Run(capsys)
    assert run("migrate")[0] == 0
    words = ("staff", "import", "staff.csv", "--organisation", HOUSE, "--profile", "changchun")
    assert run(*words)[0] == 0
    return run


async def filed(answers: Mapping[str, Answer] = ANSWERS) -> str:
    """File a record of Li's, and return its number."""
    register = make_register(load_settings())
    store: Store = await register.get(Store)
    async with store.read() as uow:
        (house,) = await uow.organisations.all()
        (li,) = await uow.people.named("李承办", organisation=house.id)
    code = await (await register.get(InvitePerson))(li.id, cause=Cause("invite"))
    await (await register.get(Bind))(code, account=Account("7"), cause=Cause("bind"))
    draft = await (await register.get(StartDraft))(by=li.id, cause=Cause("start"))
    answer = await register.get(AnswerQuestion)
    for question, said in answers.items():
        await answer(draft.id, question, said, by=li.id, cause=Cause(f"answer {question}"))
    directly = await register.get(ReportDirectly)
    await directly(draft.id, direct=True, by=li.id, cause=Cause("direct"))
    record = await (await register.get(FileRecord))(draft.id, by=li.id, cause=Cause("file"))
    await register.close()
    return record.number


def export(run: Run, form: str, file: str, **other: str) -> tuple[object, str, str]:
    """Export the days around today: midnight may pass while the tests run."""
    usual = {
        "organisation": HOUSE,
        "by": "周监督",
        "from": (TODAY - DAY).isoformat(),
        "to": (TODAY + DAY).isoformat(),
        "format": form,
        "out": file,
    }
    words = [word for key, value in (usual | other).items() for word in (f"--{key}", value)]
    return run("records", "export", *words)


def table(out: str) -> list[dict[str, str]]:
    text = Path(out).read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.req("E5", "J9")
def test_a_spreadsheet_gets_every_answer_in_words_under_label_and_id(run: Run) -> None:
    number = asyncio.run(filed())

    assert export(run, "csv", "q.csv") == (0, "q.csv: 1 records\n", "")

    assert Path("q.csv").read_bytes().startswith(b"\xef\xbb\xbf"), "Excel takes it for UTF-8"
    (row,) = table("q.csv")
    assert (row["编号"], row["规则"], row["期限性质"]) == (number, "长春中院实施细则", "内部目标")
    assert row["过问人姓名[subject_name]"] == "赵过问"
    assert row["所在单位及职务[subject_post]"] == "不详（对方没有说明）"
    assert row["过问方式[channel]"] == "打电话"
    assert row["涉及的具体案件[case]"] == "甲公司诉乙公司\n买卖合同纠纷案"
    assert row["过问人类别（代码）"] == "external"
    assert row["是否补记"] == "否"
    assert "周监督" in row["收到情况"]


@pytest.mark.req("J9")
def test_the_columns_are_the_same_whatever_was_filed(run: Run) -> None:
    export(run, "csv", "before.csv")
    asyncio.run(filed())
    export(run, "csv", "after.csv")

    before, after = (
        Path(f"{name}.csv").read_bytes().splitlines()[0] for name in ("before", "after")
    )
    assert before == after
    rules = load("changchun", on=TODAY)
    for field in rules.fields:
        assert (f"[{field.id}]" in after.decode()) == (field.kind != "evidence")


@pytest.mark.req("J9")
def test_no_text_runs_as_a_formula(run: Run) -> None:
    asyncio.run(filed())
    export(run, "csv", "q.csv")

    (row,) = table("q.csv")

    assert row["主要内容[narrative]"] == f"'{FORMULA}"
    assert row["记录人联系方式"] == "'+86 431"


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@a", "\uff1d1", "\uff0b1", "  =1", "\t=1", "\r\n=1", "\n"]
)
def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(text: str) -> None:
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "1-2", "赵=过问", "2026-10-08"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert inert(text) == text


@pytest.mark.req("E5", "J9")
def test_a_machine_gets_codes_words_and_times_with_their_offset(run: Run) -> None:
    number = asyncio.run(filed())

    assert export(run, "json", "q.json")[0] == 0

    held: dict[str, Any] = json.loads(Path("q.json").read_text("utf-8"))
    assert (held["shape"], held["organisation"], held["by"]) == (1, HOUSE, "周监督")
    (record,) = held["records"]
    assert record["number"] == number
    assert [each["id"] for each in record["rules"]] == ["changchun"]
    assert record["filed_at"].endswith("+08:00")
    assert (record["legal"], record["late"], record["subject_kind"]) == (False, False, "external")
    assert record["recorder"]["name"] == "李承办"
    answers = {each["id"]: each for each in record["answers"]}
    assert answers["channel"] == {
        "id": "channel",
        "label": "过问方式",
        "value": "phone",
        "unknown": False,
        "text": "打电话",
    }
    unknown = answers["subject_post"]
    assert (unknown["value"], unknown["unknown"]) == (None, True)
    assert [each["name"] for each in record["receptions"]] == ["周监督"]
    assert record["evidence"] == []


@pytest.mark.req("J9")
def test_every_member_of_the_json_is_documented(run: Run) -> None:
    asyncio.run(filed())
    export(run, "json", "q.json")
    held = json.loads(Path("q.json").read_text("utf-8"))
    documented = (Path(__file__).parents[2] / "docs" / "export.md").read_text("utf-8")

    (record,) = held.pop("records")
    for name in (*held, *(f".{key}" for key in record)):
        assert f"`{name}`" in documented or f"`{name}[]`" in documented, name


@pytest.mark.req("K2")
def test_the_file_is_its_owners_alone_and_never_written_over(run: Run) -> None:
    export(run, "csv", "q.csv")

    assert stat.S_IMODE(Path("q.csv").stat().st_mode) == 0o600
    assert export(run, "csv", "q.csv")[:2] == (2, "")


def test_a_spreadsheet_program_reads_what_it_is_given(run: Run) -> None:
    asyncio.run(filed())
    export(run, "csv", "q.csv")

    book = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(Path("q.csv").read_bytes().decode("utf-8-sig"), newline="")):
        book.active.append(row)
    kinds = {cell.data_type for line in book.active.iter_rows() for cell in line}
    assert "f" not in kinds, "no cell became a formula"


@pytest.mark.parametrize(
    ("other", "complaint"),
    [
        ({"by": "李承办"}, "李承办 is of neither the discipline office nor adjudication"),
        ({"by": "没有人"}, "no organisation or person 没有人"),
        ({"organisation": "别的法院"}, f"there are: {HOUSE}"),
        ({"from": "yesterday"}, "say --from and --to as days"),
        ({"to": "2020-01-01"}, "say --from and --to as days"),
        ({"out": "no/such/folder.csv"}, "no/such/folder.csv: No such file or directory"),
        ({"format": "pdf"}, "pdf"),
    ],
)
def test_wrong_input_is_one_line_and_leaves_no_file(
    run: Run, other: dict[str, str], complaint: str
) -> None:
    code, out, err = export(run, "csv", "q.csv", **other)

    assert (code, out) == (2, "")
    assert complaint in err
    assert err.count("\n") == 1
    assert not list(Path().glob("q.csv"))


def test_help_shows_an_example(run: Run) -> None:
    code, out, _ = run("records", "export", "--help")

    assert code == 0
    assert "Example: liuhen records export" in out

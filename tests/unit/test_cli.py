"""The command line: what it prints, how it fails, and what it does not import."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.unit.commanding import Run

COMMAND = Path(sys.executable).with_name("liuhen")


@pytest.fixture(autouse=True)
def _no_env_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


def record_of(out: str) -> dict[str, Any]:
    clocks: list[dict[str, Any]] = json.loads(out)["clocks"]
    return next(clock for clock in clocks if clock["id"] == "record")


@pytest.mark.req("V7", "V9", "V10", "G1")
@pytest.mark.parametrize(
    ("moment", "due_on"),
    [
        ("2026-09-30 10:00", "2026-10-10"),
        ("2026-09-18", "2026-09-22"),
        ("2026-10-09T23:59", "2026-10-13"),
        ("2026-10-08T23:00:00+00:00", "2026-10-13"),
    ],
)
def test_a_machine_reads_when_the_record_is_due(run: Run, moment: str, due_on: str) -> None:
    code, out, err = run("deadline", moment, "--profile", "rudong", "--json")

    assert (code, err) == (0, "")
    assert record_of(out)["due_on"] == due_on


@pytest.mark.req("CH4", "CH7")
def test_the_json_holds_target_breach_and_count(run: Run) -> None:
    _, out, _ = run("deadline", "2026-10-09 10:00", "--profile", "rudong", "--json")

    assert record_of(out) == {
        "id": "record",
        "target_on": "2026-10-12",
        "due_on": "2026-10-13",
        "due_at": "2026-10-14T00:00:00+08:00",
        "provisional": False,
        "counted": [
            {"date": "2026-10-09", "counts": False, "why": "start_day"},
            {"date": "2026-10-10", "counts": True, "why": "make_up_workday"},
            {"date": "2026-10-11", "counts": False, "why": "weekend"},
            {"date": "2026-10-12", "counts": True, "why": "workday"},
            {"date": "2026-10-13", "counts": True, "why": "workday"},
        ],
    }


@pytest.mark.req("T1", "TX8")
def test_a_person_reads_why_each_day_counts(run: Run) -> None:
    _, out, _ = run("deadline", "2026-09-30 10:00", "--profile", "rudong")

    assert "填写登记表：2026年10月10日 周六 24:00 前" in out
    assert "建议在 10月3日 周六（休息日）前完成（登记表备注）" in out
    assert "依据：第七条，3 个工作日，当日不计" in out
    assert "· 9月30日 周三　当日，不计" in out
    assert "· 10月1日 周四　国庆节，不计" in out
    assert "· 10月4日 周日　周末，不计" in out
    assert "✓ 10月10日 周六　第 3 个工作日（调休上班）" in out
    assert "暂定" not in out


@pytest.mark.req("V11", "T16")
def test_a_person_reads_that_a_date_is_provisional(run: Run) -> None:
    _, out, _ = run("deadline", "2026-12-30", "--profile", "rudong")

    assert "暂定：2027 年放假安排尚未公布，日期可能提前或推后。" in out


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["deadline", "yesterday", "--profile", "rudong"], "'yesterday' is no date"),
        (["deadline", "2026-09-30", "--profile", "x"], "no profile 'x'; there are: c-int, c"),
        (["deadline", "2015-09-30", "--profile", "rudong"], "in force from 2016-03-01 only"),
        (["deadline", "9999-12-30", "--profile", "rudong"], "too late to count from"),
        (["deadline", "2026-09-30"], "Missing option '--profile'"),
        (["dedline"], "No such command 'dedline'"),
    ],
)
def test_wrong_input_is_one_line_and_exit_code_two(
    run: Run, words: list[str], complaint: str
) -> None:
    code, out, err = run(*words)

    assert (code, out) == (2, "")
    assert err.startswith("liuhen: ")
    assert complaint in err
    assert err.count("\n") == 1


def test_a_malformed_setting_is_one_line_and_exit_code_two(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIUHEN_TIMEZONE", "Mars/Olympus")

    code, _, err = run("deadline", "2026-09-30", "--profile", "rudong")

    assert code == 2
    assert "LIUHEN_TIMEZONE" in err
    assert err.count("\n") == 1


def test_without_a_word_the_commands_are_listed(run: Run) -> None:
    code, out, _ = run()

    assert code == 0
    assert "deadline" in out


def test_the_help_of_a_command_shows_an_example(run: Run) -> None:
    _, out, _ = run("deadline", "--help")

    assert 'Example: liuhen deadline "2026-09-30 10:00" --profile rudong --json' in out


def test_counting_a_deadline_imports_neither_telegram_nor_sql() -> None:
    watched = (
        "import sys; from app.cli import main\n"
        "try: main(['deadline', '2026-09-30', '--profile', 'rudong', '--json'])\n"
        "except SystemExit: print(*{'aiogram', 'sqlalchemy', 'jinja2'} & {*sys.modules})"
    )

    done = subprocess.run(
        [sys.executable, "-c", watched],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )

    assert done.stdout.endswith("}\n\n")


def test_the_installed_command_counts() -> None:
    done = subprocess.run(
        [COMMAND, "deadline", "2026-09-30 10:00", "--profile", "rudong", "--json"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert record_of(done.stdout)["due_on"] == "2026-10-10"


@pytest.mark.req("G9", "G10", "CH5", "CH10")
def test_two_and_three_calendar_days_run_side_by_side(run: Run) -> None:
    """CHANGCHUN 7 from the eve of National Day: both roll to the day after the holidays."""
    _, out, _ = run("deadline", "2026-09-30", "--profile", "changchun", "--json")

    clocks = json.loads(out)["clocks"]
    assert [(each["id"], each["target_on"], each["due_on"]) for each in clocks] == [
        ("record", "2026-10-02", "2026-10-08"),
        ("handover", "2026-10-03", "2026-10-08"),
    ]


@pytest.mark.req("CH11", "G24")
@pytest.mark.parametrize("profile", ["c-lead", "nmg", "c-int", "spc"])
def test_where_a_text_says_timely_the_next_working_day_is_aimed_at_and_is_no_deadline(
    run: Run, profile: str
) -> None:
    _, out, _ = run("deadline", "2026-09-30", "--profile", profile, "--json")
    _, said, _ = run("deadline", "2026-09-30", "--profile", profile)

    (clock,) = json.loads(out)["clocks"]
    assert (clock["id"], clock["due_on"], clock["legal"]) == ("record", "2026-10-08", False)
    assert "内部目标，原文未定日数" in said
    assert "24:00" not in said

"""`liuhen calendar`: a notice is checked whole, added once, shown, and counted by."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.notices import NOTICE, SOURCE, as_toml
from tests.unit.commanding import Run

COUNT = ("deadline", "2026-12-30", "--profile", "rudong")


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Run:
    monkeypatch.chdir(tmp_path)
    return Run(capsys)


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    file = tmp_path / "notice.toml"
    file.write_text(as_toml(), "utf-8")
    return file


@pytest.mark.req("T2", "T16", "T17", "V11", "AC4")
def test_a_notice_that_is_added_is_counted_by_and_shown(run: Run, notice: Path) -> None:
    assert run("migrate")[0] == 0
    assert "暂定" in run(*COUNT)[1]

    days = len(NOTICE.days)
    for _ in range(2):
        assert run("calendar", "add", str(notice)) == (
            0,
            f"{notice}: {days} days; 2027 is announced\n",
            "",
        )

    _, counted, _ = run(*COUNT)
    assert "填写登记表：2027年1月6日 周三 24:00 前" in counted
    assert "暂定" not in counted
    _, out, _ = run("calendar", "show", "2027", "--json")
    shown = json.loads(out)
    assert shown["announced"] is True
    assert {"date": "2027-02-20", "kind": "make_up_workday", "name": "", "source": SOURCE} in (
        shown["days"]
    )
    assert {date.fromisoformat(row["date"]).year for row in shown["days"]} == {2027}


def test_a_dry_run_writes_nothing_and_needs_no_database(run: Run, notice: Path) -> None:
    code, out, _ = run("calendar", "add", str(notice), "--dry-run")

    assert (code, out) == (0, f"{notice}: {len(NOTICE.days)} days; nothing was written\n")
    assert not (notice.parent / "data").exists()


def test_all_faults_are_told_before_anything_is_written(run: Run, notice: Path) -> None:
    text = as_toml().replace("2027-04-05", "2028-04-05")
    notice.write_text(text, "utf-8")

    code, out, err = run("calendar", "add", str(notice))

    assert (code, out) == (2, "")
    assert "2028-04-05 不在该年度" in err
    assert "缺少 2027-04-05 清明节" in err
    assert err.splitlines()[-1] == f"liuhen: {notice}: 2 faults, nothing was written"


def test_a_file_that_is_not_there_is_one_line(run: Run) -> None:
    assert run("calendar", "add", "nowhere.toml") == (
        2,
        "",
        "liuhen: nowhere.toml: No such file or directory\n",
    )


@pytest.mark.req("T16")
def test_a_year_s_days_are_shown_before_there_is_a_database(run: Run) -> None:
    _, known, _ = run("calendar", "show", "2026")
    _, guessed, _ = run("calendar", "show", "2027")

    assert "2026 年：放假安排已公布" in known
    assert "10月10日 周六　调休上班　国务院办公厅2025年11月4日通知" in known
    assert "2027 年：放假安排尚未公布，期限为暂定，可能提前或推后" in guessed


@pytest.mark.req("W8")
def test_a_count_says_that_its_rules_are_an_example_with_a_date(run: Run) -> None:
    _, out, _ = run(*COUNT)

    assert "2016-03-01 版。本规则为有日期的示例，使用前请核对现行有效的规定。" in out

"""The case office's commands: a template, a check, an import, each told in one line."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.unit.commanding import Run

STAFF = "姓名,部门,职务,角色,联系方式\n李承办,第一检察部,检察官,承办人,0513-1\n"
HEADING = "案号,案件名称,承办人\n"


def lines(count: int) -> str:
    return HEADING + "".join(
        f"东检刑诉〔2026〕{n}号,第{n}案,李承办\n" for n in range(1, count + 1)
    )


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Run:
    """A register with one member of staff, and a file of two cases."""
    monkeypatch.chdir(tmp_path)
    Path("staff.csv").write_text(STAFF, "utf-8")
    Path("cases.csv").write_text(lines(2), "utf-8")
    run = Run(capsys)
    assert run("migrate")[0] == 0
    assert run("staff", "import", "staff.csv", "--organisation", "临江县人民检察院")[0] == 0
    return run


def kept() -> int:
    """Return how many cases the register holds."""
    engine = create_engine("sqlite:///data/liuhen.db")
    with engine.connect() as connection:
        found: int = connection.execute(text("SELECT count(*) FROM cases")).scalar_one()
    engine.dispose()
    return found


def test_a_case_file_is_imported_once_and_then_kept_up(run: Run) -> None:
    done = run("cases", "import", "cases.csv")
    again = run("cases", "import", "cases.csv")

    assert done == again == (0, "cases.csv: 2 cases, utf-8\n", "")
    assert kept() == 2


def test_a_file_larger_than_a_block_is_written_whole(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.caseload.BLOCK", 2)
    Path("cases.csv").write_text(lines(5), "utf-8")

    assert run("cases", "import", "cases.csv")[0] == 0
    assert kept() == 5


def test_a_dry_run_writes_nothing(run: Run) -> None:
    code, out, _ = run("cases", "import", "cases.csv", "--dry-run")

    assert (code, out) == (0, "cases.csv: 2 cases, utf-8; nothing was written\n")
    assert kept() == 0


def test_all_faults_are_listed_before_anything_is_written(run: Run) -> None:
    Path("cases.csv").write_text(
        lines(2) + ",第三案,李承办\n东检〔2026〕4号,第四案,某人\n", "utf-8"
    )

    code, out, err = run("cases", "import", "cases.csv")

    assert (code, out) == (2, "")
    assert err.splitlines() == [
        "第 4 行：缺少案号。",
        "第 5 行：通讯录中没有“某人”。",
        "liuhen: cases.csv: 2 faults, nothing was written",
    ]
    assert kept() == 0


@pytest.mark.parametrize("name", ["new.csv", "new.xlsx"])
def test_a_template_is_written_and_never_over_another_file(run: Run, name: str) -> None:
    first = run("cases", "template", name)
    second = run("cases", "template", name)

    assert first == (0, f"{name}\n", "")
    assert second == (2, "", f"liuhen: {name}: File exists\n")
    code, _, err = run("cases", "import", name)
    assert code == 2
    assert "第 2 行：通讯录中没有“王明（第一检察部）”。" in err


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["import", "nothing.csv"], "nothing.csv: No such file or directory"),
        (["import", "cases.csv", "--organisation", "外院"], "no organisation 外院; there are: 临"),
        (["template", "cases.pdf"], "cases.pdf: a template is .xlsx or .csv"),
    ],
)
def test_wrong_input_is_one_line_and_exit_code_two(
    run: Run, words: list[str], complaint: str
) -> None:
    code, out, err = run("cases", *words)

    assert (code, out) == (2, "")
    assert complaint in err
    assert err.count("\n") == 1

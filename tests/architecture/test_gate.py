"""The gate says what it left out, and under `LIUHEN_CHECK=full` leaves out nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import gate, programs
from tests.architecture.tree import ROOT

NEEDY = """
import pytest

@pytest.mark.needs("chromium")
def test_of_a_page(): ...

def test_of_a_rule(): ...
"""


def _pytest_without_programs(folder: Path, check: str) -> subprocess.CompletedProcess[str]:
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = needs\n")
    (folder / "test_needy.py").write_text(NEEDY)
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-c", "pytest.ini"],
        cwd=folder,
        env={"PATH": "", "PYTHONPATH": os.fspath(ROOT), "LIUHEN_CHECK": check},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_missing_program_leaves_its_tests_out_and_names_the_command(tmp_path: Path) -> None:
    done = _pytest_without_programs(tmp_path, check="")

    assert done.returncode == 0
    assert "1 passed, 1 skipped" in done.stdout
    assert "Left out: what needs chromium; `apt-get install chromium` brings it." in done.stdout


def test_a_missing_program_is_an_error_when_nothing_may_be_left_out(tmp_path: Path) -> None:
    done = _pytest_without_programs(tmp_path, check="full")

    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "what needs chromium" in done.stderr


def test_the_closing_line_names_packages_not_programs() -> None:
    assert programs.closing_line([]) == "Nothing was left out."
    assert "`apt-get install ffmpeg poppler-utils`" in programs.closing_line(
        ["pdftoppm", "ffmpeg"]
    )


def test_the_budget_table_shows_what_failed_and_what_took_too_long() -> None:
    quick = gate.Step("quick", ("true",), budget=5)
    slow = gate.Step("slow", ("false",), budget=1)

    text = gate.table([gate.Outcome(quick, 0.5, passed=True), gate.Outcome(slow, 2, passed=False)])

    assert text.splitlines() == [
        "step          seconds   budget",
        "quick             0.5        5",
        "slow              2.0        1  FAILED  over budget",
        "all               2.5        6",
    ]


def test_the_whole_budget_is_ten_minutes() -> None:
    assert sum(step.budget for step in gate.STEPS) == 600

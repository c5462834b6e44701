"""The gate behind `make check`: every step, the time it took, the time it may take.

All steps run even if one fails, so that one run shows everything there is to mend.
"""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests import programs

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent


WORKERS = str((os.cpu_count() or 1) + 1)
"""One more than there are cores: in the journeys people wait for one another."""


@dataclass(frozen=True, slots=True)
class Step:
    """One command of the gate; `budget` is in seconds on two cores."""

    name: str
    command: tuple[str, ...]
    budget: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a step went; `seconds` is wall time."""

    step: Step
    seconds: float
    passed: bool


STEPS = (
    Step("format", ("ruff", "format", "--check", "--quiet", "."), 5),
    Step("lint", ("ruff", "check", "--quiet", "."), 10),
    Step("types", ("mypy", "--no-error-summary"), 90),
    Step("contracts", ("lint-imports", "--no-logo"), 15),
    Step("tests", ("pytest", "-q", "-m", "not soak", "-n", WORKERS, "--dist", "worksteal"), 480),
)


def run(step: Step) -> Outcome:
    """Run one step, its output going straight to the terminal."""
    _say(f"— {step.name}: {' '.join(step.command)}")
    begun = time.monotonic()
    program, *arguments = step.command
    done = subprocess.run([BIN / program, *arguments], cwd=ROOT, check=False)
    return Outcome(step, time.monotonic() - begun, passed=done.returncode == 0)


def table(outcomes: list[Outcome]) -> str:
    """Seconds taken beside seconds allowed."""
    lines = [f"{'step':<12}{'seconds':>9}{'budget':>9}"]
    for outcome in outcomes:
        step = outcome.step
        remark = "" if outcome.passed else "  FAILED"
        if outcome.seconds > step.budget:
            remark += "  over budget"
        lines.append(f"{step.name:<12}{outcome.seconds:>9.1f}{step.budget:>9}{remark}")
    spent = sum(outcome.seconds for outcome in outcomes)
    allowed = sum(outcome.step.budget for outcome in outcomes)
    lines.append(f"{'all':<12}{spent:>9.1f}{allowed:>9}")
    return "\n".join(lines)


def main() -> int:
    """Run the gate; 0 if every step passed."""
    absent = programs.missing()
    if absent and programs.nothing_may_be_left_out():
        _say(programs.closing_line(absent))
        return 1
    outcomes = [run(step) for step in STEPS]
    _say(f"\n{table(outcomes)}\n\n{programs.closing_line(absent)}")
    return 0 if all(outcome.passed for outcome in outcomes) else 1


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

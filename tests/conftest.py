"""What holds for every test: programs of the machine, and Hypothesis on a busy one."""

import pytest
from hypothesis import settings

from tests import programs

# A slow machine is no defect of the code; the gate has its own budget.
settings.register_profile("liuhen", deadline=None)
settings.load_profile("liuhen")

_absent = pytest.StashKey[set[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_absent] = set()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what cannot run here or, under `LIUHEN_CHECK=full`, refuse to begin."""
    absent = config.stash[_absent]
    for item in items:
        wanted = [name for mark in item.iter_markers("needs") for name in mark.args]
        if lacking := programs.missing(wanted):
            absent.update(lacking)
            item.add_marker(pytest.mark.skip(reason=f"needs {', '.join(lacking)}"))
    if absent and programs.nothing_may_be_left_out():
        raise pytest.UsageError(programs.closing_line(absent))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if absent := config.stash[_absent]:
        terminalreporter.write_line(programs.closing_line(absent))

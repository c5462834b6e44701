"""The log: ids and kinds of our own, of others only who warned and where."""

import logging
import sys
import warnings
from collections.abc import Iterator

import pytest

from app.logs import Reticent, configure

SECRET = "Old Zhang's phone number"


@pytest.fixture
def _restored(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give the log back to pytest as it was; while a test configures it, nobody else has it."""
    root = logging.getLogger()
    level = root.level
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(logging, "raiseExceptions", logging.raiseExceptions)
    yield
    logging.captureWarnings(capture=False)
    root.setLevel(level)


def take_over_the_log() -> None:
    logging.getLogger().handlers.clear()  # else pytest's own would be closed
    configure()


def record(name: str, message: str, *values: object, error: bool = False) -> logging.LogRecord:
    trouble = sys.exc_info() if error else None
    return logging.LogRecord(name, logging.ERROR, "/srv/x/lanes.py", 12, message, values, trouble)


def test_our_own_words_are_logged() -> None:
    line = Reticent().format(record("bot.lanes", "update %d waits", 7))

    assert line.endswith("ERROR bot.lanes: update 7 waits")


def test_of_a_library_only_the_place_is_logged() -> None:
    line = Reticent().format(record("aiogram.event", "cannot read %s", SECRET))

    assert line.endswith("ERROR aiogram.event: lanes:12")


def test_of_an_error_only_kind_and_place_are_logged() -> None:
    try:
        int(SECRET)
    except ValueError:
        line = Reticent().format(record("app.service", "stopped", error=True))

    assert "ValueError at test_logs.py:" in line
    assert SECRET not in line
    assert "\n" not in line


def test_a_token_is_blotted_out_wherever_it_comes_from() -> None:
    line = Reticent(["1001:token"]).format(record("bot.session", "GET /bot1001:token/getMe"))

    assert line.endswith("GET /bot[hidden]/getMe")


@pytest.mark.usefixtures("_restored")
def test_a_record_that_cannot_be_written_is_not_printed_whole(
    capsys: pytest.CaptureFixture[str],
) -> None:
    take_over_the_log()

    logging.getLogger("bot.lanes").info("update %d waits", SECRET)

    assert SECRET not in capsys.readouterr().err


@pytest.mark.usefixtures("_restored")
def test_libraries_are_heard_from_warnings_on(capsys: pytest.CaptureFixture[str]) -> None:
    take_over_the_log()

    logging.getLogger("aiohttp.access").info(SECRET)
    logging.getLogger("aiohttp.client").warning(SECRET)
    logging.getLogger("bot.receiver").info("batch of %d", 3)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(SECRET, stacklevel=1)

    said = capsys.readouterr().err

    assert SECRET not in said
    assert [line.split()[3] for line in said.splitlines()] == [
        "aiohttp.client:",
        "bot.receiver:",
        "py.warnings:",
    ]

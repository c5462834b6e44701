"""The clocks: the machine's time, and that time moved by a file."""

from datetime import UTC, timedelta
from pathlib import Path

from app.clock import OffsetClock, SystemClock
from app.settings import Settings

MOMENT = timedelta(seconds=5)


def test_the_machines_clock_tells_utc() -> None:
    assert SystemClock()().tzinfo is UTC


def test_a_moved_clock_follows_its_file(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    clock = OffsetClock(file)

    assert abs(clock() - SystemClock()()) < MOMENT

    file.write_text("-86400.5\n")

    assert abs(SystemClock()() - clock() - timedelta(days=1)) < MOMENT


def test_no_setting_moves_the_time_of_the_service() -> None:
    assert not [name for name in Settings.model_fields if "clock" in name or "offset" in name]

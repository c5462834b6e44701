"""Clocks: the machine's, and one that a demonstration can move."""

from datetime import UTC, datetime, timedelta
from pathlib import Path


class SystemClock:
    """The machine's time: the port `Clock` of the service."""

    def __call__(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - here time enters


class OffsetClock:
    """The machine's time moved by the seconds that stand in a file; none means not moved.

    Demonstration and tests build it. No setting of the service does.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._machine = SystemClock()

    def __call__(self) -> datetime:
        try:
            seconds = float(self._file.read_text("ascii"))
        except FileNotFoundError:
            seconds = 0.0
        return self._machine() + timedelta(seconds=seconds)

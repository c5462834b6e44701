"""The time of the sandbox's world: the machine's, moved by an offset kept in one file."""

import time
from datetime import UTC, datetime
from pathlib import Path


class WorldClock:
    """Tells and moves the world's time; services that play along read the same file."""

    def __init__(self, file: Path) -> None:
        """`file` holds the offset in seconds as one number; a missing file means zero."""
        self.file = file
        self._offset = float(file.read_text()) if file.exists() else 0.0
        self._write()

    @property
    def offset(self) -> float:
        """Seconds that the world is ahead of the machine."""
        return self._offset

    def timestamp(self) -> float:
        return time.time() + self._offset

    def now(self) -> datetime:
        """The world's time to the second, as Telegram dates messages, in UTC."""
        return datetime.fromtimestamp(int(self.timestamp()), UTC)

    def move_to(self, offset: float) -> None:
        self._offset = offset
        self._write()

    def _write(self) -> None:
        # Renamed into place, so that a reader never sees half a number.
        fresh = self.file.with_name(self.file.name + ".new")
        fresh.write_text(f"{self._offset!r}\n")
        fresh.replace(self.file)

"""Calling the command in the test's own process."""

import pytest

from app.cli import main


class Run:
    """Calls the command and keeps what came of it."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: str) -> tuple[object, str, str]:
        """Return exit code, output and errors."""
        with pytest.raises(SystemExit) as left:
            main(words)
        said = self._capsys.readouterr()
        return left.value.code, said.out, said.err

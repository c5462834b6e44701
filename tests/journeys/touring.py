"""The installed command, as a newcomer runs it, and what came of a tour that it played."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.tale import Tale, read_story

COMMAND = Path(sys.executable).with_name("liuhen")
PATIENCE = 240


@contextmanager
def command(folder: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("LIUHEN_")
    }
    with subprocess.Popen(
        [COMMAND, *words],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        try:
            yield running
        finally:
            running.kill()


@dataclass(frozen=True)
class Toured:
    """The steps of a tour as its lines told them, and the papers that it left, by name."""

    steps: list[dict[str, Any]]
    papers: dict[str, bytes]

    def seen_by(self, who: str) -> str:
        """Return every word that the bot said to a person."""
        return "\n".join(text for step in self.steps if step["who"] == who for text in step["saw"])


def toured(folder: Path, tale: Tale, *words: str) -> Toured:
    """Play a tour through the command, to its end."""
    with command(folder, "demo", *words, "--json", "--keep", "kept") as tour:
        out, err = tour.communicate(timeout=PATIENCE)
    steps = [json.loads(line) for line in out.splitlines()]
    assert (tour.returncode, err) == (0, "")
    assert [step["did"] for step in steps] == [step.did for step in read_story(tale).steps]
    assert all(step["ok"] for step in steps)
    return Toured(
        steps, {file.name: file.read_bytes() for file in (folder / "kept").glob("*.pdf")}
    )

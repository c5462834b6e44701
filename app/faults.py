"""What is wrong with a file that somebody wrote: listed by line, worded in `templates/zh`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

_ZH = Path(__file__).parents[1] / "templates" / "zh"


@cache
def words_of(name: str) -> Mapping[str, Any]:
    """Return what `templates/zh/<name>.toml` holds: headings, and the wording of faults."""
    return tomllib.loads((_ZH / f"{name}.toml").read_text("utf-8"))


_LINE = re.compile(r"at line (\d+)")


def broken_at(error: tomllib.TOMLDecodeError, text: str) -> int:
    """Return the line on which a TOML cannot be read; its last one, where it breaks off there."""
    found = _LINE.search(str(error))
    return int(found[1]) if found else len(text.splitlines())


class FaultKind(Protocol):
    """What can be wrong with a sort of file, and the words that this sort is told in."""

    @property
    def value(self) -> str: ...
    @property
    def words(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and where; `line` is 0 where the whole file is meant."""

    kind: FaultKind
    line: int = 0
    value: str = ""

    def __str__(self) -> str:
        """The sentence for the person who wrote the file."""
        sentence: str = self.kind.words["faults"][self.kind.value]
        place: str = words_of("faults")["line"].format(line=self.line) if self.line else ""
        return place + sentence.format(value=self.value)


@dataclass(frozen=True, slots=True)
class Faults:
    """Everything that is wrong with the file, in the order of its lines; never empty."""

    found: tuple[Fault, ...]

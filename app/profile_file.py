"""A rule system somebody writes: read whole, and every fault named by line with what was expected.

The wording of its faults stands in `templates/zh/profile.toml`.
"""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from app.faults import Fault, Faults, broken_at, words_of
from register.profile import Profile
from register.profile_files import NotShared, line_of, read

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_OURS = "value_error"
"""What pydantic calls a fault that the profile's own rules have found."""


class Kind(StrEnum):
    UNREADABLE = "unreadable"
    NOT_SHARED = "not_shared"
    MISSING_KEY = "missing_key"
    UNKNOWN_KEY = "unknown_key"
    BAD_VALUE = "bad_value"
    UNSOUND = "unsound"

    @property
    def words(self) -> Mapping[str, Any]:
        return _words()


_STRUCTURE = {
    "missing": Kind.MISSING_KEY,
    "extra_forbidden": Kind.UNKNOWN_KEY,
    "unexpected_keyword_argument": Kind.UNKNOWN_KEY,
}


def check_profile(path: Path) -> Profile | Faults:
    """Read a rule system, or list all that is wrong with it. Raise OSError if it cannot be opened.

    What it takes over is looked at first, then what its parts say, and whether they fit together
    once all of them are sound.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        said = read(text)
        return Profile.model_validate(said)
    except UnicodeDecodeError as error:
        return Faults((Fault(Kind.UNREADABLE, value=str(error)),))
    except tomllib.TOMLDecodeError as error:
        return Faults((Fault(Kind.UNREADABLE, broken_at(error, text), str(error)),))
    except NotShared as error:
        lines = {name: _line_with(text, f'like = "{name}"') for name in error.names}
        return Faults(tuple(Fault(Kind.NOT_SHARED, line, name) for name, line in lines.items()))
    except ValidationError as error:
        faults = [_fault(text, each) for each in error.errors()]
        return Faults(tuple(sorted(faults, key=lambda fault: fault.line)))


def _fault(text: str, error: "ErrorDetails") -> Fault:
    line, key = line_of(text, error["loc"]), ".".join(map(str, error["loc"]))
    if kind := _STRUCTURE.get(error["type"]):
        return Fault(kind, line, key)
    if error["type"] == _OURS:
        return Fault(Kind.UNSOUND, line, str(error["ctx"]["error"]))
    wanted = error.get("ctx", {}).get("expected") or _wanted(error)
    return Fault(Kind.BAD_VALUE, line, _words()["bad"].format(key=key, wanted=wanted, **error))


def _wanted(error: "ErrorDetails") -> str:
    """Say what kind of value belongs there; in pydantic's words where we have none."""
    sort = error["type"].split("_")[0]
    wanted: str = _words()["wanted"].get(sort, error["msg"])
    return wanted


def _words() -> Mapping[str, Any]:
    return words_of("profile")


def _line_with(text: str, words: str) -> int:
    lines = text.splitlines()
    return next((n for n, line in enumerate(lines, start=1) if words in line), 0)

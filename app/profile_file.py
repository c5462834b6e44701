"""A rule system somebody writes: read whole, and every fault named by line with what was expected.

The wording of its faults stands in `templates/zh/profile.toml`.
"""

import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from app.faults import Fault, Faults, words_of
from register.profile import Profile
from register.profile_files import line_of, read

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_LINE = re.compile(r"at line (\d+)")
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
        return words_of("profile")


_STRUCTURE = {"missing": Kind.MISSING_KEY, "extra_forbidden": Kind.UNKNOWN_KEY}


def check_profile(path: Path) -> Profile | Faults:
    """Read a rule system, or list all that is wrong with it. Raise OSError if it cannot be opened.

    What its parts say is looked at first; whether they fit together, once all of them are sound.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        said = read(text)
        return Profile.model_validate(said)
    except UnicodeDecodeError:
        return Faults((Fault(Kind.UNREADABLE),))
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))  # without a line it broke off at the end
        return Faults((Fault(Kind.UNREADABLE, int(found[1]) if found else 0, str(error)),))
    except KeyError as error:
        name = str(error.args[0])
        return Faults((Fault(Kind.NOT_SHARED, _line_with(text, f'like = "{name}"'), name),))
    except ValidationError as error:
        faults = [_fault(text, each) for each in error.errors()]
        return Faults(tuple(sorted(faults, key=lambda fault: fault.line)))


def _fault(text: str, error: "ErrorDetails") -> Fault:
    line, key = line_of(text, error["loc"]), ".".join(map(str, error["loc"]))
    if kind := _STRUCTURE.get(error["type"]):
        return Fault(kind, line, key)
    if error["type"] == _OURS:
        return Fault(Kind.UNSOUND, line, str(error["ctx"]["error"]))
    wanted = error.get("ctx", {}).get("expected")
    said = error["msg"] if wanted is None else f"{wanted}, not {error['input']!r}"
    return Fault(Kind.BAD_VALUE, line, f"{key}: {said}")


def _line_with(text: str, words: str) -> int:
    lines = text.splitlines()
    return next((n for n, line in enumerate(lines, start=1) if words in line), 0)

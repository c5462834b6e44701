"""Profile files: what they take from the shared questions, and on which line a fault stands."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import zip_longest
from tomllib import loads
from typing import Any

SHARED = "questions.toml"
"""What several rule systems ask in the same words; no rule system of its own."""

_NOTE_KINDS = "note_kinds"
"""Under which name kinds of notes are shared; no part of a profile."""

Json = Mapping[str, Any]


class NotShared(LookupError):
    """A profile takes over questions that nobody shares: `names`."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(*names)
        self.names = tuple(names)


def profile_files() -> tuple[Traversable, ...]:
    """Return the files of the project's rule systems, one a version."""
    return tuple(
        path for path in _folder().iterdir() if path.name.endswith(".toml") and path.name != SHARED
    )


def read(text: str) -> Json:
    """Return what a profile says, with what it takes from the shared questions filled in.

    A field that is `like` a shared one takes over all that it does not say itself; `cites` gives
    its choices their articles. So does a kind of note, and each of its fields. Whole tables and
    lists that a profile leaves out are the shared ones; of the addressees it names only those that
    it calls otherwise. Raise TOMLDecodeError or NotShared.
    """
    own, shared = loads(text), _shared()
    questions, kinds = (_by_id(shared[name]) for name in ("fields", _NOTE_KINDS))
    asked, noted, found = (own.get(name, ()) for name in ("fields", "notes", "findings"))
    asked_in_notes = [field for kind in noted for field in kind.get("fields", ())]
    unknown = _not_among(questions, [*asked, *found, *asked_in_notes]) + _not_among(kinds, noted)
    if unknown:
        raise NotShared(unknown)
    notes = [_resolved(each, kinds) for each in noted]
    common = {name: value for name, value in shared.items() if name != _NOTE_KINDS}
    return {
        **common,
        **own,
        "fields": [_resolved(each, questions) for each in asked],
        "findings": [_resolved(each, questions) for each in found],
        "addressees": {**shared["addressees"], **own.get("addressees", {})},
        "notes": [{**kind, "fields": _fields(kind, questions)} for kind in notes],
    }


def _by_id(things: Sequence[Json]) -> Mapping[str, Json]:
    return {each["id"]: each for each in things}


def _not_among(shared: Mapping[str, Json], things: Sequence[Json]) -> list[str]:
    return [each["like"] for each in things if each.get("like", "") not in {"", *shared}]


def _fields(kind: Json, questions: Mapping[str, Json]) -> Sequence[Json]:
    return [_resolved(each, questions) for each in kind.get("fields", ())]


def line_of(text: str, place: Sequence[str | int]) -> int:
    """Return the line, from 1, of what `place` names or of the table around it; 0 for the file."""
    found, lines = 0, text.splitlines()
    within = range(len(lines))
    for name, following in zip_longest(place, place[1:]):
        hits = [n for n in within if _opens(lines[n], name)]
        number = following if isinstance(following, int) else 0
        if number < len(hits):
            found = hits[number] + 1
            within = range(found, _end_of_table(lines, found))
    return found


def _end_of_table(lines: Sequence[str], start: int) -> int:
    """Return where the table that was opened above `start` ends, with the tables inside it."""
    inside = f"[[{lines[start - 1].strip('[] ')}."
    headers = (
        n
        for n in range(start, len(lines))
        if lines[n].startswith("[") and not lines[n].startswith(inside)
    )
    return next(headers, len(lines))


def _resolved(field: Json, questions: Mapping[str, Json]) -> Json:
    if "like" not in field:
        return field
    own = {name: value for name, value in field.items() if name not in {"like", "cites"}}
    merged = {**questions[field["like"]], **own}
    if cites := field.get("cites"):
        merged["choices"] = [
            {**choice, "article": cites[choice["code"]]} if choice["code"] in cites else choice
            for choice in merged["choices"]
        ]
    return merged


def _opens(line: str, name: str | int) -> bool:
    """Tell whether a line begins the table or the key of this name."""
    if isinstance(name, int):
        return False
    key = re.escape(name)
    return re.match(rf'\s*(\[\[?(\w+\.)?"?{key}"?\]\]?|"?{key}"?\s*=)', line) is not None


@cache
def _shared() -> Json:
    return loads(_folder().joinpath(SHARED).read_text("utf-8"))


def _folder() -> Traversable:
    return files("register").joinpath("profiles")

"""Kinds of case notes: what a rule system has noted into a file and not into the register.

They are data of a profile: what is noted, by whom, what else is asked, and where the paper lies.
"""

from typing import Literal, Self

from pydantic import model_validator

from register.provisions import Data, Field, When, is_met

_ASKED = frozenset({"text", "when", "choice", "yes_no", "evidence"})
"""The kinds of questions that the windows of a note can ask."""


class Part(Data):
    """One of the three facts that every note has: its printed word, and how it is asked for."""

    label: str
    ask: str


class CaseNoteKind(Data):
    """One kind of note, in the words of its rule system.

    `label` is its button, `hint` says when it is the right one, `title` heads the paper and
    `basis` is its last sentence, before the `articles`. Notes of an `exempt` contact stand on
    zero reports by number (CH14). `case_file` is where the paper lies, in the word of the text;
    what lies in no case file has none, and is not asked for volume and page.
    Beside the three parts each kind asks its own `fields`; one that is not mandatory can be
    passed over.
    """

    id: str
    label: str
    hint: str
    articles: tuple[str, ...]
    by: Literal["handler", "anybody"] = "handler"
    exempt: bool = False
    case_file: str = ""
    title: str
    basis: str
    source: Part
    happened: Part
    text: Part
    fields: tuple[Field, ...] = ()

    def asked(self, chosen: When) -> tuple[Field, ...]:
        """Return its own questions, in order; `chosen` are the codes picked so far."""
        return tuple(
            field
            for field in self.fields
            if not field.shown_when or is_met(field.shown_when, chosen)
        )

    def field(self, field_id: str) -> Field:
        """Return the question of that id; KeyError if the kind does not ask it."""
        return {field.id: field for field in self.fields}[field_id]

    @model_validator(mode="after")
    def _can_be_asked(self) -> Self:
        """A slip in the data stops the program at its start, not a handler in the middle."""
        before: dict[str, tuple[str, ...]] = {}
        if not self.articles:
            raise ValueError(f"{self.id}: rests on no article")
        for field in self.fields:
            name = f"{self.id}.{field.id}"
            if field.id in before:
                raise ValueError(f"{name}: named twice")
            if field.kind not in _ASKED:
                raise ValueError(f"{name}: a note asks no {field.kind}")
            if field.mandatory_when or field.unknown_allowed:
                raise ValueError(f"{name}: a note asks it or leaves it open, no more")
            if bool(field.choices) != (field.kind == "choice"):
                raise ValueError(f"{name}: choices and kind do not agree")
            for other, codes in field.shown_when.items():
                if unknown := set(codes) - set(before.get(other, ())):
                    raise ValueError(f"{name}: {other} has no {sorted(unknown)} before it")
            before[field.id] = field.codes
        return self

    def ensure_fits(self, known: When, name: str) -> None:
        """Raise ValueError unless its questions take these choices."""
        codes = {field.id: field.codes for field in self.fields}
        for question, chosen in known.items():
            if len(chosen) != 1 or set(chosen) - set(codes.get(question, ())):
                raise ValueError(f"{name}: {question} cannot be {list(chosen)}")

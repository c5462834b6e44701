"""The paper of a rule system's records: its name, who signs it, what is said of it.

Data of a profile. Where a text prints a form, the print's layout stands in a template of its own;
everywhere else the sheet is laid out from the profile's sections and questions.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

SignerKind = Literal["recorder", "present", "head", "leader", "office"]
"""The recorder, who was there, a rung of the chain, or whoever receives the record in the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """One box of signatures on a sheet, and the article that wants it, if one does.

    With `when`, the box is printed only where one of these choices was made.
    """

    who: SignerKind
    label: str
    article: str | None = None
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What a record is filed on.

    `title` is printed above it, `called` is how people speak of it. `named_in` is the article that
    gives it its title; without one the title is ours, and the sheet says so outside its frame.
    """

    form: Literal["form_1", "sheet"]
    title: str
    called: str
    named_in: str | None = None
    signers: tuple[Signer, ...] = ()
    notes: tuple[str, ...] = ()
    """What the text says of the paper itself: copies, where it is kept."""

    @property
    def articles(self) -> frozenset[str]:
        """The ids of all articles that are named."""
        named = (self.named_in, *(signer.article for signer in self.signers))
        return frozenset(article for article in named if article)

"""One rule system as versioned data: its time limits, its questions, the articles behind both."""

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Self

from pydantic import model_validator

from register.profile_files import profile_files, read
from register.rule_system import RuleSystem
from register.soundness import ensure_sound


class UnknownProfile(LookupError):
    """No profile has the id `asked`; those in `known` exist."""

    def __init__(self, asked: str, known: Collection[str]) -> None:
        super().__init__(asked)
        self.asked = asked
        self.known = tuple(known)


class NotInForce(LookupError):
    """No version of the profile `asked` was in force on the day `on`; the first is of `first`."""

    def __init__(self, asked: str, on: date, first: date) -> None:
        super().__init__(asked, on)
        self.asked = asked
        self.on = on
        self.first = first


class Profile(RuleSystem):
    """A rule system in one version that holds together; ValidationError where it does not."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        ensure_sound(self)
        return self


@cache
def load_all() -> tuple[Profile, ...]:
    """Every profile of the project, by id and version; ValueError if one is not sound."""
    texts = (path.read_text("utf-8") for path in profile_files())
    profiles = (Profile.model_validate(read(text)) for text in texts)
    return tuple(sorted(profiles, key=lambda profile: (profile.id, profile.version)))


def versions_of(profile_id: str) -> tuple[Profile, ...]:
    """Every version of a profile, the oldest first. Raises UnknownProfile."""
    versions = tuple(profile for profile in load_all() if profile.id == profile_id)
    if not versions:
        raise UnknownProfile(profile_id, sorted({profile.id for profile in load_all()}))
    return versions


def load(profile_id: str, on: date) -> Profile:
    """The version of the profile in force on the day `on`.

    Raises UnknownProfile, or NotInForce if `on` lies before the first version. A text that prints
    no day binds always; its later versions bind from the day of their writing down.
    """
    versions = versions_of(profile_id)
    in_force = [each for each in versions if (each.effective_from or each.version) <= on]
    if in_force:
        return in_force[-1]
    first = versions[0]
    if first.effective_from is None:
        return first
    raise NotInForce(profile_id, on, first.effective_from)

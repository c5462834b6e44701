"""Who lives in the demonstration's world; they stand in `templates/zh/demo.toml`."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pydantic import AwareDatetime, BaseModel, ConfigDict

from register.acts.case_import import CaseLine
from register.acts.staffing import StaffLine
from register.ids import PersonId
from register.people import Role

DATA = Path(__file__).parents[1] / "templates" / "zh" / "demo.toml"


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Figure(_Data):
    """A person; with a `phone`, its label, theirs is one of those that the page shows."""

    name: str
    department: str
    post: str
    roles: frozenset[Role]
    contact: str
    aliases: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    account: int
    phone: str | None = None

    def staff_line(self) -> StaffLine:
        return StaffLine(
            name=self.name,
            department=self.department,
            post=self.post,
            roles=self.roles,
            contact=self.contact,
            aliases=self.aliases,
            leads=self.leads,
        )


class CaseInHand(_Data):
    """A case of a house; its handlers are among the people there."""

    number: str
    name: str
    charge: str
    handlers: tuple[str, ...]
    since: date

    def line(self, people: Mapping[str, PersonId]) -> CaseLine:
        """Return the line of a case file; `people` are found by their names."""
        return CaseLine(
            number=self.number,
            name=self.name,
            charge=self.charge,
            handlers=tuple(people[name] for name in self.handlers),
            since=self.since,
        )


class House(_Data):
    """An organisation; its superior stands before it in the list."""

    name: str
    profiles: tuple[str, ...]
    superior: str | None = None
    people: tuple[Figure, ...]
    cases: tuple[CaseInHand, ...] = ()


class BotName(_Data):
    username: str
    name: str


class Cast(_Data):
    """Everything; `start` is when the story begins."""

    start: AwareDatetime
    bot: BotName
    organisations: tuple[House, ...]

    @property
    def at_home(self) -> tuple[tuple[House, Figure], ...]:
        """Return everybody with their house."""
        return tuple((house, figure) for house in self.organisations for figure in house.people)

    @property
    def people(self) -> tuple[Figure, ...]:
        """Return everybody, house by house."""
        return tuple(figure for _, figure in self.at_home)


def read_cast(path: Path = DATA) -> Cast:
    return Cast.model_validate(tomllib.loads(path.read_text("utf-8")))

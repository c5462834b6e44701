"""People of the organisations that the register serves."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from register.errors import Gone
from register.ids import Account, DepartmentId, OrganisationId, PersonId


class Role(StrEnum):
    """What a person does in the house. One person may hold several."""

    HANDLER = "handler"
    HEAD = "head"
    LEADER = "leader"
    INSPECTOR = "inspector"
    CHIEF = "chief"
    ADJUDICATION = "adjudication"
    INTAKE = "intake"
    """Of a department that has the function to receive material for others (CHANGCHUN 7)."""
    ADMINISTRATOR = "administrator"


AT_A_DESK = frozenset({Role.HEAD, Role.LEADER, Role.CHIEF, Role.INSPECTOR, Role.ADJUDICATION})
"""Who receives what others recorded or report: while they are away, somebody has to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deputyship:
    """Who stands in for an absent person, from one day to another, both included."""

    deputy: PersonId
    since: date
    until: date

    def holds(self, on: date) -> bool:
        return self.since <= on <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Unbinding:
    """An administrator wants an account taken from its person; one of `asked` decides (W5).

    `number` counts the requests about one person: a card of an earlier one decides nothing.
    """

    number: int
    reason: str
    asked_at: datetime
    asked: tuple[PersonId, ...]
    decided_by: PersonId | None = None
    agreed: bool = False

    @property
    def waits(self) -> bool:
        return self.decided_by is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One member of staff; `account` is the messenger account bound by invite, if any.

    Who left stays on file, without an account, and counts nowhere.
    """

    id: PersonId
    organisation: OrganisationId
    department: DepartmentId | None
    roles: frozenset[Role]
    name: str
    post: str
    contact: str
    aliases: tuple[str, ...] = ()
    """Former names, nicknames, how the name is written elsewhere: only conflicts read them."""
    leads: frozenset[DepartmentId] = frozenset()
    """The departments that a branch leader is in charge of."""
    account: Account | None = None
    reachable: bool = True
    left_on: date | None = None
    deputyship: Deputyship | None = None
    unbinding: Unbinding | None = None
    """The latest request, decided or not."""
    version: int = 0

    def holds(self, role: Role) -> bool:
        return role in self.roles

    @property
    def is_at_a_desk(self) -> bool:
        return not self.roles.isdisjoint(AT_A_DESK)

    def leave(self, *, on: date) -> "Person":
        """Let somebody go: nobody stands in for them any more, and no chat is theirs."""
        return replace(self, left_on=on, account=None, deputyship=None)

    def decide_unbinding(self, *, agree: bool, by: PersonId) -> "Person":
        """Take the account away, or leave everything as it is. Raise Gone if nothing waits."""
        asked = self.unbinding
        if asked is None or not asked.waits:
            raise Gone
        decided = replace(asked, decided_by=by, agreed=agree)
        return replace(self, account=None if agree else self.account, unbinding=decided)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Several people of one organisation whom one word can mean: a department's, or some roles'.

    `department` is None for all of them, `roles` for any role.
    """

    organisation: OrganisationId
    department: DepartmentId | None = None
    roles: frozenset[Role] | None = None

    def includes(self, person: Person) -> bool:
        """Tell whether a person is one of them."""
        return self.employs(person) and (
            self.roles is None or not person.roles.isdisjoint(self.roles)
        )

    def employs(self, person: Person) -> bool:
        """Tell whether a person works where the unit is, in whatever role."""
        own = self.department is None or person.department == self.department
        return own and person.organisation == self.organisation

"""People of the organisations that the register serves."""

from dataclasses import dataclass
from enum import StrEnum

from register.ids import Account, DepartmentId, OrganisationId, PersonId


class Role(StrEnum):
    """What a person does in the house. One person may hold several."""

    HANDLER = "handler"
    HEAD = "head"
    LEADER = "leader"
    INSPECTOR = "inspector"
    CHIEF = "chief"
    ADJUDICATION = "adjudication"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One member of staff; `account` is the messenger account bound by invite, if any."""

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
    version: int = 0

    def holds(self, role: Role) -> bool:
        return role in self.roles


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

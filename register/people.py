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

"""Organisations, their superiors and their departments."""

from dataclasses import dataclass

from register.ids import DepartmentId, OrganisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A court or procuratorate. The discipline office of its `superior` may be told instead.

    It runs its rule systems side by side (PD23): a court one for outsiders and one for insiders.
    """

    id: OrganisationId
    name: str
    profiles: tuple[str, ...]
    superior: OrganisationId | None = None
    door: str = ""
    """The code of the public link by which outsiders report an omission; empty while none is."""
    version: int = 0

    @property
    def profile(self) -> str:
        """The first of them, by which office hours, case numbers and zero reports go."""
        return self.profiles[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    id: DepartmentId
    organisation: OrganisationId
    name: str
    version: int = 0

"""Organisations, their superiors and their departments."""

from dataclasses import dataclass

from register.ids import DepartmentId, OrganisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A court or procuratorate. The discipline office of its `superior` may be told instead."""

    id: OrganisationId
    name: str
    profile: str
    superior: OrganisationId | None = None
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    id: DepartmentId
    organisation: OrganisationId
    name: str
    version: int = 0

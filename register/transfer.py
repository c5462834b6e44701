"""Transfers: material received for passing on goes to its handler level by level (CHANGCHUN 7)."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from register.errors import AlreadyHandedOn, NotAllowed
from register.ids import (
    CaseId,
    DepartmentId,
    DraftId,
    EvidenceId,
    OrganisationId,
    PersonId,
    TransferId,
)
from register.people import Role

COMPETENT = frozenset({Role.INTAKE, Role.ADJUDICATION})
"""Who has the function to receive such material: the departments named for it, and adjudication
management itself."""
SOURCE_LENGTH = 60
"""How many signs it takes to name who sends material; as many as the record's box takes."""


class Level(StrEnum):
    """Through whose hands it goes, in the order that the rules print."""

    REGISTRY = "registry"
    """Adjudication management, which enters it on the filing form (E9) and passes it on."""
    LEADER = "leader"
    HEAD = "head"
    HANDLER = "handler"


class Standing(StrEnum):
    """As what somebody signs at a level; all but the first are rules of the house."""

    OWN = "own"
    DEPUTY = "deputy"
    """In the place of who is absent, or may not have it in hand."""
    OTHER = "other"
    """Another of the same kind: a leader who is not in charge, another handler of the case."""
    REGISTRY = "registry"
    """Adjudication management, where nobody of the level is free."""


class TransferState(StrEnum):
    UNDERWAY = "underway"
    ARRIVED = "arrived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One level: who was asked, and who of them signed for the material.

    Whoever of `people` signs first does it for all. Where nobody is left who could, the hop was
    `replaced_at`, and another of the same level follows.
    """

    level: Level
    people: tuple[PersonId, ...]
    standing: Standing
    asked_at: datetime
    replaced_at: datetime | None = None
    signed_by: PersonId | None = None
    name: str = ""
    """As signed; people may be called otherwise later."""
    signed_at: datetime | None = None

    @property
    def waits(self) -> bool:
        return self.signed_at is None and self.replaced_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What came, as its receiver registers it.

    `source` sends or speaks for it, of `source_post`; `material` says what it is; `happened` is
    when it came (ISO 8601, the day alone where no more is known); `case` is the case in words.
    """

    source: str
    source_post: str
    material: str
    happened: str
    case: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """Material on its way to a case handler. It is never deleted, and no hop is taken back.

    `registrar` received it and had the function to do so; `levels` are those of the rules then.
    `draft` is the record that the handler begins with it.
    """

    id: TransferId
    number: str
    organisation: OrganisationId
    profile: str
    profile_version: date
    registrar: PersonId
    registrar_name: str
    registrar_department: str
    registered_at: datetime
    received: Received
    handler: PersonId
    handler_name: str
    department: DepartmentId | None
    case: CaseId | None = None
    evidence: tuple[EvidenceId, ...] = ()
    levels: tuple[Level, ...] = ()
    hops: tuple[Hop, ...] = field(default=())
    draft: DraftId | None = None
    version: int = 0

    @property
    def state(self) -> TransferState:
        return TransferState.UNDERWAY if self.next_level else TransferState.ARRIVED

    @property
    def current(self) -> Hop | None:
        """The hop that waits for its signature."""
        return next((each for each in reversed(self.hops) if each.waits), None)

    @property
    def signed(self) -> tuple[Hop, ...]:
        """The hops that are done, in order."""
        return tuple(each for each in self.hops if each.signed_at)

    @property
    def next_level(self) -> Level | None:
        """The first level that nobody has signed for; None when the handler has it."""
        done = {each.level for each in self.signed}
        return next((each for each in self.levels if each not in done), None)

    @property
    def filed_at(self) -> datetime | None:
        """When adjudication management entered it on the filing form."""
        first = next((each for each in self.signed if each.level is Level.REGISTRY), None)
        return first.signed_at if first else None

    @property
    def arrived_at(self) -> datetime | None:
        """When the handler signed for it, or whoever does in their place."""
        last = self.hops[-1].signed_at if self.hops else None
        return None if self.next_level else last

    def waits_for(self, person: PersonId) -> bool:
        return self.current is not None and person in self.current.people

    def hop_of(self, person: PersonId) -> Hop:
        """Return the hop that shows on somebody's card, their latest. Raise NotAllowed."""
        for hop in reversed(self.hops):
            if person in hop.people:
                return hop
        raise NotAllowed

    def may_see(self, person: PersonId) -> bool:
        """Tell whether somebody may know that there is such a transfer, and how far it is."""
        return person == self.registrar or any(person in each.people for each in self.hops)

    def may_read(self, person: PersonId) -> bool:
        """Tell whether its content is open: to who registered it, keeps the form, or has it now.

        A leader or head who has passed it on keeps number and times.
        """
        registry = {
            each for hop in self.hops if hop.level is Level.REGISTRY for each in hop.people
        }
        holder = self.hops[-1].signed_by if self.arrived_at else None
        return person in {self.registrar, holder, *registry} or self.waits_for(person)

    def ask(self, hop: Hop) -> "Transfer":
        """Go on to the next level, or ask others at the same one; no level is left out."""
        if hop.level is not self.next_level:
            raise NotAllowed
        before = tuple(
            replace(each, replaced_at=hop.asked_at) if each.waits else each for each in self.hops
        )
        return replace(self, hops=(*before, hop))

    def sign(self, level: Level, *, by: PersonId, name: str, at: datetime) -> "Transfer":
        """Sign for the material at a level.

        Raise NotAllowed, or AlreadyHandedOn for who comes second: a hasty second tap signs no
        other level for somebody who stands at both.
        """
        hop = self.current
        if hop is None or hop.level is not level or by not in hop.people:
            raise AlreadyHandedOn if self.may_see(by) else NotAllowed
        signed = replace(hop, signed_by=by, name=name, signed_at=at)
        return replace(self, hops=tuple(signed if each is hop else each for each in self.hops))

    def everybody(self) -> Iterable[PersonId]:
        """Return who has or had to do with it, once each."""
        asked = (person for hop in self.hops for person in hop.people)
        return tuple(dict.fromkeys((self.registrar, *asked)))

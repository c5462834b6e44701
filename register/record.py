"""Records: one intervention or inquiry, filed. Never deleted, only supplemented and corrected."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from register.draft import Answer
from register.duties import Deadline
from register.errors import AlreadyAcknowledged, AlreadyForwarded, NotAllowed
from register.ids import DepartmentId, DraftId, OrganisationId, PersonId, RecordId


class Capacity(StrEnum):
    """As what somebody receives a record."""

    HEAD = "head"
    LEADER = "leader"
    INSPECTOR = "inspector"
    SUPERIOR_INSPECTOR = "superior_inspector"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """One addressee of a record, on which articles, since when, and whether they said "received".

    `received_at` is when the whole bundle lay in their in-box, opened or not; it starts their
    clock. Acknowledging proves the opening of an envelope; it starts and stops none (CH1).
    """

    person: PersonId
    capacity: Capacity
    articles: tuple[str, ...]
    received_at: datetime | None = None
    acknowledged_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The recorder as they were on the day of filing (F1-4 to F1-6), not as they are now."""

    name: str
    department: str
    post: str
    contact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A filed record. Its profile version is the one in force at the encounter (PD22)."""

    id: RecordId
    number: str
    organisation: OrganisationId
    department: DepartmentId | None
    recorder: PersonId
    draft: DraftId
    profile: str
    profile_version: date
    encountered_at: datetime
    filed_at: datetime
    deadline: Deadline
    direct: bool
    by: Snapshot
    answers: Mapping[str, Answer] = field(default_factory=dict)
    receptions: tuple[Reception, ...] = ()
    forwarded_at: datetime | None = None
    version: int = 0

    @property
    def late(self) -> bool:
        """Filed after the last day was over; a fact, nobody's judgment (CH39)."""
        return self.filed_at >= self.deadline.due_at

    @property
    def heads(self) -> tuple[PersonId, ...]:
        """Who has the record as head."""
        return tuple(r.person for r in self.receptions if r.capacity is Capacity.HEAD)

    @property
    def inspectors(self) -> tuple[PersonId, ...]:
        """Who has the record as the discipline office, of the house or above it."""
        office = {Capacity.INSPECTOR, Capacity.SUPERIOR_INSPECTOR}
        return tuple(r.person for r in self.receptions if r.capacity in office)

    def reception_of(self, person: PersonId) -> Reception:
        """Return how a person received the record. Raise NotAllowed if they are no addressee."""
        for reception in self.receptions:
            if reception.person == person:
                return reception
        raise NotAllowed

    def deliver(self, *, to: PersonId, at: datetime) -> "Record":
        """Note that the bundle reached an addressee; the first time stands (CH2)."""
        reception = self.reception_of(to)
        if reception.received_at is not None:
            return self
        return self._with(reception, replace(reception, received_at=at))

    def forward(self, receptions: tuple[Reception, ...], *, at: datetime) -> "Record":
        """Add addressees; who has the record already keeps it as it was (CH2).

        Raise AlreadyForwarded: one head reports on for all.
        """
        if self.forwarded_at is not None:
            raise AlreadyForwarded
        known = {reception.person for reception in self.receptions}
        added = tuple(r for r in receptions if r.person not in known)
        return replace(self, receptions=(*self.receptions, *added), forwarded_at=at)

    def acknowledge(self, *, by: PersonId, at: datetime) -> "Record":
        """Note that an addressee said "received". Raise NotAllowed or AlreadyAcknowledged."""
        reception = self.reception_of(by)
        if reception.acknowledged_at is not None:
            raise AlreadyAcknowledged
        return self._with(reception, replace(reception, acknowledged_at=at))

    def _with(self, old: Reception, new: Reception) -> "Record":
        receptions = tuple(new if each is old else each for each in self.receptions)
        return replace(self, receptions=receptions)

    def said(self, question: str) -> str:
        """Return the text of an answer, empty where it is missing or unknown."""
        answer = self.answers.get(question)
        return answer.text if answer and not answer.unknown else ""

"""Repositories: domain objects in and out; none of them commits.

`get` raises Gone. `add` and `save` return the digest of the salted content for the journal;
`save` raises LostRace when somebody else wrote since the object was read.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from register.case_note import CaseNote
from register.cases import Case
from register.draft import Draft
from register.duties import Duty
from register.evidence import Evidence
from register.ids import (
    Account,
    CaseId,
    CaseNoteId,
    Cause,
    DepartmentId,
    DraftId,
    DutyId,
    EvidenceId,
    OmissionId,
    OrganisationId,
    PersonId,
    RecordId,
    TransferId,
    ZeroReportId,
)
from register.invites import Invite
from register.notes import Note
from register.omission import Omission
from register.organisations import Department, Organisation
from register.people import Person, Role
from register.record import Record
from register.transfer import Transfer
from register.workdays import Amendments
from register.zero_report import ZeroReport


class Organisations(Protocol):
    async def get(self, organisation: OrganisationId) -> Organisation: ...
    async def all(self) -> Sequence[Organisation]: ...
    async def add(self, organisation: Organisation) -> bytes: ...
    async def save(self, organisation: Organisation) -> bytes: ...
    async def department(self, department: DepartmentId) -> Department: ...
    async def departments(self, organisation: OrganisationId) -> Sequence[Department]: ...
    async def add_department(self, department: Department) -> bytes: ...


class People(Protocol):
    async def get(self, person: PersonId) -> Person: ...
    async def add(self, person: Person) -> bytes: ...
    async def save(self, person: Person) -> bytes: ...
    async def bound_to(self, account: Account) -> Person | None: ...
    async def holding(
        self, role: Role, *, organisation: OrganisationId, department: DepartmentId | None = None
    ) -> Sequence[Person]:
        """Return who holds a role, in a steady order; in one department if it is named.

        Who left holds none.
        """
        ...

    async def named(self, name: str, *, organisation: OrganisationId) -> Sequence[Person]:
        """Return everybody with exactly this name, leavers too, found by blind index."""
        ...

    async def of(self, organisation: OrganisationId) -> Sequence[Person]:
        """Return everybody of a house, leavers too, in a steady order."""
        ...


class Invites(Protocol):
    async def by_hash(self, code_hash: str) -> Invite | None: ...
    async def of(self, person: PersonId) -> Sequence[Invite]: ...
    async def add(self, invite: Invite) -> bytes: ...
    async def save(self, invite: Invite) -> bytes: ...


class Drafts(Protocol):
    async def get(self, draft: DraftId) -> Draft: ...
    async def add(self, draft: Draft) -> bytes: ...
    async def save(self, draft: Draft) -> bytes: ...
    async def open_of(self, recorder: PersonId) -> Sequence[Draft]:
        """Return the person's open drafts, the one touched last first."""
        ...

    async def open_without_duty(self) -> Sequence[Draft]:
        """Return the open drafts about which nothing was ever owed."""
        ...


class Duties(Protocol):
    async def get(self, duty: DutyId) -> Duty: ...
    async def add(self, duty: Duty) -> bytes: ...
    async def save(self, duty: Duty) -> bytes: ...
    async def open_about(self, about: str, clock: str) -> Sequence[Duty]:
        """Return the open duties of a clock about a draft or record, one an owner."""
        ...

    async def open_of(self, owner: PersonId) -> Sequence[Duty]:
        """Return what a person owes, the next due first."""
        ...

    async def to_remind(self, *, until: datetime, limit: int) -> Sequence[Duty]:
        """Return open duties whose next reminder is due, of one morning the most urgent first."""
        ...

    async def passed(self, clock: str, *, at: datetime, limit: int) -> Sequence[Duty]:
        """Return open duties of a clock whose last day is over, the longest over first."""
        ...

    async def counted_by_others(self, calendar_version: str, *, limit: int) -> Sequence[Duty]:
        """Return open duties that were counted by another calendar."""
        ...


class EvidenceItems(Protocol):
    async def get(self, evidence: EvidenceId) -> Evidence: ...
    async def add(self, evidence: Evidence) -> bytes: ...
    async def save(self, evidence: Evidence) -> bytes: ...
    async def of_draft(self, draft: DraftId) -> Sequence[Evidence]:
        """Return what is sealed in a draft, or in the record made of it, in order of arrival."""
        ...

    async def of_group(self, sender: PersonId, group: str) -> Sequence[Evidence]:
        """Return the items of one album, in order of arrival."""
        ...

    async def loose(self, sender: PersonId) -> Sequence[Evidence]:
        """Return what a person sealed and put into no draft, the latest first."""
        ...

    async def same_bytes(self, evidence: Evidence) -> Evidence | None:
        """Return the sender's earlier sealed item with the same bytes, found by blind index.

        What two people sent first is two items, however alike: each of them may be the subject.
        """
        ...


class Records(Protocol):
    async def get(self, record: RecordId) -> Record: ...
    async def add(self, record: Record) -> bytes: ...
    async def save(self, record: Record) -> bytes: ...
    async def of_draft(self, draft: DraftId) -> Record | None: ...
    async def by(self, recorder: PersonId, *, limit: int | None = 50) -> Sequence[Record]:
        """Return what a person filed, the latest first; with None all of it."""
        ...

    async def received_by(self, person: PersonId, *, limit: int) -> Sequence[Record]:
        """Return what reached a person as addressee, the latest filed first."""
        ...

    async def witnessed_by(self, person: PersonId, *, limit: int) -> Sequence[Record]:
        """Return what a person was asked to sign as present, the latest filed first."""
        ...

    async def filed(
        self, organisation: OrganisationId, *, since: datetime, until: datetime
    ) -> Sequence[Record]:
        """Return what a house filed from `since` to before `until`, the earliest first."""
        ...

    async def naming(self, case: Case) -> Sequence[Record]:
        """Return the house's records that name a case or its number, found by blind index."""
        ...

    async def about(self, subject: str, *, organisation: OrganisationId) -> Sequence[Record]:
        """Return the house's records of exactly this subject, found by blind index."""
        ...


class Cases(Protocol):
    async def get(self, case: CaseId) -> Case: ...
    async def add(self, case: Case) -> bytes: ...
    async def save(self, case: Case) -> bytes: ...
    async def of(self, person: PersonId) -> Sequence[Case]:
        """Return what a person handles or handled, in a steady order."""
        ...

    async def called(self, words: str, *, organisation: OrganisationId) -> Sequence[Case]:
        """Return the cases with exactly this number or name, found by blind index."""
        ...

    async def ending(self, organisation: OrganisationId, *, since: date) -> Sequence[Case]:
        """Return the cases that are about to close, or closed since a day, in a steady order."""
        ...


class CaseNotes(Protocol):
    async def get(self, note: CaseNoteId) -> CaseNote: ...
    async def add(self, note: CaseNote) -> bytes: ...
    async def save(self, note: CaseNote) -> bytes: ...
    async def of(self, owner: PersonId) -> Sequence[CaseNote]:
        """Return a person's own, the latest first."""
        ...


class ZeroReports(Protocol):
    async def get(self, report: ZeroReportId) -> ZeroReport: ...
    async def add(self, report: ZeroReport) -> bytes: ...
    async def save(self, report: ZeroReport) -> bytes: ...
    async def of(self, handler: PersonId) -> Sequence[ZeroReport]:
        """Return a person's own, the latest opened first."""
        ...

    async def of_case(self, case: CaseId) -> Sequence[ZeroReport]:
        """Return those of every handler of a case: for acts and the discipline office alone."""
        ...

    async def to_sign(self, organisation: OrganisationId) -> Sequence[ZeroReport]:
        """Return what the handlers of a house have yet to sign: to remind each of their own."""
        ...

    async def to_confirm(
        self, person: PersonId, *, limit: int | None = None
    ) -> Sequence[ZeroReport]:
        """Return what was submitted to a person and waits, the earliest statement first."""
        ...


class Transfers(Protocol):
    async def get(self, transfer: TransferId) -> Transfer: ...
    async def add(self, transfer: Transfer) -> bytes: ...
    async def save(self, transfer: Transfer) -> bytes: ...
    async def of(self, person: PersonId, *, limit: int) -> Sequence[Transfer]:
        """Return what somebody registered or was asked to sign for, the latest first."""
        ...

    async def underway_with(self, person: PersonId) -> Sequence[Transfer]:
        """Return those of them that have not arrived, the earliest first."""
        ...


class Omissions(Protocol):
    async def get(self, omission: OmissionId) -> Omission: ...
    async def add(self, omission: Omission) -> bytes: ...
    async def save(self, omission: Omission) -> bytes: ...
    async def of_account(self, account: Account) -> Sequence[Omission]:
        """Return what was written in an account's chat, the latest begun first."""
        ...

    async def read_by(self, person: PersonId) -> Sequence[Omission]:
        """Return what reached a person of the discipline office, the latest begun first."""
        ...


class Journal(Protocol):
    async def seen(self, cause: Cause, act: str, about: str) -> bool:
        """Tell whether this cause has already done this act to this object."""
        ...

    async def append(
        self,
        act: str,
        about: str,
        *,
        organisation: OrganisationId,
        actor: PersonId | None,
        cause: Cause,
        at: datetime,
        codes: Mapping[str, str] | None = None,
        content: bytes = b"",
    ) -> None:
        """Add one entry to the organisation's chain, in the transaction of the act."""
        ...


class CalendarDays(Protocol):
    """What was added to the data set of working days; it belongs to no organisation."""

    async def known(self) -> Amendments: ...
    async def add(self, amendments: Amendments, *, at: datetime) -> None:
        """Keep days and announced years; they take the place of what was said of them before."""
        ...


class Outbox(Protocol):
    async def add(self, note: Note) -> None:
        """Keep a note; one with the same key is not told twice."""
        ...

    async def put_off(self, note: Note) -> None:
        """Keep a note, or wait until its new `not_before` and tell it anew."""
        ...

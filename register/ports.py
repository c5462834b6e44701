"""What the core needs from the world. Edges implement these; the core imports no edge."""

from collections.abc import AsyncIterable, AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from register.case_note import CaseNote
from register.cases import Case
from register.draft import Draft
from register.duties import Duty
from register.evidence import Evidence
from register.forms import (
    CaseNoteForm,
    Receipts,
    RegistrationForm,
    RegistrationSheet,
    ZeroReportForm,
)
from register.ids import (
    Account,
    CaseId,
    CaseNoteId,
    Cause,
    DepartmentId,
    DraftId,
    DutyId,
    EvidenceId,
    OrganisationId,
    PersonId,
    RecordId,
    TransferId,
    ZeroReportId,
)
from register.invites import Invite
from register.notes import Note
from register.organisations import Department, Organisation
from register.people import Person, Role
from register.record import Record
from register.transfer import Transfer
from register.workdays import Amendments, Calendar
from register.zero_report import ZeroReport


class Clock(Protocol):
    """Tells the time; never a deadline."""

    def __call__(self) -> datetime:
        """Return now, aware, in UTC."""
        ...


class CurrentCalendar(Protocol):
    """Knows which days work; a notice that is added counts without a restart."""

    def __call__(self) -> Calendar:
        """Return the calendar as it is known now; one count holds on to one value."""
        ...


# ── Repositories: domain objects in and out; none of them commits ──────────────────────────────
# `get` raises Gone. `add` and `save` return the digest of the salted content for the journal;
# `save` raises LostRace when somebody else wrote since the object was read.


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


class UnitOfWork(Protocol):
    """All that happens in one transaction."""

    @property
    def organisations(self) -> Organisations: ...
    @property
    def people(self) -> People: ...
    @property
    def invites(self) -> Invites: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def duties(self) -> Duties: ...
    @property
    def evidence(self) -> EvidenceItems: ...
    @property
    def records(self) -> Records: ...
    @property
    def calendar(self) -> CalendarDays: ...
    @property
    def cases(self) -> Cases: ...
    @property
    def case_notes(self) -> CaseNotes: ...
    @property
    def zero_reports(self) -> ZeroReports: ...
    @property
    def transfers(self) -> Transfers: ...
    @property
    def journal(self) -> Journal: ...
    @property
    def outbox(self) -> Outbox: ...


class Store(Protocol):
    def begin(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """One writing transaction: commits on a clean exit, rolls back on any exception."""
        ...

    def read(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """One consistent view without the write lock; what is written in it is rolled back."""
        ...


# ── Custody ────────────────────────────────────────────────────────────────────────────────────


class StreamCipher(Protocol):
    """Encrypts or decrypts one file piece by piece, in constant memory."""

    def encrypt(self, chunks: AsyncIterable[bytes]) -> AsyncIterator[bytes]: ...
    def decrypt(self, chunks: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
        """Raise Unreadable when a byte was changed, moved, cut off or added."""
        ...


class Keys(Protocol):
    def encrypt(self, plaintext: bytes, *, bound_to: str) -> bytes:
        """Return a self-describing blob that opens only with the same `bound_to`."""
        ...

    def decrypt(self, blob: bytes, *, bound_to: str) -> bytes:
        """Raise Unreadable."""
        ...

    def blind(self, kind: str, value: str) -> bytes:
        """Return the keyed index of a value: equal values of a kind have equal indexes."""
        ...

    def stream(self, name: str) -> StreamCipher:
        """Return the cipher of the vault object `name`; it opens under no other name."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What the vault says of the bytes it took: digests of the plaintext, then of its file."""

    name: str
    size: int
    sha256: bytes
    sm3: bytes
    ciphertext_sha256: bytes


class Vault(Protocol):
    async def store(self, name: str, chunks: AsyncIterable[bytes]) -> Stored:
        """Keep the bytes under a name; storing again under it replaces a broken attempt.

        Raise StorageFull. An interrupted store leaves nothing under the name.
        """
        ...

    def read(self, name: str) -> AsyncIterator[bytes]:
        """Yield the plaintext, verified piece by piece. Raise Unreadable, or Gone."""
        ...

    async def discard(self, name: str) -> None: ...


class Papers(Protocol):
    def registration_form(self, form: RegistrationForm) -> bytes:
        """Return Form 1 of RUDONG as PDF."""
        ...

    def registration_sheet(self, sheet: RegistrationSheet) -> bytes:
        """Return a sheet of a rule system that prints no form as PDF."""
        ...

    def zero_report_form(self, form: ZeroReportForm) -> bytes:
        """Return Form 2 of RUDONG as PDF."""
        ...

    def case_note(self, form: CaseNoteForm) -> bytes:
        """Return a note for the case file as PDF."""
        ...

    def receipts(self, receipts: Receipts) -> bytes:
        """Return all receipts of a recorder as one PDF."""
        ...

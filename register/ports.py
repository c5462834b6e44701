"""What the core needs from the world. Edges implement these; the core imports no edge."""

from collections.abc import AsyncIterable, AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from register.forms import (
    CaseNoteForm,
    Receipts,
    RegistrationForm,
    RegistrationSheet,
    ZeroReportForm,
)
from register.repositories import (
    CalendarDays,
    CaseNotes,
    Cases,
    Drafts,
    Duties,
    EvidenceItems,
    Invites,
    Journal,
    Omissions,
    Organisations,
    Outbox,
    People,
    Records,
    Transfers,
    ZeroReports,
)
from register.workdays import Calendar


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
    def omissions(self) -> Omissions: ...
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

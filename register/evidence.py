"""Evidence: the original bytes and how they came."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from register.errors import EvidenceInDraft, EvidenceInTransfer, Gone, NotSealed
from register.ids import Account, DraftId, EvidenceId, OrganisationId, PersonId, TransferId


class Kind(StrEnum):
    """How the item came through the messenger."""

    PHOTO = "photo"
    DOCUMENT = "document"
    VOICE = "voice"
    AUDIO = "audio"
    VIDEO = "video"
    VIDEO_NOTE = "video_note"
    TEXT = "text"


class Mark(StrEnum):
    """What the way of coming did to the bytes (EC4, EC5)."""

    COMPRESSED = "compressed"
    FIRST_FORM = "first_form"
    AS_FORWARDED = "as_forwarded"
    AS_SENT = "as_sent"


class State(StrEnum):
    RECEIVING = "receiving"
    SEALED = "sealed"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"


_COMPRESSED = {Kind.PHOTO, Kind.VIDEO, Kind.VIDEO_NOTE}


def mark_of(kind: Kind, *, forwarded: bool) -> Mark:
    """Return what can be said about the bytes of an item (requirements EC5)."""
    if kind in _COMPRESSED:
        return Mark.COMPRESSED
    if kind is Kind.VOICE:
        return Mark.AS_FORWARDED if forwarded else Mark.FIRST_FORM
    return Mark.AS_SENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an item came from, as the messenger tells it: claims, not facts (EC4).

    `forwarded_from` is the name of who sent it first, `account` theirs, where it is not hidden.
    """

    file: str = ""
    message: str = ""
    group: str = ""
    sent_at: datetime | None = None
    forwarded_from: str = ""
    account: Account | None = None

    @property
    def first_sender(self) -> str:
        """By what the first sender is told apart: the account, or the name where it is hidden."""
        return self.account or self.forwarded_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One sealed item. Digests and size are of the bytes received, before anything else (EC1).

    `place` names the object in the vault; `draft` is where the item was put; `same_as` points
    to the sender's first copy of the same bytes. `first_sender` is who of the staff the account
    of its origin was bound to when the item came; an account can change hands, this stays.
    What is handed on by a `transfer` is its sender's no more.
    """

    id: EvidenceId
    number: str
    organisation: OrganisationId
    sender: PersonId
    kind: Kind
    mark: Mark
    received_at: datetime
    state: State = State.RECEIVING
    sealed_at: datetime | None = None
    place: str = ""
    ciphertext_sha256: bytes = b""
    same_as: EvidenceId | None = None
    draft: DraftId | None = None
    name: str = ""
    caption: str = ""
    mime: str = ""
    size: int = 0
    sha256: bytes = b""
    sm3: bytes = b""
    origin: Origin = field(default_factory=Origin)
    first_sender: PersonId | None = None
    transfer: TransferId | None = None
    version: int = 0

    def seal(  # the five facts that the vault tells
        self, *, at: datetime, size: int, sha256: bytes, sm3: bytes, ciphertext_sha256: bytes
    ) -> "Evidence":
        """Fix the digests of the received bytes, once. Raise Gone if that was done before."""
        if self.sealed_at is not None:
            raise Gone
        return replace(
            self,
            state=State.SEALED,
            sealed_at=at,
            size=size,
            sha256=sha256,
            sm3=sm3,
            ciphertext_sha256=ciphertext_sha256,
        )

    def abandon(self) -> "Evidence":
        """Give up an item whose bytes will never come."""
        return replace(self, state=State.WITHDRAWN)

    def put_into(self, draft: DraftId | None) -> "Evidence":
        """Put the item into a draft, or take it out with None.

        Raise NotSealed, EvidenceInTransfer or Gone.
        """
        self._ensure_kept()
        if draft is not None and self.transfer is not None:
            raise EvidenceInTransfer
        return replace(self, draft=draft)

    def put_into_transfer(self, transfer: TransferId) -> "Evidence":
        """Let the item be handed on.

        Raise EvidenceInDraft, EvidenceInTransfer, NotSealed or Gone.
        """
        self._ensure_kept()
        if self.transfer is not None:
            raise EvidenceInTransfer
        if self.draft is not None:
            raise EvidenceInDraft
        return replace(self, transfer=transfer)

    def arrive_in(self, draft: DraftId) -> "Evidence":
        """Put what was handed on into the draft of who has it now."""
        return replace(self, draft=draft)

    def withdraw(self) -> "Evidence":
        """Give the bytes up; digest and time stay.

        Raise EvidenceInDraft, EvidenceInTransfer, NotSealed or Gone.
        """
        if self.transfer is not None:
            raise EvidenceInTransfer
        if self.draft is not None:
            raise EvidenceInDraft
        self._ensure_kept()
        return replace(self, state=State.WITHDRAWN)

    def _ensure_kept(self) -> None:
        if self.state is State.RECEIVING:
            raise NotSealed
        if self.state is not State.SEALED:
            raise Gone

"""What the bot keeps for itself: updates and their lanes, dialog memory, notes to deliver, cards.

Storage implements these by shape. Values are read-only views of rows; Telegram's ids stop here.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One raw update as Telegram sent it; `chat` is its lane."""

    update_id: int
    chat: int
    payload: bytes


class StoredUpdate(Protocol):
    """An update that waits, with the number of tries in which our own code failed."""

    @property
    def id(self) -> int: ...
    @property
    def update_id(self) -> int: ...
    @property
    def chat(self) -> int: ...
    @property
    def received_at(self) -> datetime: ...
    @property
    def payload(self) -> bytes: ...
    @property
    def tries(self) -> int: ...


class Lane(Protocol):
    """A chat's queue of updates, leased to one worker by a random token."""

    @property
    def chat(self) -> int: ...
    @property
    def token(self) -> str: ...


class Updates(Protocol):
    """The durable inbox of one bot. Leases run on machine time, everything else on the Clock."""

    async def keep(self, batch: Sequence[Incoming]) -> int:
        """Commit a batch, encrypted, each `update_id` once. Return how many are new."""
        ...

    async def lease(self) -> Lane | None:
        """Lease the lane whose update waits longest, for 30 s, by conditional UPDATE."""
        ...

    async def renew(self, lane: Lane) -> bool:
        """Prolong the lease; False when somebody else holds the lane."""
        ...

    async def next(self, lane: Lane) -> StoredUpdate | None: ...

    async def handled(
        self, lane: Lane, update: StoredUpdate, memory: Mapping[str, Mapping[str, Any] | None]
    ) -> bool:
        """Commit mark, dialog memory (None erases a key) and the erasing of the payload together.

        Return False, and commit nothing, when the lane's token is no longer ours.
        """
        ...

    async def failed(self, lane: Lane, update: StoredUpdate) -> bool:
        """Count a try of our own code; True when it was the third and the update is set aside."""
        ...

    async def wait(self, lane: Lane, seconds: float) -> None:
        """Give the lane back and let it rest."""
        ...

    async def release(self, lane: Lane) -> None: ...

    async def next_wake(self) -> float | None:
        """Return in how many seconds a resting lane wakes, None when none rests."""
        ...

    async def forget_leases(self) -> None:
        """Clear leases that a killed process left behind (SQLite: one process owns the file)."""
        ...

    async def counts(self) -> tuple[int, int]:
        """Return how many updates wait and how many lanes are busy."""
        ...

    async def prune(self, *, before: datetime) -> int:
        """Delete rows handled before a time; waiting and set-aside ones stay."""
        ...


class DialogMemory(Protocol):
    async def recall(self, key: str) -> Mapping[str, Any] | None: ...


class DueNote(Protocol):
    """A note that this process has claimed, under a random token."""

    @property
    def id(self) -> int: ...
    @property
    def token(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def organisation(self) -> str: ...
    @property
    def object(self) -> str: ...
    @property
    def addressee(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def tries(self) -> int: ...


class Notes(Protocol):
    """The outbox as delivery sees it."""

    async def claim(self, *, now: datetime) -> DueNote | None:
        """Take the most urgent, then oldest note that is due, by conditional UPDATE."""
        ...

    async def told(self, note: DueNote) -> None:
        """Mark a note as told, unless it was put off meanwhile."""
        ...

    async def later(self, note: DueNote, *, until: datetime, failed: bool) -> None:
        """Give the note back, not before a time; `failed` counts a try."""
        ...

    async def dropped(self, note: DueNote) -> None:
        """Close a note that cannot be told: its addressee has no chat."""
        ...

    async def forget_claims(self) -> None:
        """Clear claims that a killed process left behind (SQLite: one process owns the file)."""
        ...

    async def next_due(self) -> datetime | None: ...

    async def due(self, *, now: datetime) -> int:
        """Return how many notes are due now."""
        ...


class Card(Protocol):
    """A message that shows an object and stays clickable."""

    @property
    def id(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def object(self) -> str: ...
    @property
    def person(self) -> str: ...
    @property
    def chat(self) -> int: ...
    @property
    def message(self) -> int: ...
    @property
    def sent_at(self) -> datetime: ...


class Cards(Protocol):
    """Where an object is shown, so that it can be shown anew or taken back."""

    async def remember(
        self, *, kind: str, about: str, person: str, chat: int, message: int, at: datetime
    ) -> int: ...
    async def of(self, about: str, *, kind: str | None = None) -> Sequence[Card]: ...
    async def get(self, card: int) -> Card | None: ...
    async def forget(self, card: int) -> None: ...


class Conversation(Protocol):
    """Which messages belong to a draft, so that one tap can clear them after filing."""

    async def add(self, draft: str, *, chat: int, messages: Collection[int], at: datetime) -> None:
        """Keep messages, at least one; those that are kept already stay as they are."""
        ...

    async def of(self, draft: str) -> Sequence[tuple[int, int, datetime]]: ...
    async def clear(self, draft: str) -> None: ...


class Pace(Protocol):
    """Telegram's pace as a row in the database: 25 notes a second, one a second per chat."""

    async def turn(self, chat: int, *, now: datetime) -> datetime:
        """Book now for a note to this chat and return it, or return when it will be free."""
        ...

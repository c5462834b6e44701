"""Facts to be told to someone. No wording: it is chosen when the note is delivered."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from register.ids import OrganisationId, PersonId


class NoteKind(StrEnum):
    RECORD_RECEIVED = "record_received"
    """An addressee has a record to read; renders from the record as it is now."""
    RECORD_CHANGED = "record_changed"
    """Every card of the record is rendered anew."""
    RECORD_ACKNOWLEDGED = "record_acknowledged"
    """The recorder learns that an addressee said "received"."""
    DIGEST = "digest"
    """The one morning message that lists what its addressee owes."""
    DUTY_PASSED = "duty_passed"
    """A supervisor's last day is over without the act; the discipline office learns of it."""
    SERVE_ON_PAPER = "serve_on_paper"
    """A record cannot reach its addressee's chat; the discipline office hands it over."""
    ALBUM_SEALED = "album_sealed"
    """One answer for all items of an album."""
    TAKE_BACK = "take_back"
    """Opened content leaves the chat again."""
    UPDATE_SET_ASIDE = "update_set_aside"
    """The person's message could not be handled; nothing is lost."""
    CALENDAR_ENDS = "calendar_ends"
    """The administrator learns that a year's notice is not loaded; dates in it are guesses."""
    PERSON_UNREACHABLE = "person_unreachable"
    """The administrator learns that somebody's chat cannot be reached, and nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Written in the act's transaction; `key` is unique, so a repeated act tells nobody twice.

    `not_before` is UTC. `urgent` notes leave before the others.
    """

    kind: NoteKind
    organisation: OrganisationId
    object: str
    addressee: PersonId
    key: str
    not_before: datetime
    urgent: bool = False

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
    RECORD_SUPPLEMENTED = "record_supplemented"
    """An addressee learns that facts were added or corrected."""
    OPINION_SIGNED = "opinion_signed"
    """The recorder learns that somebody signed their box of the form."""
    ASKED_BACK = "asked_back"
    """The recorder has a supervisor's question to answer."""
    ANSWERED_BACK = "answered_back"
    """A supervisor's question was answered."""
    CONSENT_SAID = "consent_said"
    """The recorder learns whether their late entry was consented to."""
    ADDRESSEE_RECUSED = "addressee_recused"
    """The recorder learns that an addressee withdrew, and not why."""
    COSIGN_ASKED = "cosign_asked"
    """Somebody present is to sign what they witnessed; renders from the record as it is now."""
    COSIGN_CHANGED = "cosign_changed"
    """Their card is rendered anew: they signed, or did not."""
    COSIGN_REMINDED = "cosign_reminded"
    """They have said neither; told on two mornings at most."""
    COSIGN_SAID = "cosign_said"
    """The recorder learns that somebody present signed, or did not."""
    TRANSFER_ASKED = "transfer_asked"
    """Material waits for this person's signature; renders from the transfer as it is now."""
    TRANSFER_CHANGED = "transfer_changed"
    """Their card is rendered anew: it went on, or arrived."""
    TRANSFER_REMINDED = "transfer_reminded"
    """The material waits still; told on two mornings at most."""
    TRANSFER_ARRIVED = "transfer_arrived"
    """Who registered it learns that the handler has it."""
    DIGEST = "digest"
    """The one morning message that lists what its addressee owes."""
    DUTY_PASSED = "duty_passed"
    """A head learns, as a fact, that their last day is over and the duty is passed on."""
    SERVE_ON_PAPER = "serve_on_paper"
    """A record cannot reach its addressee's chat; the discipline office hands it over."""
    ALBUM_SEALED = "album_sealed"
    """One answer for all items of an album."""
    TAKE_BACK = "take_back"
    """Opened content leaves the chat again."""
    ZERO_REPORT_OWED = "zero_report_owed"
    """A handler owes zero reports (RUDONG 16); one note an act, its object the first of them."""
    ZERO_REPORT_SUBMITTED = "zero_report_submitted"
    """Zero reports wait for this person's confirmation; one note a day, its object the person."""
    ZERO_REPORT_RETURNED = "zero_report_returned"
    """The handler learns that a zero report was not confirmed, and why."""
    ZERO_REPORT_CONFIRMED = "zero_report_confirmed"
    """The handler learns that zero reports can go into their files; one note a page."""
    ZERO_REPORT_SUPERSEDED = "zero_report_superseded"
    """The recorder alone learns that their record took the place of their zero report (I2)."""
    CASE_GIVEN = "case_given"
    """A colleague handed a case to this person, or brought them in."""
    LEAVER_DRAFT = "leaver_draft"
    """The discipline office learns that somebody left an open draft behind, and until when."""
    DEPUTY_CHANGED = "deputy_changed"
    """A deputy learns that they stand in for somebody (the object), or do no longer."""
    UNBINDING_ASKED = "unbinding_asked"
    """An inspector is to decide whether somebody loses their account (W5)."""
    UNBINDING_CHANGED = "unbinding_changed"
    """The cards of such a request are rendered anew: it was decided, or another followed."""
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

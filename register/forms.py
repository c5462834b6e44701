"""Papers as facts for the printer: Forms 1 and 2, sheets, case notes, receipts. Values, no layout.

Every text arrives as it is to be printed; where a fact is unknown, the word for that is its value.
"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """One opinion: what was written, by whom, and when (RUDONG 14)."""

    text: str
    name: str
    at: datetime
    """Aware."""
    house_rule: str = ""
    """Why another than the print's own office signed, as a house rule; may be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annexed:
    """One fact that came after filing: a supplement, a correction, a question, its answer.

    Consent to a late entry and its refusal are such facts too (E11).
    """

    kind: str
    """What it is, in words."""
    text: str
    """May be empty where the kind says it all."""
    name: str
    at: datetime
    """Aware."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """One item of the annexed list of evidence (E12: ours, no box of the form)."""

    number: str
    kind: str
    name: str
    received_at: datetime
    """Aware; when the bytes reached the register."""
    size: int
    """Bytes as received."""
    sha256: str
    """Hexadecimal, over the bytes as received."""
    sm3: str
    """Hexadecimal, over the same bytes."""
    mark: str
    """What the reader must know of the bytes, such as their compression; may be empty."""
    mime: str = ""
    """What the bytes are, found in them and not in the name; empty where nothing was found."""
    origin: str = ""
    """When it was sent and from whom it was forwarded, as the messenger tells it (EC4)."""
    caption: str = ""
    """What its sender wrote below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationForm:
    """What stands in the boxes of Form 1 (RUDONG 7, 14) and beside them."""

    subject_name: str
    """F1-1."""
    subject_post: str
    """F1-2, with the unit."""
    subject_contact: str
    """F1-3."""
    recorder_name: str
    """F1-4."""
    recorder_post: str
    """F1-5, with the department, as on the day of filing."""
    recorder_contact: str
    """F1-6."""
    case: str
    """F1-7: cause, stage of the proceedings and case handler."""
    encounter: str
    """F1-8, first line: time, manner and place."""
    narrative: str
    """F1-8, the main content."""
    reply: str
    """F1-9: form and content of the recorder's answer."""
    remarks: str
    """F1-10, with the reason of a late entry and the wish of article 18."""
    number: str
    """The record's number (E12: ours, printed outside the form, as is all that follows)."""
    filed_at: datetime
    """Aware."""
    due_on: date
    """The last day on which recording was in time."""
    late: bool
    """A late entry (RUDONG 7); marked, never back-dated."""
    evidence: tuple[EvidenceLine, ...]
    head_opinions: tuple[Signed, ...] = ()
    """F1-11, in the order of signing; empty prints the empty box."""
    leader_opinions: tuple[Signed, ...] = ()
    """F1-12."""
    discipline_opinions: tuple[Signed, ...] = ()
    """F1-13."""
    annexes: tuple[Annexed, ...] = ()
    """What came after filing, in its order; printed on an annex page."""
    read_by: str = ""
    """Who reads this copy and since when, across every page (K2); empty on the recorder's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One question of a sheet with its answer in words; a `brief` one shares its row."""

    label: str
    text: str
    brief: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSection:
    """Questions that stand together; `blank` names those that were left open, in words."""

    label: str
    lines: tuple[SheetLine, ...]
    blank: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSignature:
    """What one person wrote into a box of signatures, and when.

    Who was asked and did not sign, or would not, stands there with `signed` false (CH38).
    """

    text: str
    name: str
    at: datetime
    """Aware."""
    signed: bool = True
    house_rule: str = ""
    """Why another than the office of the box signed, as a house rule; may be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSigner:
    """One box of signatures; without entries it leaves room for ink."""

    label: str
    entries: tuple[SheetSignature, ...] = ()
    note: str = ""
    """What is known of the box itself, such as when the office received the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationSheet:
    """A sheet of a rule system whose text prints no form (CHANGCHUN 4, 7; SPC 10).

    What it says is data from end to end, so that any paper of sections, signatures and annexes is
    printed by it, the filing form of CHANGCHUN 7(2) too (E9).
    """

    title: str
    """May have two lines."""
    number: str
    heads: tuple[str, ...]
    """What stands in the head margin of every page: times, the last day, a late entry."""
    dated: datetime
    """Aware; the day of the paper itself."""
    sections: tuple[SheetSection, ...]
    signers: tuple[SheetSigner, ...] = ()
    notes: tuple[str, ...] = ()
    """What the rules say of the paper, below its frame."""
    basis: str = ""
    """The articles it rests on, in words."""
    imprint: str = ""
    """Whose title and layout it is, outside the frame: nothing is passed off as the text's own."""
    evidence: tuple[EvidenceLine, ...] = ()
    annexes: tuple[Annexed, ...] = ()
    """What came after filing, in its order; printed on an annex page."""
    read_by: str = ""
    """Who reads this copy and since when, across every page (K2); empty on the recorder's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ZeroReportForm:
    """What stands in Form 2 (RUDONG 16) and beside it."""

    case_name: str
    """F2-2, with the number where there is one."""
    handler_name: str
    """F2-3."""
    confirmer_name: str
    """F2-4; empty prints the empty line."""
    stated_on: date
    """F2-5: the day of the statement, not of its confirmation."""
    house_rule: str
    """Why another than the head confirmed (CH15), printed outside the form; may be empty."""
    exempt_notes: tuple[str, ...]
    """Numbers of notes about exempt contacts (CH14), printed outside the form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNoteForm:
    """A note for the case file (RUDONG 4, 12; SPC 5 to 8): a paper of ours, no form of the rules.

    Its words are those of the kind, in the rule system under which it was written.
    """

    number: str
    title: str
    case_name: str
    """With the number where there is one; empty prints an empty line."""
    source_label: str
    source: str
    """Who gave the guidance, or sent the letter."""
    happened_label: str
    happened: str
    """When: to the minute, or the day alone."""
    text_label: str
    text: str
    """What was said, or what was handed over and to whom."""
    facts: tuple[tuple[str, str], ...]
    """What else the kind asks, each with its label."""
    basis: str
    """What the note rests on, with its articles."""
    owner_name: str
    owner_post: str
    noted_at: datetime
    """Aware."""
    case_file: str
    """Into what it goes, in the word of the rules; empty where it lies in no case file."""
    volume: str
    """Where it lies in the case file, with `page`; empty prints an empty line."""
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptLine:
    """What proves one record on time (RUDONG 7): no names, no case, nothing of its content."""

    number: str
    recorder_post: str
    """With the department, as on the day of filing."""
    encountered: str
    """When it happened, as the recorder knew it: to the minute, or the day alone."""
    filed_at: datetime
    """Aware."""
    due_on: date
    """The last day on which recording was in time."""
    count: str
    """How that day was counted."""
    discharged: str
    """Whether the duty was done in time."""
    sent_to: str
    """The offices that got the record by now."""
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipts:
    """All receipts of one recorder."""

    recorder_name: str
    made_at: datetime
    """Aware."""
    receipts: tuple[ReceiptLine, ...]

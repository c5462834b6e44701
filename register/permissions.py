"""Who may do what: one table. Rights are read at the tap, never at the send."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from register.afterwards import Capacity
from register.case_note import CaseNote
from register.cases import Case
from register.draft import Draft
from register.duties import Duty
from register.errors import NotAllowed
from register.evidence import Evidence
from register.ids import PersonId
from register.omission import Omission
from register.people import Person
from register.record import Record
from register.transfer import Transfer
from register.zero_report import ZeroReport


class Right(StrEnum):
    """What can be done to a thing that the register keeps."""

    WRITE_DRAFT = "write_draft"
    USE_EVIDENCE = "use_evidence"
    OPEN_RECORD = "open_record"
    ACKNOWLEDGE_RECORD = "acknowledge_record"
    FORWARD_RECORD = "forward_record"
    SIGN_OPINION = "sign_opinion"
    ASK_BACK = "ask_back"
    ANSWER_BACK = "answer_back"
    SUPPLEMENT_RECORD = "supplement_record"
    CONSENT_TO_RECORD = "consent_to_record"
    REFER_RECORD = "refer_record"
    RECUSE = "recuse"
    COSIGN_RECORD = "cosign_record"
    SEE_DUTY = "see_duty"
    NAME_DEPUTY = "name_deputy"
    HANDLE_CASE = "handle_case"
    NOTE_ON_CASE = "note_on_case"
    KEEP_CASE_NOTE = "keep_case_note"
    SIGN_ZERO_REPORT = "sign_zero_report"
    CONFIRM_ZERO_REPORT = "confirm_zero_report"
    PRINT_ZERO_REPORT = "print_zero_report"
    SEE_TRANSFER = "see_transfer"
    READ_OMISSION = "read_omission"
    DECIDE_OMISSION = "decide_omission"


def _recorder(person: PersonId, thing: Draft | Record) -> bool:
    return person == thing.recorder


def _sender(person: PersonId, thing: Evidence) -> bool:
    return person == thing.sender


def _owner(person: PersonId, thing: Duty | CaseNote) -> bool:
    return person == thing.owner


def _addressee(person: PersonId, thing: Record) -> bool:
    """Tell whether a record is theirs to deal with: who withdrew has no part in it any more."""
    received = any(person == reception.person for reception in thing.receptions)
    return received and person not in thing.recused


def _received(person: PersonId, thing: Record) -> bool:
    """Tell whether somebody of the house received it: to others it is only referred."""
    return any(
        person == reception.person and reception.capacity is not Capacity.REFERRED
        for reception in thing.receptions
    )


def _forwarder(person: PersonId, thing: Record) -> bool:
    return person in thing.forwarders


def _consenter(person: PersonId, thing: Record) -> bool:
    return person in thing.consenters


def _referrer(person: PersonId, thing: Record) -> bool:
    return person in thing.referrers


def _present(person: PersonId, thing: Record) -> bool:
    return any(person == each.person for each in thing.cosignatures)


def _recorder_or_addressee(person: PersonId, thing: Record) -> bool:
    return _recorder(person, thing) or _addressee(person, thing)


def _at_their_desk(person: PersonId, thing: Person) -> bool:
    return person == thing.id and thing.is_at_a_desk


def _case_handler(person: PersonId, thing: Case) -> bool:
    return person in thing.handlers


def _case_handler_once(person: PersonId, thing: Case) -> bool:
    return any(person == handling.person for handling in thing.handlings)


def _signer(person: PersonId, thing: ZeroReport) -> bool:
    return person == thing.handler


def _confirmer(person: PersonId, thing: ZeroReport) -> bool:
    return any(person == confirmer.person for confirmer in thing.confirmers)


def _signer_or_confirmer(person: PersonId, thing: ZeroReport) -> bool:
    return _signer(person, thing) or _confirmer(person, thing)


def _in_hand(person: PersonId, thing: Transfer) -> bool:
    return thing.may_see(person)


def _reader(person: PersonId, thing: Omission) -> bool:
    return any(person == reader.person for reader in thing.readers)


_TABLE: Mapping[Right, Callable[..., bool]] = {
    Right.WRITE_DRAFT: _recorder,  # nobody writes for another (RUDONG 5)
    Right.USE_EVIDENCE: _sender,
    Right.OPEN_RECORD: _recorder_or_addressee,  # form note: own copy; RUDONG 15: nobody else
    Right.ACKNOWLEDGE_RECORD: _addressee,
    Right.FORWARD_RECORD: _forwarder,  # RUDONG 13: the head, or who took over from the head
    Right.SIGN_OPINION: _addressee,  # RUDONG 14: everybody who received the report
    Right.ASK_BACK: _addressee,
    Right.ANSWER_BACK: _recorder,
    Right.SUPPLEMENT_RECORD: _recorder,
    Right.CONSENT_TO_RECORD: _consenter,  # RUDONG 7, CH16
    Right.REFER_RECORD: _referrer,  # RUDONG 17; CHANGCHUN 8; C-INT 8; SPC 11
    Right.RECUSE: _received,
    Right.COSIGN_RECORD: _present,  # CHANGCHUN 4: who was there signs what they witnessed
    Right.SEE_DUTY: _owner,  # what somebody owes is theirs alone to see (K1)
    Right.NAME_DEPUTY: _at_their_desk,  # T11; for anybody else the administrator names one
    Right.HANDLE_CASE: _case_handler,
    Right.NOTE_ON_CASE: _case_handler_once,  # what was said in their time with it
    Right.KEEP_CASE_NOTE: _owner,  # RUDONG 12: into the case file, to no office
    Right.SIGN_ZERO_REPORT: _signer,  # each handler for themselves (I3)
    Right.CONFIRM_ZERO_REPORT: _confirmer,
    Right.PRINT_ZERO_REPORT: _signer_or_confirmer,
    Right.SEE_TRANSFER: _in_hand,  # CHANGCHUN 7: those through whose hands it goes
    Right.READ_OMISSION: _reader,  # NMG 6: who looks into it, and nobody whom it is about
    Right.DECIDE_OMISSION: _reader,
}


def ensure(
    right: Right,
    person: PersonId,
    thing: Draft
    | Evidence
    | Record
    | Duty
    | Case
    | CaseNote
    | ZeroReport
    | Person
    | Transfer
    | Omission,
) -> None:
    """Raise NotAllowed unless the table gives the person this right over this thing."""
    if not _TABLE[right](person, thing):
        raise NotAllowed

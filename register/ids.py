"""Identifiers. Plain strings with a type of their own, so that a reader cannot swap two."""

from base64 import urlsafe_b64encode
from typing import NewType
from uuid import UUID, uuid5

OrganisationId = NewType("OrganisationId", str)
DepartmentId = NewType("DepartmentId", str)
PersonId = NewType("PersonId", str)
InviteId = NewType("InviteId", str)
DraftId = NewType("DraftId", str)
RecordId = NewType("RecordId", str)
EvidenceId = NewType("EvidenceId", str)
DutyId = NewType("DutyId", str)
CaseId = NewType("CaseId", str)
ZeroReportId = NewType("ZeroReportId", str)
CaseNoteId = NewType("CaseNoteId", str)
TransferId = NewType("TransferId", str)

Account = NewType("Account", str)
"""A messenger account, as the transport names it."""

Cause = NewType("Cause", str)
"""What made an act happen: a stored update, a tick, a command. One cause never acts twice."""

_NAMESPACE = UUID("6c697568-656e-5000-8000-000000000000")


def derive(cause: str, act: str, ordinal: int = 0) -> str:
    """Return the id of the `ordinal`-th object that `act` makes for `cause`: the same every time.

    A redelivered update therefore finds what it made before instead of making it twice. With 22
    signs, two ids fit behind one button.
    """
    found = uuid5(_NAMESPACE, f"{cause}/{act}/{ordinal}").bytes
    return urlsafe_b64encode(found).rstrip(b"=").decode()

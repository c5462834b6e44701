"""One-time invite links that bind a person to a messenger account."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from register.errors import InviteExpired, InviteUsed
from register.ids import InviteId, OrganisationId, PersonId

VALID_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """The code itself is never kept; `code_hash` finds the invite again."""

    id: InviteId
    organisation: OrganisationId
    person: PersonId
    code_hash: str
    expires_at: datetime
    used_at: datetime | None = None
    version: int = 0

    def use(self, *, at: datetime) -> "Invite":
        """Spend the invite. Raise InviteUsed or InviteExpired."""
        if self.used_at is not None:
            raise InviteUsed
        if at >= self.expires_at:
            raise InviteExpired
        return replace(self, used_at=at)

    def withdraw(self, *, at: datetime) -> "Invite":
        """Let an invite that was not used expire at once."""
        return replace(self, expires_at=min(self.expires_at, at))


def new_code() -> str:
    """Return a code with 144 bits of chance; it fits into a deep link."""
    return secrets.token_urlsafe(18)


def hash_code(code: str) -> str:
    """Return the digest under which a code is kept; a random code needs no salt."""
    return hashlib.sha256(code.encode()).hexdigest()

"""How reports from outside are kept: a port like those of `register/ports.py`."""

from collections.abc import Sequence
from typing import Protocol

from register.ids import Account, OmissionId, PersonId
from register.omission import Omission


class Omissions(Protocol):
    async def get(self, omission: OmissionId) -> Omission: ...
    async def add(self, omission: Omission) -> bytes: ...
    async def save(self, omission: Omission) -> bytes: ...
    async def of_account(self, account: Account) -> Sequence[Omission]:
        """Return what was written in an account's chat, the latest begun first."""
        ...

    async def read_by(self, person: PersonId) -> Sequence[Omission]:
        """Return what reached a person of the discipline office, the latest begun first."""
        ...

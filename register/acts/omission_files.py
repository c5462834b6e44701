"""Files of omission reports: sealed as evidence is, in two commits with the bytes between them."""

import secrets
from dataclasses import dataclass, replace

from register.acts.omitting import ChangeOmission
from register.errors import Gone
from register.evidence import Kind
from register.ids import Account, Cause, OmissionId, derive
from register.omission import Omission, OmissionFile
from register.ports import Stored, Vault


def file_id(cause: Cause) -> str:
    """Return the id of the file that an update brings: the same after a crash."""
    return derive(cause, "receive_omission_file")


@dataclass(frozen=True, slots=True)
class ReceiveFile:
    """First commit: the file is announced before its first byte is kept."""

    change: ChangeOmission

    async def __call__(
        self, omission_id: OmissionId, kind: Kind, name: str, *, by: Account, cause: Cause
    ) -> OmissionFile:
        """Return the file with its place in the vault. Raise NotAllowed, Gone or TooManyFiles."""
        announced = OmissionFile(
            id=file_id(cause),
            kind=kind,
            name=name,
            place=secrets.token_hex(16),
            received_at=self.change.clock(),
        )
        omission = await self.change(
            "receive_omission_file",
            omission_id,
            lambda each: each.receive(announced),
            by=by,
            cause=cause,
        )
        return omission.file(announced.id)


@dataclass(frozen=True, slots=True)
class SealFile:
    """Second commit: the bytes lie in the vault, their digests are fixed."""

    change: ChangeOmission

    async def __call__(
        self, omission_id: OmissionId, stored: Stored, mime: str, *, by: Account, cause: Cause
    ) -> Omission:
        """Raise NotAllowed, or Gone where the report was sent or given up meanwhile."""
        at = self.change.clock()

        def seal(omission: Omission) -> Omission:
            omission.ensure_open()
            file = omission.file(file_id(cause))
            return omission.with_file(
                replace(
                    file,
                    sealed_at=at,
                    mime=mime,
                    size=stored.size,
                    sha256=stored.sha256,
                    sm3=stored.sm3,
                    ciphertext_sha256=stored.ciphertext_sha256,
                )
            )

        return await self.change("seal_omission_file", omission_id, seal, by=by, cause=cause)


@dataclass(frozen=True, slots=True)
class AbandonFile:
    """The bytes of an announced file will never come: nothing of it is kept."""

    change: ChangeOmission
    vault: Vault

    async def __call__(
        self, omission_id: OmissionId, file: OmissionFile, *, by: Account, cause: Cause
    ) -> None:
        """Raise NotAllowed or Gone."""

        def abandon(omission: Omission) -> Omission:
            if omission.file(file.id).sealed_at is not None:
                raise Gone
            return omission.without_file(file.id)

        await self.change("abandon_omission_file", omission_id, abandon, by=by, cause=cause)
        await self.vault.discard(file.place)

"""Taking in what people send: everything is sealed at once, whatever else is going on."""

from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from bot.files import LIMIT, Item, keep_file, keep_text
from register.acts.sealing import Abandon, Receive, Seal
from register.errors import EmptyFile, FileTooBig
from register.evidence import Evidence, Kind
from register.ids import Cause
from register.people import Person
from register.ports import Stored, Vault


@dataclass(frozen=True, slots=True)
class Intake:
    """Row, bytes, digests: the two commits of sealing with the download between them."""

    bot: Bot
    vault: Vault
    receive: Receive
    seal: Seal
    abandon: Abandon

    async def __call__(self, item: Item, *, me: Person, cause: Cause) -> Evidence:
        """Return the sealed item. Raise FileTooBig or EmptyFile, with nothing half-kept."""
        _ensure_fits(item)
        row = await self.receive(
            item.kind,
            name=item.name,
            caption=item.caption,
            origin=item.origin,
            by=me.id,
            cause=cause,
        )
        if row.sealed_at is not None:
            return row
        stored, mime = await self._keep(item, row, me=me, cause=cause)
        return await self.seal(row.id, stored, mime=mime, by=me.id, cause=cause)

    async def _keep(
        self, item: Item, row: Evidence, *, me: Person, cause: Cause
    ) -> tuple[Stored, str]:
        if item.kind is Kind.TEXT:
            return await keep_text(item, self.vault, row.place)
        try:
            stored, mime = await keep_file(self.bot, item, self.vault, row.place)
        except TelegramBadRequest as error:
            await self.abandon(row.id, by=me.id, cause=cause)
            raise FileTooBig from error  # the one reason why Telegram keeps a file it announced
        if not stored.size:
            await self.abandon(row.id, by=me.id, cause=cause)
            raise EmptyFile
        return stored, mime


def _ensure_fits(item: Item) -> None:
    if item.size is not None and item.size > LIMIT:
        raise FileTooBig
    if item.size == 0:
        raise EmptyFile

"""The short form of an omission report: the next question in the chat of whoever writes it.

Which question it is stands in the report, not in the chat. In the chat of an inspector the form
is a prompt like others: a window that they open next takes it away, and what they type is theirs.
"""

from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import Message

from bot.files import LIMIT, Item, keep_file, keep_text
from bot.messages import answer, edit
from bot.omission_views import OmissionViews
from bot.prompts import Prompts
from bot.views import View
from register.acts.omission_files import AbandonFile, ReceiveFile, SealFile
from register.errors import EmptyFile, FileTooBig
from register.evidence import Kind
from register.ids import Cause
from register.omission import Omission, OmissionFile
from register.people import Person
from register.ports import Store, Stored, Vault


@dataclass(frozen=True, slots=True)
class OmissionForm:
    """Shows where a report stands, below everything or in the place of a message."""

    store: Store
    views: OmissionViews
    prompts: Prompts

    async def show(self, omission: Omission, chat: Message, *, me: Person | None) -> None:
        """Ask the next question in a new message."""
        if me is not None:
            await self.prompts.close(me)
        view = self.views.form(omission, await self.house(omission))
        await self._hold(await answer(chat, view), me)

    async def turn(self, omission: Omission, asked: Message, *, me: Person | None) -> None:
        """Let a message of ours ask the next question."""
        await edit(asked, self.views.form(omission, await self.house(omission)))
        await self._hold(asked, me)

    async def end(self, asked: Message, view: View, *, me: Person | None) -> None:
        """Let a message of ours say how it ended; nothing is asked any more."""
        if me is not None:
            await self.prompts.release(me)
        await edit(asked, view)

    async def house(self, omission: Omission) -> str:
        """Return the name of the house that a report is about."""
        async with self.store.read() as uow:
            return (await uow.organisations.get(omission.organisation)).name

    async def _hold(self, asked: Message, me: Person | None) -> None:
        if me is not None:
            await self.prompts.hold_form(asked, me=me)


@dataclass(frozen=True, slots=True)
class OmissionIntake:
    """Takes a file into a report: announced, bytes, digests."""

    bot: Bot
    vault: Vault
    receive: ReceiveFile
    seal: SealFile
    abandon: AbandonFile

    async def __call__(self, item: Item, omission: Omission, *, cause: Cause) -> Omission:
        """Return the report with the file. Raise FileTooBig, EmptyFile or TooManyFiles."""
        if item.size is not None and item.size > LIMIT:
            raise FileTooBig
        if item.size == 0:
            raise EmptyFile
        by = omission.account
        file = await self.receive(omission.id, item.kind, item.name, by=by, cause=cause)
        if file.sealed_at is not None:
            return omission
        stored, mime = await self._keep(item, omission, file, cause)
        return await self.seal(omission.id, stored, mime, by=by, cause=cause)

    async def _keep(
        self, item: Item, omission: Omission, file: OmissionFile, cause: Cause
    ) -> tuple[Stored, str]:
        if item.kind is Kind.TEXT:
            return await keep_text(item, self.vault, file.place)
        try:
            stored, mime = await keep_file(self.bot, item, self.vault, file.place)
        except TelegramBadRequest as error:
            await self.abandon(omission.id, file, by=omission.account, cause=cause)
            raise FileTooBig from error  # the one reason why Telegram keeps a file it announced
        if not stored.size:
            await self.abandon(omission.id, file, by=omission.account, cause=cause)
            raise EmptyFile
        return stored, mime

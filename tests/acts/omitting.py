"""Omission reports in the small world of acts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from register.acts.omission_files import AbandonFile, ReceiveFile, SealFile
from register.acts.omission_inquiry import DecideOmission, NoteStatus, OpenOmission, ShowOmissions
from register.acts.omission_office import OmissionOffice
from register.acts.omitting import (
    BeginOmission,
    ChangeOmission,
    DiscardOmission,
    EnterOmission,
    OpenDoor,
    SubmitOmission,
    TakeBackTold,
    TellOmission,
)
from register.evidence import Kind
from register.ids import Account, Cause, PersonId
from register.omission import DONE, Ask, Omission, OmissionFile, Outcome, Reporter
from tests import cast
from tests.acts.world import World, chunks

STRANGER = Account("77001")
TOLD = {
    Ask.GROUND: "not_recorded",
    Ask.CASE: "东检刑诉〔2026〕12号 张某盗窃案",
    Ask.HANDLER: "第二检察部 钱同事",
    Ask.ACCOUNT: "开庭前有人打电话给承办人说情，未见记录。",
    Ask.ROLE: Reporter.DEFENDER,
    Ask.NAME: "郭律师",
    Ask.CONTACT: "13800000000",
    Ask.FILES: DONE,
}


@dataclass(frozen=True, slots=True)
class Omitting:
    """The acts on omission reports, each with a cause of its own unless one is told."""

    world: World

    async def under(self, profile: str = "nmg") -> "Omitting":
        """Let the county keep its records by another rule system."""
        async with self.world.store.begin() as uow:
            house = await uow.organisations.get(cast.COUNTY.id)
            await uow.organisations.save(replace(house, profiles=(profile,)))
        return self

    async def door(self, *, renew: bool = False, cause: Cause | None = None) -> str:
        open_door = OpenDoor(self.world.store, self.world.clock, self.office)
        return await open_door(cast.COUNTY.id, renew=renew, cause=self._cause(cause))

    async def begin(
        self, door: str | None = None, account: Account = STRANGER, *, cause: Cause | None = None
    ) -> Omission:
        begin = BeginOmission(self.world.store, self.world.clock, self.office)
        code = await self.door() if door is None else door
        return await begin(code, account=account, cause=self._cause(cause))

    async def enter(self, by: PersonId = cast.ZHOU.id, *, cause: Cause | None = None) -> Omission:
        enter = EnterOmission(self.world.store, self.world.clock, self.office)
        return await enter(by=by, cause=self._cause(cause))

    async def tell(
        self,
        omission: Omission,
        question: Ask,
        value: str,
        *,
        by: Account | None = None,
        cause: Cause | None = None,
    ) -> Omission:
        tell = TellOmission(self._change)
        writer = by or omission.account
        return await tell(omission.id, question, value, by=writer, cause=self._cause(cause))

    async def take_back(
        self, omission: Omission, question: Ask, *, cause: Cause | None = None
    ) -> Omission:
        take_back = TakeBackTold(self._change)
        return await take_back(
            omission.id, question, by=omission.account, cause=self._cause(cause)
        )

    async def discard(self, omission: Omission, *, cause: Cause | None = None) -> Omission:
        discard = DiscardOmission(self._change)
        return await discard(omission.id, by=omission.account, cause=self._cause(cause))

    async def receive(self, omission: Omission, *, cause: Cause | None = None) -> OmissionFile:
        receive = ReceiveFile(self._change)
        return await receive(
            omission.id,
            Kind.PHOTO,
            "截图.png",
            by=omission.account,
            cause=self._cause(cause),
        )

    async def seal(
        self, omission: Omission, content: bytes = b"shot", *, cause: Cause | None = None
    ) -> Omission:
        """Take bytes in as the edge does: announced, kept, sealed."""
        cause = self._cause(cause)
        file = await self.receive(omission, cause=cause)
        stored = await self.world.vault.store(file.place, chunks(content))
        seal = SealFile(self._change)
        return await seal(omission.id, stored, "image/png", by=omission.account, cause=cause)

    async def abandon(
        self, omission: Omission, file: OmissionFile, *, cause: Cause | None = None
    ) -> None:
        abandon = AbandonFile(self._change, self.world.vault)
        await abandon(omission.id, file, by=omission.account, cause=self._cause(cause))

    async def told(
        self,
        said: Mapping[Ask, str] = MappingProxyType({}),
        *,
        omission: Omission | None = None,
    ) -> Omission:
        """Return a report with everything told, ready to be submitted."""
        begun = omission or await self.begin()
        for question, value in {**TOLD, **said}.items():
            begun = await self.tell(begun, question, value)
        return begun

    async def submit(self, omission: Omission, *, cause: Cause | None = None) -> Omission:
        submit = SubmitOmission(self.world.store, self.world.clock, self.office)
        return await submit(omission.id, by=omission.account, cause=self._cause(cause))

    async def submitted(self, said: Mapping[Ask, str] = MappingProxyType({})) -> Omission:
        return await self.submit(await self.told(said))

    async def open(
        self, omission: Omission, *, by: PersonId = cast.ZHOU.id, cause: Cause | None = None
    ) -> Omission:
        open_omission = OpenOmission(self.world.store, self.world.clock)
        return await open_omission(omission.id, by=by, cause=self._cause(cause))

    async def note(
        self,
        omission: Omission,
        text: str = "正在向承办人了解情况。",
        *,
        by: PersonId = cast.ZHOU.id,
        cause: Cause | None = None,
    ) -> Omission:
        note = NoteStatus(self.world.store, self.world.clock, self.office)
        return await note(omission.id, text, by=by, cause=self._cause(cause))

    async def decide(
        self,
        omission: Omission,
        outcome: Outcome = Outcome.SUBSTANTIATED,
        *,
        text: str = "经核查，承办人未记录，已责令补记。",
        released: str = "您反映的情况属实，已依规处理。",
        by: PersonId = cast.ZHOU.id,
        cause: Cause | None = None,
    ) -> Omission:
        decide = DecideOmission(self.world.store, self.world.clock)
        return await decide(
            omission.id, outcome, text=text, released=released, by=by, cause=self._cause(cause)
        )

    async def listed(self, by: PersonId = cast.ZHOU.id) -> list[Omission]:
        return list(await ShowOmissions(self.world.store)(by=by))

    @property
    def office(self) -> OmissionOffice:
        return OmissionOffice(self.world.owing, self.world.conflicts)

    @property
    def _change(self) -> ChangeOmission:
        return ChangeOmission(self.world.store, self.world.clock)

    def _cause(self, cause: Cause | None) -> Cause:
        return cause or self.world.cause()

"""Handing on at a court, as its people go about it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from register.acts.transferring import HandOn, OpenTransfer, RegisterTransfer, ShowTransfers
from register.evidence import Evidence
from register.ids import Cause
from register.people import Person, Role
from register.transfer import Level, Received, Transfer
from tests import cast
from tests.acts.court import GUAN, Court
from tests.acts.world import World

JIE = cast.person("jie", "接材料", "办公室主任", Role.INTAKE)
HANDS = (GUAN, cast.CHEN, cast.WANG, cast.LI)
"""Who signs, level by level."""
RECEIVED = Received(
    source="赵干预",
    source_post="某局局长",
    material="来函一份两页，无文号",
    happened="2026-09-30T09:00",
    case="张某买卖合同纠纷案",
)


@dataclass
class Handing:
    """The acts of handing on; the house is a court by the rules of Changchun."""

    world: World

    @classmethod
    async def at_a_court(cls, world: World) -> "Handing":
        await Court.of(world, JIE)
        return cls(world)

    async def register(
        self,
        *items: Evidence,
        by: Person = JIE,
        handler: Person = cast.LI,
        source: str = RECEIVED.source,
        cause: Cause | None = None,
    ) -> Transfer:
        world = self.world
        act = RegisterTransfer(world.store, world.clock, world.owing, world.conflicts)
        return await act(
            replace(RECEIVED, source=source),
            handler=handler.id,
            evidence=[each.id for each in items],
            by=by.id,
            cause=cause or world.cause(),
        )

    async def sign(
        self, transfer: Transfer, level: Level, by: Person, cause: Cause | None = None
    ) -> Transfer:
        world = self.world
        act = HandOn(world.store, world.clock, world.owing, world.conflicts)
        return await act(transfer.id, level, by=by.id, cause=cause or world.cause())

    async def through(self, transfer: Transfer, until: Level = Level.HANDLER) -> Transfer:
        """Let everybody sign, up to a level."""
        for level, person in zip(Level, HANDS, strict=True):
            transfer = await self.sign(transfer, level, person)
            if level is until:
                break
        return transfer

    async def open(self, transfer: Transfer, by: Person, cause: Cause | None = None) -> Transfer:
        act = OpenTransfer(self.world.store, self.world.clock)
        return await act(transfer.id, by=by.id, cause=cause or self.world.cause())

    async def waiting(self, person: Person) -> Sequence[Transfer]:
        show = ShowTransfers(self.world.store, self.world.clock, self.world.owing)
        return (await show(by=person.id)).waiting

    async def kept(self, transfer: Transfer) -> Transfer:
        async with self.world.store.read() as uow:
            return await uow.transfers.get(transfer.id)

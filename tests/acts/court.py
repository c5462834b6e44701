"""A county court by the rules of Changchun: people, answers, and the acts it alone knows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from register.acts.cosigning import Cosign, DeclineCosign, OpenWitnessed, PlanCosigning
from register.acts.supplementing import AddText, Correct, SupplementRecord
from register.draft import Answer
from register.ids import Cause
from register.people import Person, Role
from register.record import Record
from tests import cast
from tests.acts.world import World

GUAN = cast.person("guan", "管审理", "审判管理办公室主任", Role.ADJUDICATION)
LIN = cast.person("lin", "林书记", "书记员", Role.HANDLER, department=cast.FIRST)
HE = cast.person("he", "何助理", "法官助理", Role.HANDLER, department=cast.SECOND)
PEOPLE = (GUAN, LIN, HE)

ANSWERS = {
    "subject_kind": Answer(value="leader"),
    "subject_name": Answer(value="赵干预"),
    "subject_post": Answer(value="某局局长"),
    "encountered_at": Answer(value="2026-09-30T10:00"),
    "channel": Answer(value="face_to_face"),
    "place": Answer(value="第三法庭门口"),
    "persons_present": Answer(value="林书记、何助理，某公司经理一人"),
    "case": Answer(value="张某买卖合同纠纷案"),
    "narrative": Answer(value="要求尽快判决支持原告"),
}
"""A complete record of an oral contact at which two colleagues were present."""


@dataclass
class Court:
    """The world's county house as a court."""

    world: World

    @classmethod
    async def of(cls, world: World, *people: Person) -> "Court":
        """Let the county keep its records by the rules of Changchun."""
        async with world.store.begin() as uow:
            house = await uow.organisations.get(cast.COUNTY.id)
            await uow.organisations.save(replace(house, profiles=("changchun", "spc")))
            for person in (*PEOPLE, *people):
                await uow.people.add(person)
        return cls(world)

    async def filed(self, answers: Mapping[str, Answer] = ANSWERS) -> Record:
        return await self.world.file(await self.world.complete(answers))

    async def kept(self, record: Record) -> Record:
        """Return a record as it is now."""
        async with self.world.store.read() as uow:
            return await uow.records.get(record.id)

    def plan(self) -> PlanCosigning:
        return PlanCosigning(self.world.store, self.world.conflicts)

    async def open(self, record: Record, by: Person = LIN, cause: Cause | None = None) -> Record:
        act = OpenWitnessed(self.world.store, self.world.clock)
        return await act(record.id, by=by.id, cause=cause or self.world.cause())

    async def sign(self, record: Record, by: Person = LIN, cause: Cause | None = None) -> Record:
        act = Cosign(self.world.change_record)
        return await act(record.id, by=by.id, cause=cause or self.world.cause())

    async def decline(
        self, record: Record, reason: str = "", *, by: Person = LIN, cause: Cause | None = None
    ) -> Record:
        act = DeclineCosign(self.world.change_record)
        return await act(record.id, reason, by=by.id, cause=cause or self.world.cause())

    async def correct(self, record: Record, question: str, value: str) -> Record:
        return await Correct(self._supplement)(
            record.id, question, Answer(value=value), by=record.recorder, cause=self.world.cause()
        )

    async def add_text(self, record: Record, text: str) -> Record:
        act = AddText(self._supplement)
        return await act(record.id, text, by=record.recorder, cause=self.world.cause())

    @property
    def _supplement(self) -> SupplementRecord:
        world = self.world
        return SupplementRecord(world.change_record, world.owing, world.conflicts)

"""CPU of what an update is made of, each beside the barest way to do the like."""

import os
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median

from cryptography.hazmat.primitives import hashes
from dishka import AsyncContainer
from sqlalchemy import text

from app.directory import Directory
from app.providers import make_container
from app.settings import Settings
from benchmarks.conversation import Conversation, read_conversation
from benchmarks.processes import MIB
from benchmarks.service import prepare
from bot.paperwork import Paperwork
from register.acts.drafting import AnswerQuestion, StartDraft
from register.acts.filing import FileRecord
from register.draft import Answer, Draft
from register.ids import Cause, PersonId
from register.ports import Clock, Store, Vault
from register.record import Record
from storage.engine import make_engine
from storage.transactions import writing

CHUNK = 64 * 1024
"""Bytes at a time, as a download brings them."""

Work = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """How much is done: `repeats` of each small thing, one object of `mib`, `rounds` of it all."""

    repeats: int
    mib: int
    rounds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """CPU seconds for one of something, all threads counted."""

    what: str
    cpu: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Parts of one kind, each per `unit`; the first is the yardstick."""

    unit: str
    parts: Sequence[Part]


async def measure(amount: Amount, settings: Settings, folder: Path) -> Sequence[Group]:
    """Measure in this process, in a folder and a database of its own."""
    conversation = read_conversation()
    await prepare(settings, conversation.house, 1)
    container = make_container(settings)
    try:
        scene = await Scene.set_up(container, conversation)
        return [
            Group(unit="commit", parts=await _commits(scene, amount, folder)),
            Group(unit="MiB", parts=await _evidence(scene, amount, folder)),
            Group(unit="paper", parts=await _papers(scene, amount)),
        ]
    finally:
        await container.close()


@dataclass(frozen=True, slots=True)
class Scene:
    """A recorder with an open draft, and the house's ports and acts."""

    container: AsyncContainer
    conversation: Conversation
    recorder: PersonId
    causes: "count[int]"

    @classmethod
    async def set_up(cls, container: AsyncContainer, conversation: Conversation) -> "Scene":
        directory = await container.get(Directory)
        name = conversation.house.recorder.format(number=0)
        members = await directory.members()
        [recorder] = [each.person for each in members if each.person.name == name]
        return cls(container, conversation, recorder.id, count())

    def cause(self) -> Cause:
        """Return a cause that never acted."""
        return Cause(f"bench:{next(self.causes)}")

    async def draft(self) -> Draft:
        start = await self.container.get(StartDraft)
        return await start(by=self.recorder, cause=self.cause())

    async def record(self) -> Record:
        """File a record with every question answered that is answered in words or by time."""
        answer = await self.container.get(AnswerQuestion)
        file_record = await self.container.get(FileRecord)
        clock = await self.container.get(Clock)
        draft = await self.draft()
        said = {step.question: step.say for step in self.conversation.answers if step.say}
        said["encountered_at"] = clock().isoformat()
        for question, words in said.items():
            await answer(
                draft.id, question, Answer(value=words), by=self.recorder, cause=self.cause()
            )
        return await file_record(draft.id, by=self.recorder, cause=self.cause())


async def _commits(scene: Scene, amount: Amount, folder: Path) -> Sequence[Part]:
    answer = await scene.container.get(AnswerQuestion)
    store = await scene.container.get(Store)
    clock = await scene.container.get(Clock)
    draft = await scene.draft()
    bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
    for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL"):
        bare.execute(statement)
    bare.execute("CREATE TABLE lines (line TEXT)")
    engine = make_engine(f"sqlite+aiosqlite:///{folder / 'bare.db'}")
    insert = "INSERT INTO lines VALUES ('a line of forty characters or so, no more')"

    async def by_driver() -> None:
        bare.execute(insert)

    async def by_engine() -> None:
        async with writing(engine) as connection:
            await connection.execute(text(insert))

    async def journal() -> None:
        async with store.begin() as uow:
            await uow.journal.append(
                "answer",
                draft.id,
                organisation=draft.organisation,
                actor=scene.recorder,
                cause=scene.cause(),
                at=clock(),
                content=bytes(32),
            )

    async def act() -> None:
        await answer(
            draft.id,
            "narrative",
            Answer(value=str(next(scene.causes))),
            by=scene.recorder,
            cause=scene.cause(),
        )

    works: Mapping[str, Work] = {
        "one row by sqlite3": by_driver,
        "one row by SQLAlchemy on aiosqlite": by_engine,
        "journal entry": journal,
        "act: answer": act,
    }
    try:
        return [await _timed(what, work, amount) for what, work in works.items()]
    finally:
        await engine.dispose()
        bare.close()


async def _evidence(scene: Scene, amount: Amount, folder: Path) -> Sequence[Part]:
    vault = await scene.container.get(Vault)
    content = os.urandom(amount.mib * MIB)
    chunks = [content[at : at + CHUNK] for at in range(0, len(content), CHUNK)]

    async def digested(algorithm: hashes.HashAlgorithm) -> None:
        digest = hashes.Hash(algorithm)
        for chunk in chunks:
            digest.update(chunk)

    async def bare_file() -> None:
        with (folder / "bare").open("wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())

    async def arriving() -> AsyncIterator[bytes]:
        for chunk in chunks:
            yield chunk

    async def vault_store() -> None:
        await vault.store("stored", arriving())

    async def vault_read() -> None:
        async for _ in vault.read("stored"):
            pass

    works: Mapping[str, Work] = {
        "SHA-256 alone": partial(digested, hashes.SHA256()),
        "SM3 alone": partial(digested, hashes.SM3()),
        "file written and synced": bare_file,
        "vault: store": vault_store,
        "vault: read, verified first": vault_read,
    }
    return [await _timed(what, work, amount, each=amount.mib) for what, work in works.items()]


async def _papers(scene: Scene, amount: Amount) -> Sequence[Part]:
    paperwork = await scene.container.get(Paperwork)
    record = await scene.record()
    store, clock = await scene.container.get(Store), await scene.container.get(Clock)
    async with store.read() as uow:
        reader = await uow.people.get(record.recorder)

    async def form() -> None:
        await paperwork.record(record, (), reader=reader, at=clock())

    await form()  # the first one reads the fonts
    return [await _timed("Form 1 as PDF", form, amount)]


async def _timed(what: str, work: Work, amount: Amount, *, each: int | None = None) -> Part:
    """Return the median cost of a repetition, or of a unit where one work holds `each`."""
    repeats = 1 if each else amount.repeats
    costs = []
    for _ in range(amount.rounds):
        begun = time.process_time()
        for _ in range(repeats):
            await work()
        costs.append((time.process_time() - begun) / (each or repeats))
    return Part(what=what, cpu=median(costs))

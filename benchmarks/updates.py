"""CPU per update of three contestants in the same conversation, each in a process of its own.

The sandbox is another process, and so is the one that plays: neither counts.
"""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks import play, service
from benchmarks.conversation import (
    FIRST_HEAD,
    FIRST_RECORDER,
    Conversation,
    Shown,
    read_conversation,
    write_recording,
)
from benchmarks.play import Pair, Play
from benchmarks.processes import Measured, Start, started
from sandbox.driver import BotAccount, Message, Sandbox

LIUHEN, DIALOG, ECHO = "Liuhen", "aiogram-dialog in memory", "bare aiogram echo"
CONTESTANTS = (LIUHEN, DIALOG, ECHO)
COUNTED = ("seal", "answer", "tap")
"""The phases that are measured; `begin` and `confirm` lead from one to the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much is played: `seals` are each head's photos in a round."""

    pairs: int
    seals: int
    rounds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What the updates of one kind took in one round; `calls` are those of the Bot API."""

    updates: int
    cpu: float
    wall: float
    calls: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A contestant's medians for one kind of update; `cpu` is in seconds an update."""

    cpu: float
    per_second: float
    calls: float


@dataclass(slots=True, kw_only=True)
class Result:
    """All rounds of one contestant."""

    rounds: dict[str, list[Cost]] = field(default_factory=lambda: {phase: [] for phase in COUNTED})
    resident_mib: float = 0.0
    shown: dict[str, Sequence[Shown]] = field(default_factory=dict)

    def line(self, phase: str) -> Line:
        costs = self.rounds[phase]
        return Line(
            cpu=median(cost.cpu / cost.updates for cost in costs),
            per_second=median(cost.updates / cost.wall for cost in costs),
            calls=median(cost.calls / cost.updates for cost in costs),
        )


async def measure(
    sandbox: Sandbox, size: Size, folder: Path, start: Start = started
) -> Mapping[str, Result]:
    """Let all contestants play, one after the other, and return their results by name."""
    conversation = read_conversation()
    return {
        name: result async for name, result in _contest(sandbox, conversation, size, folder, start)
    }


async def _contest(
    sandbox: Sandbox, conversation: Conversation, size: Size, folder: Path, start: Start
) -> AsyncIterator[tuple[str, Result]]:
    photos = play.photos_of(conversation)
    recording = folder / "recording.json"
    leading = play.Recording(conversation, photos)

    bot = await sandbox.bot("1:liuhen", conversation.username)
    settings = service.settings_in(folder, bot.token, sandbox.url)
    codes = await service.prepare(settings, conversation.house, size.pairs)
    async with service.as_production(settings, start) as process:
        match = _Match(sandbox, bot, process, leading, lambda: service.at_rest(settings))
        result = await match.run(size, codes)
    write_recording(result.shown, recording)
    yield LIUHEN, result

    for name, module, acting, more in (
        (DIALOG, "benchmarks.dialog", leading, [str(recording)]),
        (ECHO, "benchmarks.echo", play.Echoing(conversation, photos), []),
    ):
        bot = await sandbox.bot(f"{len(module)}:plain", f"{conversation.username}_{len(module)}")
        command = [sys.executable, "-m", module, sandbox.url, bot.token, *more]
        async with start(command, {}) as process:
            match = _Match(sandbox, bot, process, acting, _nothing_is_left)
            yield name, await match.run(size, [("", "")] * size.pairs)


@dataclass(frozen=True, slots=True)
class _Match:
    """One contestant at play."""

    sandbox: Sandbox
    bot: BotAccount
    process: Measured
    play: Play
    at_rest: Callable[[], Awaitable[None]]

    async def run(self, size: Size, codes: Sequence[tuple[str, str]]) -> Result:
        result = Result()
        pairs = await self._greet(codes)
        updates = {
            "seal": size.pairs * size.seals,
            "answer": size.pairs * len(read_conversation().answers),
            "tap": size.pairs,
        }
        for _ in range(size.rounds):
            for phase, acts in self._phases(size).items():
                cost, shown = await self._timed(acts, pairs, updates.get(phase, 1))
                if phase in COUNTED:
                    result.rounds[phase].append(cost)
                result.shown.setdefault(phase, [play.as_shown(each) for each in shown])
        result.resident_mib = self.process.resident_mib()
        return result

    def _phases(self, size: Size) -> Mapping[str, Callable[[Pair], Awaitable[Sequence[Message]]]]:
        async def seal(pair: Pair) -> Sequence[Message]:
            for _ in range(size.seals):
                shown = await self.play.seal(pair)
            return shown

        return {
            "seal": seal,
            "begin": self.play.begin,
            "answer": self.play.answer,
            "confirm": self.play.confirm,
            "tap": self.play.tap,
        }

    async def _timed(
        self,
        act: Callable[[Pair], Awaitable[Sequence[Message]]],
        pairs: Sequence[Pair],
        updates: int,
    ) -> tuple[Cost, Sequence[Message]]:
        """Let all pairs act at once; return the cost, and what the first pair saw."""
        calls = await self._calls()
        cpu, wall = self.process.cpu_seconds(), time.monotonic()
        shown = await asyncio.gather(*(act(pair) for pair in pairs))
        await self.at_rest()
        cost = Cost(
            updates=updates,
            cpu=self.process.cpu_seconds() - cpu,
            wall=time.monotonic() - wall,
            calls=await self._calls() - calls,
        )
        return cost, shown[0]

    async def _calls(self) -> int:
        log = await self.sandbox.log(self.bot)
        return sum(call.method.lower() != "getupdates" for call in log)

    async def _greet(self, codes: Sequence[tuple[str, str]]) -> Sequence[Pair]:
        pairs = []
        for number, (recorder_code, head_code) in enumerate(codes):
            recorder = await self.sandbox.user(FIRST_RECORDER + number, "Recorder", bot=self.bot)
            head = await self.sandbox.user(FIRST_HEAD + number, "Head", bot=self.bot)
            await play.greet(recorder, recorder_code)
            await play.greet(head, head_code)
            pairs.append(Pair(recorder, head))
        return pairs


async def _nothing_is_left() -> None:
    """Every answer was awaited on the phones already."""

"""The benchmarks keep running; how fast anything is, no test asserts."""

import asyncio
import os
import runpy
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from multiprocessing import get_context
from pathlib import Path

from app.cli import main
from benchmarks import parts, service, sweep, tables, updates
from benchmarks.parts import Amount
from benchmarks.processes import Environment, Measured
from benchmarks.updates import Size
from sandbox.driver import Sandbox
from sandbox.server import running
from tests.harness import zygote


async def test_every_contestant_holds_the_whole_conversation(tmp_path: Path) -> None:
    async with running() as served, Sandbox(served.url) as sandbox:
        size = Size(pairs=1, seals=1, rounds=1)
        results = await updates.measure(sandbox, size, tmp_path, _forked)

    printed = tables.of_updates(results)
    for kind in updates.COUNTED:
        for contestant in updates.CONTESTANTS:
            assert f"{kind:<6}  {contestant}" in printed


async def test_every_part_is_measured(tmp_path: Path) -> None:
    settings = service.settings_in(tmp_path, "1:parts", "http://127.0.0.1:1")
    groups = await parts.measure(Amount(repeats=1, mib=1, rounds=1), settings, tmp_path)

    printed = tables.of_parts(groups)
    for part in ("act: answer", "journal entry", "vault: store", "Form 1 as PDF"):
        assert part in printed


async def test_a_sweep_is_measured_among_few_and_among_more(tmp_path: Path) -> None:
    sweeps = await sweep.measure([300, 600], 1, tmp_path)

    printed = tables.of_sweeps(sweeps)
    for size in ("among 300", "among 600"):
        assert size in printed


@asynccontextmanager
async def _forked(command: Sequence[str], environment: Environment) -> AsyncIterator[Measured]:
    """Start a contestant from the zygote, which has spent the seconds of its imports."""
    zygote.warm()
    process = get_context("forkserver").Process(target=_become, args=(command, dict(environment)))
    await asyncio.to_thread(process.start)
    assert process.pid is not None
    try:
        yield Measured(process.pid)
    finally:
        process.terminate()
        await asyncio.to_thread(process.join)


def _become(command: Sequence[str], environment: dict[str, str]) -> None:
    os.environ.update(environment)
    if Path(command[0]).name == "liuhen":
        main(command[1:])
    _, _, module, *sys.argv[1:] = command
    runpy.run_module(module, run_name="__main__")

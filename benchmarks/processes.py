"""Processes under measurement, and what the kernel says of them. Linux only."""

import asyncio
import contextlib
import os
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.conversation import ROOT
from sandbox.driver import Sandbox

MIB = 1024 * 1024
GRACE_SECONDS = 20
_CPU_CLOCK_OF_PROCESS = 2
"""CPUCLOCK_SCHED of the kernel: nanoseconds, user and system, all threads that ever ran."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A running process."""

    pid: int

    def cpu_seconds(self) -> float:
        """Return the CPU time spent so far; asking costs the process nothing."""
        return time.clock_gettime((~self.pid << 3) | _CPU_CLOCK_OF_PROCESS)

    def resident_mib(self) -> float:
        pages = int(Path(f"/proc/{self.pid}/statm").read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / MIB


Environment = Mapping[str, str]
Start = Callable[[Sequence[str], Environment], AbstractAsyncContextManager[Measured]]
"""How a contestant comes to life: a command, and variables added to the environment."""


@asynccontextmanager
async def started(command: Sequence[str], environment: Environment) -> AsyncIterator[Measured]:
    """Run a program for the length of the block."""
    async with _running(command, environment) as process:
        yield Measured(process.pid)


@asynccontextmanager
async def sandbox() -> AsyncIterator[Sandbox]:
    """Run Telegram's sandbox in a process of its own and yield its driver."""
    command = [sys.executable, "-m", "sandbox", "--port", "0"]
    async with _running(command, {}) as process:
        assert process.stdout is not None
        address, *_ = (await process.stdout.readline()).decode().split()
        async with Sandbox(address) as driver:
            yield driver


@asynccontextmanager
async def _running(
    command: Sequence[str], environment: Environment
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a program from the tree's root; at the block's end it is asked to end, too."""
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=ROOT,
        env=os.environ | dict(environment),
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), GRACE_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()

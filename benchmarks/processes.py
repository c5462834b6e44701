"""Processes under measurement, and what the kernel says of them. Linux only."""

import asyncio
import contextlib
import os
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.conversation import ROOT

MIB = 1024 * 1024
GRACE_SECONDS = 20
_CPU_CLOCK_OF_PROCESS = 2
"""CPUCLOCK_SCHED of the kernel: nanoseconds, user and system, all threads that ever ran."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A running process; `output` is what it prints."""

    pid: int
    output: asyncio.StreamReader

    def cpu_seconds(self) -> float:
        """Return the CPU time spent so far; asking costs the process nothing."""
        return time.clock_gettime((~self.pid << 3) | _CPU_CLOCK_OF_PROCESS)

    def resident_mib(self) -> float:
        pages = int(Path(f"/proc/{self.pid}/statm").read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / MIB


@asynccontextmanager
async def started(
    command: Sequence[str], environment: Mapping[str, str] | None = None
) -> AsyncIterator[Measured]:
    """Run a program from the tree's root for the length of the block; then it is asked to end."""
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=ROOT,
        env=os.environ | (environment or {}),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        yield Measured(process.pid, process.stdout)
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), GRACE_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()

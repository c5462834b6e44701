"""The zygote: a process that has imported everything, and forks a service in an instant.

It is multiprocessing's fork server: imports cost seconds once, a life some 50 ms, and a SIGKILL of
the fork is a real one.
"""

import asyncio
import os
import signal
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from multiprocessing.forkserver import ensure_running

from tests.harness.life import Orders, live

LONGEST_BIRTH = 60.0
"""Seconds; the first birth waits for the imports."""
LONGEST_END = 20.0

_zygote = get_context("forkserver")
_zygote.set_forkserver_preload(["pytest", "tests.harness.life", "typst"])


@dataclass(slots=True)
class Life:
    """A running service: where it can be asked, and its process."""

    address: str
    _process: ForkServerProcess

    def kill(self) -> None:
        """Send SIGKILL: the process gets no chance to put anything in order."""
        self._signal(signal.SIGKILL)

    def ask_to_stop(self) -> None:
        self._signal(signal.SIGTERM)

    async def ended(self) -> int:
        """Wait for the end; return the exit code, that of a signal negative."""
        await asyncio.to_thread(self._process.join)
        code = self._process.exitcode
        assert code is not None
        return code

    def _signal(self, number: signal.Signals) -> None:
        assert self._process.pid is not None
        if self._process.exitcode is None:
            os.kill(self._process.pid, number)


def warm() -> None:
    """Let the zygote begin its imports; whoever wants a life waits for them."""
    ensure_running()


async def begin(orders: Orders) -> Life:
    """Fork a service and return when it serves; raise EOFError if it died before that."""
    return await asyncio.to_thread(_begin, orders)


def _begin(orders: Orders) -> Life:
    told, born = _zygote.Pipe(duplex=False)
    with told:
        process = _zygote.Process(target=live, args=(orders, born), daemon=True)
        process.start()
        born.close()  # so that its death ends the wait
        assert told.poll(LONGEST_BIRTH), "the service is not born"
        return Life(told.recv(), process)

"""`python -m sandbox --port 8090 [--clock FILE]`: Telegram on this machine until interrupted."""

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from sandbox.server import running


async def serve(port: int, clock_file: Path | None) -> None:
    """Serve until the process is asked to end."""
    ended = asyncio.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(each, ended.set)
    async with running(port, clock_file) as sandbox:
        sys.stdout.write(f"{sandbox.url}  clock: {sandbox.clock_file}\n")
        sys.stdout.flush()
        await ended.wait()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8090, help="0 takes a free one")
    parser.add_argument("--clock", type=Path, help="file with the offset of the world's time")
    asked = parser.parse_args()
    asyncio.run(serve(asked.port, asked.clock))


if __name__ == "__main__":
    main()

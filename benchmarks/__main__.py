"""`make bench`: prints what an update costs, and what its parts cost, beside yardsticks."""

import argparse
import asyncio
import tempfile
from pathlib import Path

from benchmarks import tables, updates
from benchmarks.updates import Size


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--pairs", type=int, default=20, help="recorders, each with a head")
    parser.add_argument("--seals", type=int, default=10, help="photos of each head in a round")
    parser.add_argument("--rounds", type=int, default=3, help="the medians of so many are told")
    asked = parser.parse_args()
    asyncio.run(_run(Size(pairs=asked.pairs, seals=asked.seals, rounds=asked.rounds)))


async def _run(size: Size) -> None:
    print(tables.machine(), flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        results = await updates.measure(size, Path(folder))
        print(tables.of_updates(results), flush=True)


if __name__ == "__main__":
    main()

"""`make bench`: prints what an update costs, and what its parts cost, beside yardsticks."""

import argparse
import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import parts, processes, service, sweep, tables, updates
from benchmarks.parts import Amount
from benchmarks.updates import Size

NOWHERE = "http://127.0.0.1:1"
"""Where the parts are measured nobody is called."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--pairs", type=int, default=20, help="recorders, each with a head")
    parser.add_argument("--seals", type=int, default=6, help="photos of each head in a round")
    parser.add_argument("--repeats", type=int, default=200, help="of each commit and paper")
    parser.add_argument("--mib", type=int, default=16, help="size of the object in the vault")
    parser.add_argument(
        "--duties",
        type=int,
        nargs="+",
        default=[10_000, 1_000_000],
        metavar="N",
        help="open duties among which the due ones are swept",
    )
    parser.add_argument("--rounds", type=int, default=3, help="the medians of so many are told")
    asked = parser.parse_args()
    size = Size(pairs=asked.pairs, seals=asked.seals, rounds=asked.rounds)
    amount = Amount(repeats=asked.repeats, mib=asked.mib, rounds=asked.rounds)
    asyncio.run(_run(size, amount, asked.duties))


async def _run(size: Size, amount: Amount, duties: Sequence[int]) -> None:
    print(tables.machine(), flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        async with processes.sandbox() as sandbox:
            results = await updates.measure(sandbox, size, Path(folder))
        print(tables.of_updates(results), flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        settings = service.settings_in(Path(folder), "1:parts", NOWHERE)
        print(tables.of_parts(await parts.measure(amount, settings, Path(folder))), flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        print(tables.of_sweeps(await sweep.measure(duties, amount.rounds, Path(folder))))


if __name__ == "__main__":
    main()

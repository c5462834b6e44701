"""Figures as text tables."""

import os
import platform
from collections.abc import Mapping, Sequence

from benchmarks.parts import Group
from benchmarks.sweep import DUE, Sweep
from benchmarks.updates import CONTESTANTS, COUNTED, ECHO, Result


def machine() -> str:
    system = f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores, {system}, Python {platform.python_version()}\n"


def of_updates(results: Mapping[str, Result]) -> str:
    """Every kind of update by every contestant; the echo of the same kind is 1.0."""
    rows = []
    for phase in COUNTED:
        yardstick = results[ECHO].line(phase).cpu
        for name in CONTESTANTS:
            line, resident = results[name].line(phase), results[name].resident_mib
            rows.append(
                [
                    phase,
                    name,
                    f"{line.cpu * 1000:.2f}",
                    f"{line.cpu / yardstick:.1f}",
                    f"{line.calls:.1f}",
                    f"{line.per_second:.0f}",
                    f"{resident:.0f}",
                ]
            )
    heads = ["update", "by", "CPU ms", "x echo", "API calls", "updates/s", "RSS MiB"]
    return _table(heads, rows, words=2)


def of_parts(groups: Sequence[Group]) -> str:
    """Every part; the first of its group is 1.0."""
    rows = [
        [
            part.what,
            f"per {group.unit}",
            f"{part.cpu * 1000:.2f}",
            f"{part.cpu / group.parts[0].cpu:.1f}",
        ]
        for group in groups
        for part in group.parts
    ]
    return _table(["part", "", "CPU ms", "x first"], rows, words=2)


def of_sweeps(sweeps: Sequence[Sweep]) -> str:
    """A morning's tick among more and more open duties; the first is 1.0."""
    rows = [
        [
            f"{DUE} due duties",
            f"among {sweep.open_duties:,}",
            f"{sweep.cpu * 1000:.1f}",
            f"{sweep.cpu / sweeps[0].cpu:.2f}",
            f"{sweep.wall * 1000:.1f}",
        ]
        for sweep in sweeps
    ]
    return _table(["tick", "", "CPU ms", "x first", "wall ms"], rows, words=2)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, words: int) -> str:
    """Align the first `words` columns left, the figures right."""
    columns = list(zip(heads, *rows, strict=True))
    widths = [max(map(len, column)) for column in columns]
    lines = [
        "  ".join(
            cell.ljust(width) if at < words else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in [heads, *rows]
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"

"""The benchmarks keep running; how fast anything is, no test asserts."""

from pathlib import Path

from benchmarks import parts, service, tables, updates
from benchmarks.parts import Amount
from benchmarks.updates import Size


async def test_every_contestant_holds_the_whole_conversation(tmp_path: Path) -> None:
    results = await updates.measure(Size(pairs=1, seals=1, rounds=1), tmp_path)

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

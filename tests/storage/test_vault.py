import asyncio
import errno
import hashlib
import os
import stat
import sys
import threading
import tracemalloc
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from custody.digests import Digests
from register.errors import Gone, StorageFull, Unreadable
from register.ports import Vault
from storage.disk import Disk
from storage.vault import FileVault
from tests.custody.keyring import keys
from tests.storage.disks import Died, FailingDisk, RecordingDisk

MIB = 1024 * 1024
NAME = "0190a1b2c3d4"
WHOLE = ["create .part", "write", "write", "write", "fsync", "rename .part", "fsync_dir"]
"""What storing `LONG` asks of the disk."""
LONG = bytes(range(256)) * (10 * 1024)  # 2.5 MiB


async def flow(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


def vault_on(folder: Path, disk: Disk | None = None) -> FileVault:
    return FileVault(folder, keys(), Digests, disk)


async def content(vault: Vault, name: str = NAME) -> bytes:
    return b"".join([piece async for piece in vault.read(name)])


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def files(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.iterdir()]


@pytest.fixture
async def vault(tmp_path: Path) -> FileVault:
    vault = vault_on(tmp_path)
    await vault.prepare()
    return vault


@pytest.mark.req("EC1", "EC2", "EV2")
async def test_the_vault_tells_size_and_digests_of_the_received_bytes(
    vault: FileVault, tmp_path: Path
) -> None:
    port: Vault = vault
    stored = await port.store(NAME, flow(b"a", b"", b"bc"))
    assert (stored.name, stored.size) == (NAME, 3)
    assert stored.sha256 == hashlib.sha256(b"abc").digest()
    assert stored.sm3.hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert stored.ciphertext_sha256 == hashlib.sha256((tmp_path / NAME).read_bytes()).digest()
    assert await content(port) == b"abc"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.lists(st.binary(max_size=300), max_size=5))
async def test_what_was_stored_is_read(tmp_path: Path, chunks: list[bytes]) -> None:
    vault = vault_on(tmp_path)
    await vault.store(NAME, flow(*chunks))
    assert await content(vault) == b"".join(chunks)


@pytest.mark.req("EC3")
@pytest.mark.parametrize("size", [0, 1, 65_480, 65_481, 131_000, MIB, 2 * MIB + 1])
async def test_objects_of_every_size_come_back_unchanged(vault: FileVault, size: int) -> None:
    data = os.urandom(size)
    stored = await vault.store(NAME, flow(data))
    assert stored.size == size
    assert await content(vault) == data


async def test_the_disk_holds_ciphertext_in_private_files_only(
    vault: FileVault, tmp_path: Path
) -> None:
    seen: list[bytes] = []

    async def watched() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b"a sentence that must stay secret " * 2000
            seen.extend(files(tmp_path))

    await vault.store(NAME, watched())
    seen.extend(files(tmp_path))
    assert len(seen) > 2
    assert not any(b"secret" in written for written in seen)
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600


async def test_the_folder_is_made_private_and_durable_at_the_first_start(tmp_path: Path) -> None:
    disk = RecordingDisk()
    folder = tmp_path / "data" / "evidence"
    await vault_on(folder, disk).prepare()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert disk.calls == ["fsync_dir", "fsync_dir"]


# ── Durability ──────────────────────────────────────────────────────────────────────────────────


async def test_a_file_is_written_and_synced_before_it_gets_its_name(tmp_path: Path) -> None:
    disk = RecordingDisk()
    await vault_on(tmp_path, disk).store(NAME, flow(LONG))
    assert disk.calls == WHOLE


async def test_a_discarded_object_is_gone_durably(tmp_path: Path) -> None:
    disk = RecordingDisk()
    vault = vault_on(tmp_path, disk)
    await vault.store(NAME, flow(b"abc"))
    disk.calls.clear()
    await vault.discard(NAME)
    assert disk.calls == ["remove", "fsync_dir"]
    with pytest.raises(Gone):
        await content(vault)
    await vault.discard(NAME)  # the same update again


@pytest.mark.parametrize("at", range(len(WHOLE)))
async def test_a_disk_that_fails_leaves_no_part_of_the_object(tmp_path: Path, at: int) -> None:
    disk = FailingDisk(at, OSError(errno.EIO, "broken"), after=False)
    with pytest.raises(OSError, match="broken"):
        await vault_on(tmp_path, disk).store(NAME, flow(LONG))
    assert disk.calls[: at + 1] == WHOLE[: at + 1]
    assert names(tmp_path) == []


@pytest.mark.parametrize("at", range(WHOLE.index("rename .part") + 1))
async def test_an_attempt_that_fails_does_not_touch_an_earlier_one(
    vault: FileVault, tmp_path: Path, at: int
) -> None:
    await vault.store(NAME, flow(b"earlier"))
    disk = FailingDisk(at, OSError(errno.EIO, "broken"), after=False)
    with pytest.raises(OSError, match="broken"):
        await vault_on(tmp_path, disk).store(NAME, flow(LONG))
    assert await content(vault) == b"earlier"


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("at", range(len(WHOLE)))
async def test_a_process_that_dies_leaves_the_whole_object_or_nothing(
    tmp_path: Path, at: int, *, after: bool
) -> None:
    disk = FailingDisk(at, Died(), after=after, dead=True)
    with pytest.raises(Died):
        await vault_on(tmp_path, disk).store(NAME, flow(LONG))
    vault = vault_on(tmp_path)
    await vault.prepare()
    renamed = (at, after) >= (WHOLE.index("rename .part"), True)
    assert names(tmp_path) == ([NAME] if renamed else [])
    if renamed:
        assert await content(vault) == LONG
    await vault.store(NAME, flow(b"again"))
    assert await content(vault) == b"again"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("at", [0, 2, 4])
async def test_a_full_disk_is_an_outage_and_leaves_nothing(
    tmp_path: Path, at: int, code: int
) -> None:
    disk = FailingDisk(at, OSError(code, os.strerror(code)), after=False)
    with pytest.raises(StorageFull):
        await vault_on(tmp_path, disk).store(NAME, flow(LONG))
    assert names(tmp_path) == []


async def test_a_download_that_breaks_leaves_nothing(vault: FileVault, tmp_path: Path) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield LONG
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await vault.store(NAME, broken())
    assert names(tmp_path) == []


async def test_a_cancelled_store_waits_for_its_running_write_and_leaves_nothing(
    tmp_path: Path,
) -> None:
    writing, go_on = threading.Event(), threading.Event()

    class SlowDisk(RecordingDisk):
        def write(self, file: object, data: bytes) -> None:
            writing.set()
            go_on.wait()
            super().write(file, data)  # type: ignore[arg-type]  # the base knows which file

    disk = SlowDisk()
    async with asyncio.TaskGroup() as group:
        storing = group.create_task(vault_on(tmp_path, disk).store(NAME, flow(LONG)))
        await asyncio.to_thread(writing.wait)
        storing.cancel()
        await asyncio.sleep(0)
        assert not storing.done()
        go_on.set()
    assert storing.cancelled()
    assert disk.calls == ["create .part", "write", "remove"]
    assert names(tmp_path) == []


RECEIVING = """
import signal, sys
from pathlib import Path
from storage.disk import Disk

disk = Disk()
file = disk.create(Path(sys.argv[1]))
disk.write(file, b"half")
print("written", flush=True)
signal.pause()
"""


async def test_a_killed_process_leaves_a_file_that_the_next_start_removes(tmp_path: Path) -> None:
    unfinished = tmp_path / f"{NAME}.0.part"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", RECEIVING, str(unfinished)), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    assert await process.stdout.readline() == b"written\n"
    vault = vault_on(tmp_path)
    await vault.prepare()
    assert names(tmp_path) == [unfinished.name]  # its process lives
    process.kill()
    await process.wait()
    await vault.prepare()
    assert names(tmp_path) == []


async def test_an_object_that_is_being_stored_stays_when_another_process_starts(
    vault: FileVault, tmp_path: Path
) -> None:
    async def interrupted() -> AsyncIterator[bytes]:
        yield LONG
        await vault_on(tmp_path).prepare()
        yield LONG

    await vault.store(NAME, interrupted())
    assert await content(vault) == LONG * 2


async def test_two_attempts_at_one_object_do_not_mix(vault: FileVault, tmp_path: Path) -> None:
    one, other = LONG, LONG[::-1]
    async with asyncio.TaskGroup() as group:
        group.create_task(vault.store(NAME, flow(one)))
        group.create_task(vault.store(NAME, flow(other)))
    assert await content(vault) in (one, other)
    assert names(tmp_path) == [NAME]


# ── Reading ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.req("EC7")
@pytest.mark.parametrize("place", [0, 3, 30, 44, 60, 100_000, -1])
async def test_a_changed_object_is_not_served_at_all(
    vault: FileVault, tmp_path: Path, place: int
) -> None:
    await vault.store(NAME, flow(LONG))
    file = bytearray((tmp_path / NAME).read_bytes())
    file[place] ^= 1
    (tmp_path / NAME).write_bytes(file)
    await served_nothing(vault)


@pytest.mark.req("EC7")
@pytest.mark.parametrize("length", [0, 10, 45, 65_541, 131_077, -1])
async def test_a_cut_object_is_not_served_at_all(
    vault: FileVault, tmp_path: Path, length: int
) -> None:
    await vault.store(NAME, flow(LONG))
    (tmp_path / NAME).write_bytes((tmp_path / NAME).read_bytes()[:length])
    await served_nothing(vault)


@pytest.mark.req("EC7")
async def test_an_object_put_in_the_place_of_another_is_not_served(
    vault: FileVault, tmp_path: Path
) -> None:
    await vault.store(NAME, flow(b"mine"))
    await vault.store("another", flow(b"theirs"))
    (tmp_path / "another").replace(tmp_path / NAME)
    await served_nothing(vault)


async def served_nothing(vault: FileVault) -> None:
    with pytest.raises(Unreadable):
        await anext(vault.read(NAME))


async def test_an_object_that_is_not_there_is_gone(vault: FileVault) -> None:
    with pytest.raises(Gone):
        await content(vault)


@pytest.mark.parametrize("name", ["", "../key", "a/b", ".", "a.part", "A", "a" * 65, "a\n"])
async def test_a_name_cannot_leave_the_folder(vault: FileVault, name: str) -> None:
    with pytest.raises(ValueError, match="name in the vault"):
        await vault.store(name, flow(b"abc"))
    with pytest.raises(ValueError, match="name in the vault"):
        await content(vault, name)
    with pytest.raises(ValueError, match="name in the vault"):
        await vault.discard(name)


async def test_memory_does_not_grow_with_the_object(vault: FileVault) -> None:
    size = 48 * MIB
    chunk = os.urandom(64 * 1024)

    async def generated() -> AsyncIterator[bytes]:
        for _ in range(size // len(chunk)):
            yield chunk

    tracemalloc.start()
    try:
        await vault.store(NAME, generated())
        read = 0
        async for piece in vault.read(NAME):
            read += len(piece)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert read == size
    assert peak < 5 * MIB

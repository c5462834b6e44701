import errno
import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from custody import key_file
from custody.key_file import BadKeyFile, KeyFile
from tests.custody.keyring import NEW, OLD, write


def test_the_first_start_creates_a_private_file_and_later_starts_read_it(tmp_path: Path) -> None:
    path = tmp_path / "data" / "key"
    created = KeyFile.open(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert KeyFile.open(path) == created
    assert [entry.name for entry in path.parent.iterdir()] == ["key"]


def test_two_new_files_share_no_secret(tmp_path: Path) -> None:
    one, other = KeyFile.open(tmp_path / "one"), KeyFile.open(tmp_path / "other")
    secrets = {one.index, other.index, one.roots[0].secret, other.roots[0].secret}
    assert len(secrets) == 4


def test_processes_that_start_together_agree_on_one_key(tmp_path: Path) -> None:
    path = tmp_path / "key"
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda _: KeyFile.open(path), range(8)))
    assert all(one == opened[0] for one in opened)
    assert list(tmp_path.iterdir()) == [path]


def test_a_later_process_reads_the_file_that_appeared_while_it_made_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "key"
    fresh = key_file._fresh

    def fresh_after_somebody_else() -> bytes:
        write(path, [OLD])
        return fresh()

    monkeypatch.setattr(key_file, "_fresh", fresh_after_somebody_else)
    assert KeyFile.open(path).roots == (OLD,)
    assert list(tmp_path.iterdir()) == [path]


def test_a_creation_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(BadKeyFile, match="No space left"):
        KeyFile.open(tmp_path / "key")
    assert list(tmp_path.iterdir()) == []


def test_several_keys_keep_the_order_of_the_file(tmp_path: Path) -> None:
    write(tmp_path / "key", [OLD, NEW])
    assert KeyFile.open(tmp_path / "key").roots == (OLD, NEW)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o610, 0o666])
def test_a_file_open_to_others_is_refused_in_one_line(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "key"
    KeyFile.open(path)
    path.chmod(mode)
    with pytest.raises(BadKeyFile, match="chmod 600") as refused:
        KeyFile.open(path)
    assert "\n" not in str(refused.value)


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadKeyFile, match="directory"):
        KeyFile.open(tmp_path)


_SECRET = "A" * 43 + "="
_KEY = {"id": "0a0b0c0d", "secret": _SECRET}
_GOOD = {"format": "liuhen-keys-1", "index": _SECRET, "keys": [_KEY]}


def test_the_documented_layout_is_read(tmp_path: Path) -> None:
    file = KeyFile.parse(json.dumps(_GOOD).encode(), tmp_path)
    assert [root.id.hex() for root in file.roots] == ["0a0b0c0d"]


@pytest.mark.parametrize(
    "document",
    [
        pytest.param([], id="no object"),
        pytest.param(None, id="null"),
        pytest.param({}, id="nothing in it"),
        pytest.param(_GOOD | {"format": "liuhen-keys-2"}, id="another format"),
        pytest.param(_GOOD | {"index": "AAAA"}, id="index too short"),
        pytest.param(_GOOD | {"index": "*" * 44}, id="index not base64"),
        pytest.param(_GOOD | {"index": 5}, id="index a number"),
        pytest.param(_GOOD | {"keys": []}, id="no keys"),
        pytest.param(_GOOD | {"keys": [_KEY, _KEY]}, id="one id twice"),
        pytest.param(_GOOD | {"keys": [_KEY | {"id": "0A0B0C0D"}]}, id="id in capitals"),
        pytest.param(_GOOD | {"keys": [_KEY | {"id": "0a0b"}]}, id="id too short"),
        pytest.param(_GOOD | {"keys": [_KEY | {"id": 7}]}, id="id a number"),
        pytest.param(_GOOD | {"keys": [{"id": "0a0b0c0d"}]}, id="key without secret"),
        pytest.param(_GOOD | {"keys": {"0a0b0c0d": _SECRET}}, id="keys not a list"),
    ],
)
def test_a_malformed_file_is_refused_in_one_line_without_its_content(
    tmp_path: Path, document: object
) -> None:
    path = tmp_path / "key"
    path.write_text(json.dumps(document))
    path.chmod(0o600)
    with pytest.raises(BadKeyFile, match="key file") as refused:
        KeyFile.open(path)
    assert "\n" not in str(refused.value)
    assert _SECRET not in str(refused.value)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe"])
def test_a_file_that_is_no_json_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "key"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(BadKeyFile, match="malformed"):
        KeyFile.open(path)


def test_secrets_do_not_show_in_a_printed_key_file(tmp_path: Path) -> None:
    file = KeyFile.open(tmp_path / "key")
    assert "secret" not in repr(file)
    assert "index" not in repr(file)

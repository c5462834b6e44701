from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custody.keys import FileKeys
from register.errors import Unreadable
from register.ports import Keys
from tests.custody.keyring import NEW, OLD, keys, write

ROW = "records/0190a1b2/3"


def test_the_file_keys_are_the_port(tmp_path: Path) -> None:
    port: Keys = FileKeys.open(tmp_path / "key")
    assert port.decrypt(port.encrypt(b"words", bound_to=ROW), bound_to=ROW) == b"words"


def test_a_blob_opens_after_a_restart(tmp_path: Path) -> None:
    blob = FileKeys.open(tmp_path / "key").encrypt(b"words", bound_to=ROW)
    assert FileKeys.open(tmp_path / "key").decrypt(blob, bound_to=ROW) == b"words"


@given(st.binary(max_size=300), st.text(max_size=30))
def test_what_was_encrypted_is_decrypted(plaintext: bytes, bound_to: str) -> None:
    blob = keys().encrypt(plaintext, bound_to=bound_to)
    assert keys().decrypt(blob, bound_to=bound_to) == plaintext


def test_a_blob_names_its_format_and_key_and_hides_the_rest() -> None:
    blob = keys().encrypt(b"a secret sentence", bound_to=ROW)
    assert blob[:5] == b"\x01" + OLD.id
    assert len(blob) == 1 + 4 + 12 + len(b"a secret sentence") + 16
    assert b"secret" not in blob


def test_equal_plaintexts_give_different_blobs() -> None:
    assert keys().encrypt(b"same", bound_to=ROW) != keys().encrypt(b"same", bound_to=ROW)


def test_every_byte_of_a_blob_counts() -> None:
    blob = keys().encrypt(b"words", bound_to=ROW)
    for place in range(len(blob)):
        changed = bytearray(blob)
        changed[place] ^= 1
        with pytest.raises(Unreadable):
            keys().decrypt(bytes(changed), bound_to=ROW)


def test_a_blob_of_any_other_length_does_not_open() -> None:
    blob = keys().encrypt(b"words", bound_to=ROW)
    for length in range(len(blob)):
        with pytest.raises(Unreadable):
            keys().decrypt(blob[:length], bound_to=ROW)
    with pytest.raises(Unreadable):
        keys().decrypt(blob + b"\0", bound_to=ROW)


@pytest.mark.parametrize("other", ["records/0190a1b2/2", "drafts/0190a1b2/3", ""])
def test_a_blob_opens_only_in_the_row_and_version_that_it_was_made_for(other: str) -> None:
    blob = keys().encrypt(b"words", bound_to=ROW)
    with pytest.raises(Unreadable):
        keys().decrypt(blob, bound_to=other)


def test_another_secret_under_the_same_id_does_not_open_a_blob() -> None:
    blob = keys().encrypt(b"words", bound_to=ROW)
    stranger = type(OLD)(id=OLD.id, secret=NEW.secret)
    with pytest.raises(Unreadable):
        keys(stranger).decrypt(blob, bound_to=ROW)


def test_after_a_new_key_old_blobs_open_and_new_ones_name_the_new_key(tmp_path: Path) -> None:
    path = tmp_path / "key"
    write(path, [OLD])
    before = FileKeys.open(path)
    old = before.encrypt(b"old", bound_to=ROW)
    write(path, [OLD, NEW])
    after = FileKeys.open(path)
    new = after.encrypt(b"new", bound_to=ROW)
    assert new[1:5] == NEW.id
    assert after.decrypt(old, bound_to=ROW) == b"old"
    assert after.decrypt(new, bound_to=ROW) == b"new"
    with pytest.raises(Unreadable):
        before.decrypt(new, bound_to=ROW)


def test_the_blind_index_survives_a_new_key() -> None:
    assert keys(OLD).blind("name", "王某") == keys(OLD, NEW).blind("name", "王某")


def test_the_blind_index_tells_equality_within_one_kind_only() -> None:
    index = keys().blind("name", "王某")
    assert index == keys().blind("name", "王某")
    assert index != keys().blind("name", "王謀")
    assert index != keys().blind("case", "王某")
    assert len(index) == 32


def test_without_the_key_file_an_index_cannot_be_recomputed(tmp_path: Path) -> None:
    one, other = FileKeys.open(tmp_path / "one"), FileKeys.open(tmp_path / "other")
    assert one.blind("name", "王某") != other.blind("name", "王某")

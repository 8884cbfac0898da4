import errno
import getpass
import re
import stat
from pathlib import Path

import pytest

from ordret.errors import FaultCode
from ordret.usage.faults import UsageFault
from ordret.usage.pseudonym import find_pseudonym, pseudonym


def test_the_same_user_on_the_same_machine_has_one_pseudonym(tmp_path: Path) -> None:
    file = tmp_path / "data" / "pseudonym.key"

    assert find_pseudonym(file) == find_pseudonym(file)


def test_a_pseudonym_shows_neither_user_nor_machine(tmp_path: Path) -> None:
    assert re.fullmatch("[0-9a-f]{32}", find_pseudonym(tmp_path / "pseudonym.key"))


def test_user_machine_and_secret_each_make_another_pseudonym() -> None:
    made = {
        pseudonym(secret, user, machine)
        for secret in (b"a" * 32, b"b" * 32)
        for user in ("aase", "bo")
        for machine in ("pc1", "pc2")
    }

    assert len(made) == 8


def test_a_part_of_the_user_name_is_not_taken_for_the_machine() -> None:
    assert pseudonym(b"a" * 32, "aase1", "pc") != pseudonym(b"a" * 32, "aase", "1pc")


def test_only_the_user_may_read_the_secret(tmp_path: Path) -> None:
    file = tmp_path / "data" / "pseudonym.key"

    find_pseudonym(file)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert list(file.parent.iterdir()) == [file]


def test_a_user_without_a_name_is_told_apart_by_the_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 1234")

    monkeypatch.setattr(getpass, "getuser", nameless)

    assert find_pseudonym(tmp_path / "a") != find_pseudonym(tmp_path / "b")


def test_half_a_secret_is_a_danish_fault(tmp_path: Path) -> None:
    file = tmp_path / "pseudonym.key"
    file.write_bytes(b"kort")

    with pytest.raises(UsageFault) as raised:
        find_pseudonym(file)

    assert raised.value.code is FaultCode.STORE_UNUSABLE
    assert f"filen {file} er beskadiget" in raised.value.what


def test_a_full_disk_leaves_no_half_of_a_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    with pytest.raises(UsageFault) as raised:
        find_pseudonym(tmp_path / "pseudonym.key")

    assert raised.value.code is FaultCode.DISK_FULL
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "data").touch()

    with pytest.raises(UsageFault) as raised:
        find_pseudonym(tmp_path / "data" / "pseudonym.key")

    assert raised.value.code is FaultCode.FILE_UNWRITABLE

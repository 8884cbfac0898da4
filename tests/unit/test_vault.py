import base64
import errno
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import keyring
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.core import load_keyring
from keyring.errors import KeyringLocked

from ordret.errors import Fault, FaultCode
from ordret.vault import (
    KeyPlace,
    KeyringMissing,
    KeyringRefused,
    SealBroken,
    SystemKeyring,
    Vault,
    open_vault,
)

posix = pytest.mark.skipif(os.name != "posix", reason="only POSIX has file modes")


class RememberingKeyring:
    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        return self.secrets.get(name)

    def set(self, name: str, secret: str) -> None:
        self.secrets[name] = secret


class NoKeyring:
    def get(self, name: str) -> str | None:
        raise KeyringMissing

    def set(self, name: str, secret: str) -> None:
        raise KeyringMissing


class LockedKeyring:
    def get(self, name: str) -> str | None:
        raise KeyringRefused

    def set(self, name: str, secret: str) -> None:
        raise KeyringRefused


class ForgetfulKeyring(RememberingKeyring):
    def set(self, name: str, secret: str) -> None:
        pass


def a_vault(key: bytes = bytes(32)) -> Vault:
    return Vault(key, KeyPlace.FILE, Path("key.json"))


@given(st.binary(), st.binary())
def test_what_was_sealed_opens_again_in_its_own_context(plain: bytes, context: bytes) -> None:
    assert a_vault().decrypt(a_vault().encrypt(plain, context), context) == plain


def test_the_sealed_form_tells_nothing_and_is_new_each_time() -> None:
    first, second = (a_vault().encrypt(b"Borger ringer", b"draft") for _ in range(2))
    assert b"Borger" not in first
    assert first != second


@given(st.binary(max_size=50), st.data())
def test_a_changed_byte_anywhere_breaks_the_seal(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(a_vault().encrypt(plain, b"draft"))
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealBroken):
        a_vault().decrypt(bytes(sealed), b"draft")


def test_a_record_cut_short_anywhere_is_a_broken_seal() -> None:
    sealed = a_vault().encrypt(b"Borger ringer", b"draft")
    for length in range(len(sealed)):
        with pytest.raises(SealBroken):
            a_vault().decrypt(sealed[:length], b"draft")


def test_a_record_can_not_take_the_place_of_another() -> None:
    with pytest.raises(SealBroken):
        a_vault().decrypt(a_vault().encrypt(b"plain", b"draft 1"), b"draft 2")


def test_another_key_breaks_the_seal_and_has_another_name() -> None:
    other = a_vault(b"\x01" * 32)
    with pytest.raises(SealBroken):
        other.decrypt(a_vault().encrypt(b"plain", b"draft"), b"draft")
    assert other.key_id != a_vault().key_id


def test_the_key_lies_in_the_keyring_and_not_on_disk(tmp_path: Path) -> None:
    ring = RememberingKeyring()
    vault = open_vault(tmp_path, ring)
    assert vault.place is KeyPlace.KEYRING
    assert vault.describe_place().endswith("ligger i computerens nøglering.")
    (secret,) = ring.secrets.values()
    assert secret not in (tmp_path / "key.json").read_text()


def test_without_a_keyring_the_key_lies_in_a_file_and_that_is_said(tmp_path: Path) -> None:
    vault = open_vault(tmp_path / "data" / "ordret", NoKeyring())
    assert vault.place is KeyPlace.FILE
    file = tmp_path / "data" / "ordret" / "key.json"
    assert "ingen nøglering" in vault.describe_place()
    assert str(file) in vault.describe_place()
    assert [one.name for one in file.parent.iterdir()] == ["key.json"]


def test_a_keyring_that_forgets_is_no_keyring(tmp_path: Path) -> None:
    assert open_vault(tmp_path, ForgetfulKeyring()).place is KeyPlace.FILE


@posix
def test_only_the_user_may_read_the_key_file_and_its_folder(tmp_path: Path) -> None:
    open_vault(tmp_path / "data", NoKeyring())
    assert (tmp_path / "data" / "key.json").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("ring", [RememberingKeyring(), NoKeyring()])
def test_the_next_start_has_the_same_key(
    tmp_path: Path, ring: RememberingKeyring | NoKeyring
) -> None:
    first, second = open_vault(tmp_path, ring), open_vault(tmp_path, ring)
    assert second.decrypt(first.encrypt(b"plain", b"draft"), b"draft") == b"plain"
    assert (second.key_id, second.place) == (first.key_id, first.place)


def test_two_users_have_two_keys(tmp_path: Path) -> None:
    keys = {open_vault(tmp_path / name, NoKeyring()).key_id for name in ("a", "b")}
    assert len(keys) == 2


def test_a_keyring_that_comes_later_does_not_replace_the_key_in_the_file(tmp_path: Path) -> None:
    before = open_vault(tmp_path, NoKeyring())
    after = open_vault(tmp_path, RememberingKeyring())
    assert (after.key_id, after.place) == (before.key_id, KeyPlace.FILE)


def test_a_keyring_out_of_reach_is_a_fault_and_no_second_key(tmp_path: Path) -> None:
    ring = RememberingKeyring()
    before = open_vault(tmp_path, ring)
    with pytest.raises(Fault, match="kan ikke nås") as caught:
        open_vault(tmp_path, NoKeyring())
    assert caught.value.code is FaultCode.KEY_UNAVAILABLE
    assert open_vault(tmp_path, ring).key_id == before.key_id


def test_a_key_that_vanished_from_the_keyring_is_a_fault_and_no_second_key(tmp_path: Path) -> None:
    ring = RememberingKeyring()
    open_vault(tmp_path, ring)
    ring.secrets.clear()
    with pytest.raises(Fault, match="forsvundet") as caught:
        open_vault(tmp_path, ring)
    assert caught.value.code is FaultCode.KEY_UNAVAILABLE
    assert "key.json" in caught.value.remedy
    assert ring.secrets == {}


def test_a_locked_keyring_is_a_fault_at_the_first_start_and_later(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="låst") as caught:
        open_vault(tmp_path, LockedKeyring())
    assert caught.value.code is FaultCode.KEY_UNAVAILABLE
    assert list(tmp_path.iterdir()) == []
    open_vault(tmp_path, RememberingKeyring())
    with pytest.raises(Fault, match="låst"):
        open_vault(tmp_path, LockedKeyring())


@posix
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_key_file_that_others_may_read_is_refused_with_the_command_that_helps(
    tmp_path: Path, mode: int
) -> None:
    folder = tmp_path / "med mellemrum"
    open_vault(folder, NoKeyring())
    (folder / "key.json").chmod(mode)
    with pytest.raises(Fault, match="andre end dig") as caught:
        open_vault(folder, NoKeyring())
    assert caught.value.code is FaultCode.KEY_UNAVAILABLE
    command = caught.value.remedy.split("»")[1].split("«")[0]
    subprocess.run(["sh", "-c", command], check=True)
    assert open_vault(folder, NoKeyring()).place is KeyPlace.FILE


@posix
def test_a_file_that_only_names_the_keyring_is_no_secret(tmp_path: Path) -> None:
    ring = RememberingKeyring()
    open_vault(tmp_path, ring)
    (tmp_path / "key.json").chmod(0o644)
    assert open_vault(tmp_path, ring).place is KeyPlace.KEYRING


def key_of(length: int) -> str:
    return base64.b64encode(bytes(length)).decode()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        "\xff\xfe",
        json.dumps({"place": "file", "key_id": a_vault().key_id}),
        json.dumps({"place": "cloud", "key_id": a_vault().key_id, "key": key_of(32)}),
        json.dumps({"place": "file", "key_id": a_vault().key_id, "key": key_of(31)}),
        json.dumps({"place": "file", "key_id": a_vault().key_id, "key": key_of(0)}),
        json.dumps({"place": "file", "key_id": a_vault().key_id, "key": "ikke base64 æøå"}),
        json.dumps({"place": "file", "key_id": "0" * 16, "key": key_of(32)}),
    ],
)
def test_a_damaged_key_file_is_a_fault_and_left_alone(tmp_path: Path, content: str) -> None:
    file = tmp_path / "key.json"
    file.write_text(content, encoding="latin-1")
    file.chmod(0o600)
    with pytest.raises(Fault, match="er beskadiget") as caught:
        open_vault(tmp_path, NoKeyring())
    assert caught.value.code is FaultCode.KEY_UNAVAILABLE
    assert key_of(32) not in str(caught.value)
    assert file.read_text(encoding="latin-1") == content


def test_a_key_in_the_keyring_that_was_changed_is_a_fault(tmp_path: Path) -> None:
    ring = RememberingKeyring()
    key_id = open_vault(tmp_path, ring).key_id
    ring.secrets[key_id] = key_of(32)
    with pytest.raises(Fault, match="er beskadiget"):
        open_vault(tmp_path, ring)


def test_a_file_in_the_place_of_the_folder_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(Fault, match="kan ikke læses eller laves") as caught:
        open_vault(tmp_path / "data", NoKeyring())
    assert caught.value.code is FaultCode.KEY_UNAVAILABLE


def test_a_full_disk_is_a_fault_and_leaves_nothing_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Fault, match="ikke plads") as caught:
        open_vault(tmp_path, NoKeyring())
    assert caught.value.code is FaultCode.DISK_FULL
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ring", [RememberingKeyring(), NoKeyring()])
def test_programs_that_start_together_get_one_key(
    tmp_path: Path, ring: RememberingKeyring | NoKeyring
) -> None:
    together = Barrier(8)

    def start(_: int) -> str:
        together.wait()
        return open_vault(tmp_path, ring).key_id

    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(start, range(8)))
    assert len(keys) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["key.json"]


def test_processes_that_start_together_get_one_key(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from ordret.vault import KeyringMissing, open_vault\n"
        "class NoKeyring:\n"
        "    def get(self, name): raise KeyringMissing\n"
        "    def set(self, name, secret): raise KeyringMissing\n"
        "print('ready', flush=True)\n"
        "sys.stdin.readline()\n"
        "print(open_vault(Path(sys.argv[1]), NoKeyring()).key_id)\n"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path / "data")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    keys = {process.communicate()[0] for process in processes}
    assert len(keys) == 1
    assert "".join(keys).strip() == open_vault(tmp_path / "data", NoKeyring()).key_id


class Backend:
    """What the library `keyring` calls a backend."""

    def __init__(self, error: Exception | None = None, priority: float = 5) -> None:
        self.error = error
        self.priority = priority
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        if self.error:
            raise self.error
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.error:
            raise self.error
        self.kept[service, username] = password


def use(backend: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)


def test_the_systems_keyring_keeps_the_key_under_its_own_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = Backend()
    use(backend, monkeypatch)
    vault = open_vault(tmp_path, SystemKeyring())
    assert vault.place is KeyPlace.KEYRING
    assert list(backend.kept) == [("Ordret", vault.key_id)]
    assert open_vault(tmp_path, SystemKeyring()).key_id == vault.key_id


@pytest.mark.parametrize("name", ["keyring.backends.fail.Keyring", "keyring.backends.null.Keyring"])
def test_a_machine_without_a_keyring_has_a_key_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    use(load_keyring(name), monkeypatch)
    assert open_vault(tmp_path, SystemKeyring()).place is KeyPlace.FILE


def test_a_keyring_that_is_a_plain_file_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = Backend(priority=0.5)
    use(backend, monkeypatch)
    assert open_vault(tmp_path, SystemKeyring()).place is KeyPlace.FILE
    assert backend.kept == {}


@pytest.mark.parametrize("error", [KeyringLocked("nej"), ConnectionResetError()])
def test_a_systems_keyring_that_refuses_is_a_danish_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    use(Backend(error), monkeypatch)
    with pytest.raises(Fault, match="låst eller svarer ikke") as caught:
        open_vault(tmp_path, SystemKeyring())
    assert caught.value.code is FaultCode.KEY_UNAVAILABLE


def test_a_bug_in_a_keyring_stays_a_bug(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(Backend(ZeroDivisionError()), monkeypatch)
    with pytest.raises(ZeroDivisionError):
        open_vault(tmp_path, SystemKeyring())


@pytest.mark.parametrize("backend", ["no.such.Backend", "keyring.backends.Windows.WinVaultKeyring"])
@pytest.mark.skipif(sys.platform == "win32", reason="that backend works there")
def test_a_keyring_configured_wrongly_is_a_danish_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, backend: str
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
    with pytest.raises(Fault, match="låst eller svarer ikke"):
        open_vault(tmp_path, SystemKeyring())


def test_starting_the_program_does_not_load_the_keyring_library() -> None:
    program = "import sys, ordret.vault; print('keyring' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout == "False\n"

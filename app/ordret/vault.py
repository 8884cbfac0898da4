"""The key that drafts and recordings on disk are encrypted with, and the sealing itself.

The key lives in the operating system's keyring. Where there is none, it lives in `key.json` in
the data folder, readable by its owner alone. That file exists in both cases: it says which of
the two it is, and which key. So a keyring that can't be reached today is told from a first
start, and a second key is never made beside the first.

Two processes that start together both store a key, each under the key's own name, and then both
try to create `key.json`; the one that comes second uses the key that stands there.
"""

import base64
import errno
import hashlib
import json
import os
import secrets
import shlex
import stat
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ordret.errors import Fault, FaultCode

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_KEY_BYTES = 32
_NONCE_BYTES = 12
_FORMAT = b"\x01"
_KEY_FILE = "key.json"
_KEYRING_SERVICE = "Ordret"
_START_AFRESH = (
    "Kan nøglen ikke skaffes tilbage, så flyt filen »{path}« væk: Ordret laver da en ny nøgle, "
    "men kladder og optagelser fra før kan ikke længere læses."
)


class KeyPlace(StrEnum):
    """Where the key is kept."""

    KEYRING = "keyring"
    FILE = "file"


class SealBroken(Exception):
    """What was to be decrypted was changed, cut short, moved, or sealed with another key."""


class KeyringMissing(Exception):
    """There is no keyring here."""


class KeyringRefused(Exception):
    """There is a keyring, but it is locked or fails."""


class Keyring(Protocol):
    """A place for secrets. Both raise KeyringMissing or KeyringRefused."""

    def get(self, name: str) -> str | None:
        """The secret kept under `name`, or None."""
        ...

    def set(self, name: str, secret: str) -> None:
        """Keep `secret` under `name`."""
        ...


class Vault:
    """Seals and opens with AES-256-GCM (NIST SP 800-38D) under one key.

    Nonces are random, so one key is good for 2**32 seals. `key_id` names the key without telling
    anything of it: stores keep it beside what they seal, and know another key when they meet it.
    """

    def __init__(self, key: bytes, place: KeyPlace, path: Path) -> None:
        """`key` is 32 random bytes; `path` is the key file."""
        self._aead = AESGCM(key)
        self._path = path
        self.key_id = _key_id(key)
        self.place = place

    def encrypt(self, plain: bytes, context: bytes) -> bytes:
        """Seal `plain`. Only `decrypt` with the same `context` opens it again.

        `context` says what it is and where it belongs, so that one record can't take the place of
        another. The answer is one byte of format, the nonce, and the ciphertext with its tag.
        """
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return _FORMAT + nonce + self._aead.encrypt(nonce, plain, _FORMAT + context)

    def decrypt(self, sealed: bytes, context: bytes) -> bytes:
        """Open what `encrypt` sealed. Raises SealBroken."""
        nonce = sealed[1 : 1 + _NONCE_BYTES]
        if sealed[:1] != _FORMAT or len(nonce) < _NONCE_BYTES:
            raise SealBroken
        try:
            return self._aead.decrypt(nonce, sealed[1 + _NONCE_BYTES :], _FORMAT + context)
        except InvalidTag:
            raise SealBroken from None

    def describe_place(self) -> str:
        """A Danish sentence on where the key is, for `ordret doctor`."""
        match self.place:
            case KeyPlace.KEYRING:
                return "Nøglen til kladder og optagelser ligger i computerens nøglering."
            case KeyPlace.FILE:
                return (
                    "Der var ingen nøglering, da nøglen til kladder og optagelser blev lavet. "
                    f"Den ligger i filen »{self._path}« og er kun beskyttet af filens rettigheder."
                )


class SystemKeyring:
    """The operating system's keyring, through the library `keyring`, imported at first use."""

    def get(self, name: str) -> str | None:
        """As in `Keyring`."""
        backend, errors = _system_backend()
        try:
            return backend.get_password(_KEYRING_SERVICE, name)
        except errors as error:
            raise KeyringRefused from error

    def set(self, name: str, secret: str) -> None:
        """As in `Keyring`."""
        backend, errors = _system_backend()
        try:
            backend.set_password(_KEYRING_SERVICE, name, secret)
        except errors as error:
            raise KeyringRefused from error


def _system_backend() -> tuple["KeyringBackend", tuple[type[Exception], ...]]:
    """The backend and all that it may raise. Raises as `Keyring` does.

    The library counts a backend of priority 1 or more as recommended; below that are those that
    fail, forget, or keep secrets in plain text, and our own file does better.
    """
    import keyring  # noqa: PLC0415 - finding the backends costs 60 ms that few commands need
    import keyring.errors  # noqa: PLC0415

    errors: tuple[type[Exception], ...] = (keyring.errors.KeyringError, OSError)
    if sys.platform == "win32":
        from win32ctypes.pywin32 import pywintypes  # noqa: PLC0415

        errors = (*errors, pywintypes.error)
    elif sys.platform == "linux":
        from jeepney import DBusErrorResponse  # type: ignore[import-untyped]  # noqa: PLC0415
        from secretstorage.exceptions import SecretStorageException  # noqa: PLC0415

        errors = (*errors, DBusErrorResponse, SecretStorageException)
    try:
        backend = keyring.get_keyring()
    except (
        ImportError,
        RuntimeError,
    ) as error:  # The user's keyringrc.cfg names one that can't be.
        raise KeyringRefused from error
    if backend.priority < 1:
        raise KeyringMissing
    return backend, errors


def open_vault(folder: Path, keyring: Keyring) -> Vault:
    """The vault of this user; the first time, its key is made.

    `folder` is made where it is missing. A key file is made with mode 0600 and refused where
    others may read it. Windows has no such mode: there the file inherits the rights of `folder`,
    which in a user's profile let in that user, the system and administrators.

    Raises Fault KEY_UNAVAILABLE where the key is there but can't be had, or is gone, and
    DISK_FULL.
    """
    path = folder / _KEY_FILE
    try:
        try:
            return _load(path, keyring)
        except FileNotFoundError:
            _make_key(path, keyring)
            return _load(path, keyring)
    except OSError as error:
        raise _file_fault(path, error) from error
    except KeyringRefused as error:
        raise Fault(
            FaultCode.KEY_UNAVAILABLE,
            "Computerens nøglering er låst eller svarer ikke, så nøglen til kladder og optagelser "
            "kan ikke hentes.",
            "Lås nøgleringen op, for eksempel ved at logge af og på igen, og prøv så igen.",
        ) from error


def _load(path: Path, keyring: Keyring) -> Vault:
    with path.open("rb") as file:
        mode = os.fstat(file.fileno()).st_mode
        content = file.read()
    try:
        record = json.loads(content)
        place = KeyPlace(record["place"])
        key_id = str(record["key_id"])
        encoded = (
            str(record["key"]) if place is KeyPlace.FILE else _from_keyring(keyring, key_id, path)
        )
        key = base64.b64decode(encoded, validate=True)
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(path) from error
    if len(key) != _KEY_BYTES or _key_id(key) != key_id:
        raise _damaged(path)
    others = stat.S_IRWXG | stat.S_IRWXO
    if place is KeyPlace.FILE and os.name == "posix" and mode & others:
        raise Fault(
            FaultCode.KEY_UNAVAILABLE,
            f"Nøglefilen »{path}« kan læses af andre end dig, så Ordret bruger den ikke.",
            f"Skriv »chmod 600 {shlex.quote(str(path))}« i en terminal, og prøv igen.",
        )
    return Vault(key, place, path)


def _from_keyring(keyring: Keyring, key_id: str, path: Path) -> str:
    try:
        encoded = keyring.get(key_id)
    except KeyringMissing as error:
        raise Fault(
            FaultCode.KEY_UNAVAILABLE,
            "Nøglen til kladder og optagelser ligger i computerens nøglering, og den kan ikke nås "
            "herfra.",
            "Start Ordret fra dit skrivebord, hvor du er logget på som sædvanligt. "
            + _START_AFRESH.format(path=path),
        ) from error
    if encoded is None:
        raise Fault(
            FaultCode.KEY_UNAVAILABLE,
            "Nøglen til kladder og optagelser er forsvundet fra computerens nøglering.",
            "Spørg it-afdelingen, om den kan skaffes tilbage. " + _START_AFRESH.format(path=path),
        )
    return encoded


def _make_key(path: Path, keyring: Keyring) -> None:
    key = secrets.token_bytes(_KEY_BYTES)
    encoded = base64.b64encode(key).decode("ascii")
    record = {"place": KeyPlace.FILE.value, "key_id": _key_id(key), "key": encoded}
    try:
        keyring.set(_key_id(key), encoded)
        if keyring.get(_key_id(key)) == encoded:
            record = {"place": KeyPlace.KEYRING.value, "key_id": _key_id(key)}
    except KeyringMissing:
        pass  # `KeyPlace.FILE` says so to whoever asks.
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _create_whole(path, json.dumps(record).encode("ascii"))


def _create_whole(path: Path, content: bytes) -> None:
    """Create `path` with all of `content`, or leave the one that another process just created."""
    draft = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with open(draft, "xb", opener=_open_private) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if os.name == "nt":
            draft.rename(path)
        else:
            path.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink(missing_ok=True)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _key_id(key: bytes) -> str:
    return hashlib.sha256(b"ordret key id\0" + key).hexdigest()[:16]


def _damaged(path: Path) -> Fault:
    return Fault(
        FaultCode.KEY_UNAVAILABLE,
        f"Nøglefilen »{path}« er beskadiget.",
        "Læg filen tilbage fra en sikkerhedskopi. " + _START_AFRESH.format(path=path),
    )


def _file_fault(path: Path, error: OSError) -> Fault:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Fault(
            FaultCode.DISK_FULL,
            f"Der er ikke plads på disken til nøglefilen »{path}«.",
            "Frigør plads, og prøv igen.",
        )
    return Fault(
        FaultCode.KEY_UNAVAILABLE,
        f"Nøglefilen »{path}« kan ikke læses eller laves.",
        f"Sørg for, at du må læse og skrive i mappen »{path.parent}«, og prøv igen.",
    )

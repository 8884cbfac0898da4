"""Who a usage record belongs to, without saying who it is."""

import getpass
import hashlib
import hmac
import os
import platform
import secrets
import tempfile
from pathlib import Path

from ordret.usage.faults import damaged_fault, file_fault

_SECRET_BYTES = 32
_PSEUDONYM_CHARACTERS = 32


def find_pseudonym(secret_file: Path) -> str:
    """This user's pseudonym on this machine, 32 hexadecimal digits.

    `secret_file` is created with a new random secret, readable to the user alone, where it is
    absent. Raises `UsageFault` where it can't be read or written, or is damaged.
    """
    try:
        if not secret_file.exists():
            _create_secret(secret_file)
        secret = secret_file.read_bytes()
    except OSError as error:
        raise file_fault(error, secret_file) from error
    if len(secret) != _SECRET_BYTES:
        raise damaged_fault(secret_file)
    return pseudonym(secret, _user_name(), platform.node())


def pseudonym(secret: bytes, user: str, machine: str) -> str:
    """HMAC-SHA256 (RFC 2104) of user and machine, cut to 128 bits.

    Nobody without `secret`, which stays on the machine, can find the user by trying names.
    """
    name = f"{user}\0{machine}".encode()
    return hmac.new(secret, name, hashlib.sha256).hexdigest()[:_PSEUDONYM_CHARACTERS]


def _user_name() -> str:
    try:
        return getpass.getuser()
    # Which one depends on the system and on the version of Python. A user without a name, as in
    # a container, is told apart by the secret alone.
    except (KeyError, OSError, ImportError):
        return ""


def _create_secret(file: Path) -> None:
    """Write it whole or not at all, so that a full disk leaves no half of a secret."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    unfinished = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(secrets.token_bytes(_SECRET_BYTES))
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(file)
    except OSError:
        unfinished.unlink()
        raise

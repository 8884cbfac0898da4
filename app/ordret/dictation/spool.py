"""Speech that is not yet delivered text, encrypted on disk until it is.

A dictation has a folder of its own. Sound is appended in sealed records of a quarter of a
second, in a new file each half minute, so that what is delivered can be deleted while the
rest is kept. A killed program loses the record it had not written. A lock that dies with the
program tells a dictation in progress from one that was broken off.
"""

import errno
import json
import shutil
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import numpy as np
from filelock import FileLock, Timeout

from ordret.errors import Fault, FaultCode
from ordret.samples import SAMPLE_RATE_HZ, Samples
from ordret.vault import SealBroken, Vault

RECORD_SAMPLES = SAMPLE_RATE_HZ // 4
SEGMENT_RECORDS = 120

_LENGTH = struct.Struct("<I")
_LONGEST_RECORD_BYTES = 4 * RECORD_SAMPLES
_HEADER = "dictation.json"
_DELIVERED = "delivered"
_LOCK = "lock"
_SEGMENTS = "[0-9]*.seg"
_FULL_SCALE = 32_767
_GONE = b""
"""In the place of a record that can't be found: no vault opens it."""


class Spool:
    """The sound of one dictation, while it is being spoken."""

    def __init__(self, spool_folder: Path, vault: Vault, started_at: datetime) -> None:
        """Begin a dictation's folder. Raises `Fault` DISK_FULL or FILE_UNWRITABLE."""
        self._name = str(uuid4())
        self._folder = spool_folder / self._name
        self._vault = vault
        self._pending = np.zeros(0, np.float32)
        self._records = 0
        self._deleted_segments = 0
        header = {"version": 1, "key_id": vault.key_id, "started_at": started_at.isoformat()}
        try:
            self._folder.mkdir(parents=True, mode=0o700)
            self._lock = FileLock(self._folder / _LOCK)
            self._lock.acquire(blocking=False)
            (self._folder / _HEADER).write_text(json.dumps(header), encoding="utf-8")
        except OSError as error:
            raise _unwritable(self._folder, error) from error

    def append(self, samples: Samples) -> None:
        """Add the next samples of the stream. Raises `Fault` DISK_FULL or FILE_UNWRITABLE."""
        self._pending = np.concatenate([self._pending, samples])
        while self._pending.size >= RECORD_SAMPLES:
            record, self._pending = np.split(self._pending, [RECORD_SAMPLES])
            self._write(record)

    def flush(self) -> None:
        """Write what does not fill a record. Raises `Fault` DISK_FULL or FILE_UNWRITABLE."""
        if self._pending.size:
            self._write(self._pending)
            self._pending = np.zeros(0, np.float32)

    def mark_delivered(self, sample: int) -> None:
        """What was said before `sample` is safe elsewhere: delete it here. Raises `Fault`."""
        try:
            temporary = self._folder / f"{_DELIVERED}.new"
            temporary.write_text(str(sample), encoding="ascii")
            temporary.replace(self._folder / _DELIVERED)
            whole_segments = sample // (RECORD_SAMPLES * SEGMENT_RECORDS)
            for number in range(self._deleted_segments, whole_segments):
                _segment(self._folder, number).unlink(missing_ok=True)
            self._deleted_segments = max(self._deleted_segments, whole_segments)
        except OSError as error:
            raise _unwritable(self._folder, error) from error

    def keep(self) -> None:
        """Leave the sound for `ordret recover`."""
        self._lock.release()

    def delete(self) -> None:
        """Everything is delivered: leave nothing. Raises `Fault` FILE_UNWRITABLE."""
        self._lock.release()
        delete_spooled(self._folder)

    def _write(self, samples: Samples) -> None:
        whole = np.clip(samples, -1, 1) * _FULL_SCALE
        sealed = self._vault.encrypt(
            whole.astype("<i2").tobytes(), _context(self._name, self._records)
        )
        segment = _segment(self._folder, self._records // SEGMENT_RECORDS)
        try:
            with segment.open("ab") as file:
                file.write(_LENGTH.pack(len(sealed)) + sealed)
        except OSError as error:
            raise _unwritable(self._folder, error) from error
        self._records += 1


@dataclass(frozen=True, slots=True)
class Spooled:
    """A dictation that was broken off; `samples` counts what can be had and is not delivered."""

    folder: Path
    started_at: datetime
    samples: int
    lost_seconds: float

    @property
    def seconds(self) -> float:
        """How much of it there is."""
        return self.samples / SAMPLE_RATE_HZ


def find_unfinished(spool_folder: Path) -> tuple[Path, ...]:
    """The folders with sound of dictations that no running program holds, oldest first.

    Raises `Fault` FILE_UNREADABLE.
    """
    try:
        if not spool_folder.is_dir():
            return ()
        headers = [folder / _HEADER for folder in spool_folder.iterdir()]
        folders = [
            header.parent
            for header in headers
            if header.is_file() and any(header.parent.glob(_SEGMENTS))
        ]
        free = [folder for folder in folders if _is_free(folder)]
        return tuple(sorted(free, key=lambda folder: (folder / _HEADER).stat().st_mtime))
    except OSError as error:
        raise Fault(
            FaultCode.FILE_UNREADABLE,
            f"Mappen med afbrudte dikteringer, {spool_folder}, kan ikke læses.",
            "Giv din bruger adgang til mappen, eller spørg it-afdelingen.",
        ) from error


@contextmanager
def held(folder: Path) -> Iterator[bool]:
    """Keep others away from a folder meanwhile; False where somebody holds it already."""
    lock = FileLock(folder / _LOCK)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def describe(folder: Path, vault: Vault) -> Spooled:
    """What a folder holds. Raises `Fault` SPOOL_DAMAGED as `read_spooled`."""
    started_at = _started_at(folder, vault)
    samples = lost = 0
    for piece in _records(folder, vault):
        if piece is None:
            lost += RECORD_SAMPLES
        else:
            samples += piece.size
    return Spooled(folder, started_at, samples, lost / SAMPLE_RATE_HZ)


def read_spooled(folder: Path, vault: Vault) -> Iterator[Samples]:
    """The sound in order; what can't be read is silence of the same length.

    Raises `Fault` SPOOL_DAMAGED where the folder's own description is broken or another key's.
    """
    _started_at(folder, vault)
    for piece in _records(folder, vault):
        yield np.zeros(RECORD_SAMPLES, np.float32) if piece is None else piece


def delete_spooled(folder: Path) -> None:
    """Delete a dictation's folder. Raises `Fault` FILE_UNWRITABLE."""
    try:
        # The sound first: what is broken off on the way is still found, and deleted then.
        for segment in folder.glob(_SEGMENTS):
            segment.unlink()
        shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except OSError as error:
        raise _unwritable(folder, error) from error


def _records(folder: Path, vault: Vault) -> Iterator[Samples | None]:
    """Each record after what was delivered, None where it is broken or gone."""
    numbers = [int(file.stem) for file in folder.glob(_SEGMENTS)]
    skip = _delivered_samples(folder)
    first_segment = skip // (RECORD_SAMPLES * SEGMENT_RECORDS)
    skip -= first_segment * RECORD_SAMPLES * SEGMENT_RECORDS
    first_segment = max(first_segment, min(numbers, default=0))
    for number in range(first_segment, max(numbers, default=-1) + 1):
        records = list(_sealed(_segment(folder, number)))
        if number < max(numbers):
            records += [_GONE] * (SEGMENT_RECORDS - len(records))
        for index, sealed in enumerate(records):
            piece = _opened(vault, sealed, folder.name, number * SEGMENT_RECORDS + index)
            if skip >= RECORD_SAMPLES:
                skip -= RECORD_SAMPLES
                continue
            if piece is not None and skip:
                piece = piece[skip:]
            skip = 0
            yield piece


def _sealed(segment: Path) -> Iterator[bytes]:
    """The records of a file; one that was cut off by a crash is left out."""
    try:
        content = segment.read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise _damaged(segment.parent) from error
    at = 0
    while at + _LENGTH.size <= len(content):
        (length,) = _LENGTH.unpack_from(content, at)
        end = at + _LENGTH.size + length
        if length > _LONGEST_RECORD_BYTES:
            yield from [_GONE] * round((len(content) - at) / (2 * RECORD_SAMPLES))
            return
        if end > len(content):
            return
        yield content[at + _LENGTH.size : end]
        at = end


def _opened(vault: Vault, sealed: bytes, name: str, record: int) -> Samples | None:
    try:
        plain = vault.decrypt(sealed, _context(name, record))
    except SealBroken:
        return None
    return np.frombuffer(plain, "<i2").astype(np.float32) / np.float32(_FULL_SCALE)


def _delivered_samples(folder: Path) -> int:
    """How much is delivered; none where that can't be read, since twice is better than never."""
    try:
        return max(0, int((folder / _DELIVERED).read_text(encoding="ascii")))
    except (FileNotFoundError, ValueError):
        return 0
    except OSError as error:
        raise _damaged(folder) from error


def _started_at(folder: Path, vault: Vault) -> datetime:
    try:
        header = json.loads((folder / _HEADER).read_text(encoding="utf-8"))
        started_at = datetime.fromisoformat(header["started_at"])
        key_id = header["key_id"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(folder) from error
    if key_id != vault.key_id:
        raise Fault(
            FaultCode.SPOOL_DAMAGED,
            f"Optagelsen i {folder} er låst med en anden nøgle end den, Ordret har nu.",
            "Få nøglen tilbage fra en sikkerhedskopi, eller slet mappen.",
        )
    return started_at


def _is_free(folder: Path) -> bool:
    with held(folder) as free:
        return free


def _segment(folder: Path, number: int) -> Path:
    return folder / f"{number:06}.seg"


def _context(name: str, record: int) -> bytes:
    return f"spool/{name}/{record}".encode()


def _damaged(folder: Path) -> Fault:
    return Fault(
        FaultCode.SPOOL_DAMAGED,
        f"Optagelsen i {folder} er beskadiget og kan ikke læses.",
        "Slet mappen, når du er sikker på, at du ikke skal bruge den.",
    )


def _unwritable(folder: Path, error: OSError) -> Fault:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Fault(
            FaultCode.DISK_FULL,
            "Der er ikke plads på disken til sikkerhedskopien af det, du siger.",
            "Frigør plads på disken.",
        )
    return Fault(
        FaultCode.FILE_UNWRITABLE,
        f"Sikkerhedskopien af det, du siger, kan ikke skrives i {folder.parent}.",
        "Spørg it-afdelingen, om du må skrive i mappen.",
    )

"""Builds a model in a hidden folder on the disk and puts it in its place in one step."""

import contextlib
import errno
import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from filelock import FileLock, Timeout

from ordret.errors import Fault, FaultCode
from ordret.speech.model_files import (
    WEIGHTS,
    Progress,
    Record,
    remember_hash,
    unreadable,
    write_record,
)

_LOCK_SECONDS = 60
_BLOCK_BYTES = 1 << 20
_SPARE_BYTES = 50_000_000
"""What the disk must have free beyond the model itself."""


@dataclass(frozen=True, slots=True)
class BuildingSite:
    """Hidden folders: `model` is built anew every time; `download` outlives a broken attempt."""

    model: Path
    download: Path


@contextlib.contextmanager
def building_site(model_id: str, models_folder: Path) -> Iterator[BuildingSite]:
    """Where one process at a time may build the model. `model` does not exist yet.

    What the disk refuses meanwhile becomes a `Fault`.
    """
    site = BuildingSite(
        models_folder / f".{model_id}.model", models_folder / f".{model_id}.download"
    )
    try:
        models_folder.mkdir(parents=True, exist_ok=True)
        with FileLock(models_folder / f".{model_id}.lock", timeout=_LOCK_SECONDS):
            shutil.rmtree(site.model, ignore_errors=True)
            try:
                yield site
                shutil.rmtree(site.download, ignore_errors=True)
            finally:
                shutil.rmtree(site.model, ignore_errors=True)
    except Timeout as error:
        raise Fault(
            FaultCode.FILE_UNWRITABLE,
            f"Et andet program er i gang med at hente »{model_id}«.",
            "Vent, til det er færdigt, og prøv så igen.",
        ) from error
    except OSError as error:
        raise _disk_fault(models_folder, error) from error


def _disk_fault(folder: Path, error: OSError) -> Fault:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _disk_full(folder)
    return Fault(
        FaultCode.FILE_UNWRITABLE,
        f"Der kan ikke skrives i {folder}: {error.strerror or error}.",
        "Se efter, at mappen findes, og at du har lov til at skrive i den.",
    )


def _disk_full(folder: Path) -> Fault:
    return Fault(
        FaultCode.DISK_FULL,
        f"Disken er fuld: modellen kan ikke være i {folder}.",
        "Slet noget, du ikke skal bruge, og prøv igen.",
    )


def require_space(folder: Path, needed_bytes: int) -> None:
    """Raise `Fault` DISK_FULL at once, before an hour of fetching ends in it."""
    if shutil.disk_usage(folder).free < needed_bytes + _SPARE_BYTES:
        raise _disk_full(folder)


def read_pieces(files: Iterable[Traversable]) -> Iterator[bytes]:
    """The bytes of `files`, one after the other. Raises `Fault` FILE_UNREADABLE."""
    for file in files:
        try:
            with file.open("rb") as stream:
                while block := stream.read(_BLOCK_BYTES):
                    yield block
        except OSError as error:
            raise unreadable(Path(str(file))) from error


def write_pieces(pieces: Iterable[bytes], target: Path, received: Callable[[int], None]) -> str:
    """Write `pieces` to `target` and return their SHA-256. Raises `OSError` where it can't."""
    digest = hashlib.sha256()
    with target.open("wb") as stream:
        for piece in pieces:
            stream.write(piece)
            digest.update(piece)
            received(len(piece))
    return digest.hexdigest()


def summing(progress: Progress, total_bytes: int) -> Callable[[int], None]:
    """Takes bytes as they come and tells `progress` how many there are by now."""
    done_bytes = 0

    def received(count: int) -> None:
        nonlocal done_bytes
        done_bytes += count
        progress(min(done_bytes, total_bytes), total_bytes)

    return received


def install(model_folder: Path, record: Record, models_folder: Path) -> None:
    """Give the finished model its name, in the place of one that has it."""
    write_record(model_folder, record)
    target = models_folder / record.id
    outgoing = models_folder / f".{record.id}.outgoing"
    shutil.rmtree(outgoing, ignore_errors=True)
    if target.exists():
        target.rename(outgoing)
    model_folder.rename(target)
    shutil.rmtree(outgoing, ignore_errors=True)
    remember_hash(models_folder, target / WEIGHTS, record.sha256)

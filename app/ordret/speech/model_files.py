"""What a folder with a speech model must hold, and whether it still holds what it held.

A model is hashed when it is fetched, added or verified. Afterwards size and time of change stand
for the hash, because 1.6 GB take seconds to read; a file where either differs is hashed again.
"""

import hashlib
import json
import logging
import os
import struct
from collections.abc import Callable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from ordret.errors import Fault, FaultCode

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all."""

WEIGHTS = "model.bin"
_VOCABULARIES = ("vocabulary.txt", "vocabulary.json")
_REQUIRED = (WEIGHTS, "config.json", "tokenizer.json")
_OPTIONAL = ("preprocessor_config.json",)
MODEL_FILES = (*_REQUIRED, *_VOCABULARIES, *_OPTIONAL)
"""Every file that a model may consist of. Nothing else is copied or fetched."""

RECORD = "ordret-model.json"
"""Beside the weights: what Ordret knew of them when it put them there."""

_MEMORY = "verified.json"
_BLOCK_BYTES = 1 << 20
_MULTILINGUAL_TOKENS = 51_865
"""Whisper's multilingual vocabulary; the English-only one has a token less (openai/whisper)."""

_log = logging.getLogger(__name__)


class Record(BaseModel):
    """The contents of `RECORD`."""

    model_config = ConfigDict(frozen=True)

    id: str
    sha256: str


class _Seen(BaseModel):
    """A hash, and the size and time of change the file had when it was made."""

    model_config = ConfigDict(frozen=True)

    size_bytes: int
    modified_ns: int
    sha256: str


class _Memory(BaseModel):
    files: dict[str, _Seen]


def check_folder(folder: Path) -> None:
    """Look at every file but the weights' contents.

    Raises `Fault` MODEL_DAMAGED where a file is missing, empty or broken, and MODEL_UNSUITED
    where it is no Whisper model or one that knows no Danish.
    """
    for name in _REQUIRED:
        _require_file(folder / name)
    _read_json(folder / "config.json")
    if _specification(folder / WEIGHTS) != "WhisperSpec":
        raise Fault(
            FaultCode.MODEL_UNSUITED,
            f"Mappen {folder} har en model, som ikke er en Whisper-model.",
            "Vælg en Whisper-model i CTranslate2-format. »ordret models list« viser gode valg.",
        )
    _check_language(folder)


def model_files(folder: Path) -> tuple[Path, ...]:
    """The files of the model in `folder`, weights first."""
    return tuple(folder / name for name in MODEL_FILES if (folder / name).is_file())


def hash_file(file: Path, progress: Progress) -> str:
    """SHA-256 of `file`, read in pieces. Raises `Fault` FILE_UNREADABLE."""
    try:
        done, total = 0, file.stat().st_size
        digest = hashlib.sha256()
        with file.open("rb") as stream:
            while block := stream.read(_BLOCK_BYTES):
                digest.update(block)
                done += len(block)
                progress(done, total)
    except OSError as error:
        raise unreadable(file) from error
    return digest.hexdigest()


def require_hash(file: Path, found: str, expected: str | None) -> None:
    """Raise `Fault` MODEL_DAMAGED where a hash is expected and another was found."""
    if expected is not None and found != expected:
        raise Fault(
            FaultCode.MODEL_DAMAGED,
            f"Talemodellen i {file} er beskadiget eller en anden end ventet: "
            f"SHA-256 er {found[:12]}…, men skal være {expected[:12]}….",
            "Slet mappen, og hent modellen igen med »ordret models get«.",
        )


def read_record(folder: Path) -> Record | None:
    """What Ordret noted when it put the model there; None for a folder from elsewhere."""
    file = folder / RECORD
    try:
        return Record.model_validate_json(file.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        raise _damaged(file, "kan ikke læses") from error


def write_record(folder: Path, record: Record) -> None:
    """Note `record` beside the model."""
    (folder / RECORD).write_text(record.model_dump_json(indent=2) + "\n", encoding="utf-8")


def recall_hash(models_folder: Path, file: Path) -> str | None:
    """The hash `file` had when it was last hashed, if it has not changed since."""
    seen = _memory(models_folder).files.get(str(file.resolve()))
    state = file.stat()
    if seen and (seen.size_bytes, seen.modified_ns) == (state.st_size, state.st_mtime_ns):
        return seen.sha256
    return None


def remember_hash(models_folder: Path, file: Path, sha256: str) -> None:
    """Remember the hash of `file` as it is now. Where that can't be written, it is logged."""
    state = file.stat()
    memory = _memory(models_folder)
    memory.files[str(file.resolve())] = _Seen(
        size_bytes=state.st_size, modified_ns=state.st_mtime_ns, sha256=sha256
    )
    target = models_folder / _MEMORY
    incoming = target.with_suffix(f".{os.getpid()}")
    try:
        models_folder.mkdir(parents=True, exist_ok=True)
        incoming.write_text(memory.model_dump_json(indent=2), encoding="utf-8")
        incoming.replace(target)
    except OSError as error:
        _log.warning("The hash of a model is not remembered: %s", error)


def unreadable(file: Path) -> Fault:
    """The fault for a file of a model that can't be read."""
    return Fault(
        FaultCode.FILE_UNREADABLE,
        f"Filen {file} kan ikke læses.",
        "Se efter, at filen findes, og at du har lov til at læse den.",
    )


def _memory(models_folder: Path) -> _Memory:
    try:
        return _Memory.model_validate_json((models_folder / _MEMORY).read_bytes())
    except (OSError, ValidationError):
        return _Memory(files={})


def _require_file(file: Path) -> None:
    try:
        empty = file.stat().st_size == 0
    except OSError as error:
        raise _damaged(file, "mangler") from error
    if empty:
        raise _damaged(file, "er tom")


def _specification(weights: Path) -> str:
    """What kind of model it is: a CTranslate2 file starts with its version and that name."""
    try:
        with weights.open("rb") as stream:
            _version, length = struct.unpack("<IH", stream.read(6))
            return stream.read(length).rstrip(b"\0").decode("ascii")
    except OSError as error:
        raise unreadable(weights) from error
    except (struct.error, UnicodeDecodeError) as error:
        raise _damaged(weights, "er ikke en CTranslate2-model") from error


def _check_language(folder: Path) -> None:
    tokens = _vocabulary(folder)
    if len(tokens) < _MULTILINGUAL_TOKENS or "<|da|>" not in tokens:
        raise Fault(
            FaultCode.MODEL_UNSUITED,
            f"Modellen i {folder} kan ikke dansk.",
            "Vælg en flersproget eller dansk model, ikke en med ».en« i navnet.",
        )


def _vocabulary(folder: Path) -> list[object]:
    for name in _VOCABULARIES:
        file = folder / name
        if not file.exists():
            continue
        _require_file(file)
        if name.endswith(".json"):
            tokens = _read_json(file)
            if not isinstance(tokens, list):
                raise _damaged(file, "er ikke en liste af ord")
            return tokens
        return list(_read_text(file).removesuffix("\n").split("\n"))
    raise _damaged(folder / _VOCABULARIES[0], "mangler")


def _read_text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise unreadable(file) from error
    except UnicodeDecodeError as error:
        raise _damaged(file, "er ikke tekst") from error


def _read_json(file: Path) -> object:
    try:
        return json.loads(_read_text(file))
    except json.JSONDecodeError as error:
        raise _damaged(file, "er ikke gyldig JSON") from error


def _damaged(file: Path, why: str) -> Fault:
    return Fault(
        FaultCode.MODEL_DAMAGED,
        f"Talemodellen kan ikke bruges: {file} {why}.",
        "Slet mappen, og hent modellen igen med »ordret models get«.",
    )

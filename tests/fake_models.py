"""Small folders that look like speech models to everything but a recogniser."""

import hashlib
import json
import struct
from pathlib import Path

from ordret.speech.catalogue import Catalogue, CatalogueModel

VOCABULARY = ["<|da|>", *(f"ord{number}" for number in range(51_864))]
ENGLISH_VOCABULARY = VOCABULARY[:51_864]
HEADER = struct.pack("<IH", 6, 12) + b"WhisperSpec\0"


def weights(content: bytes = b"vaegte") -> bytes:
    """What a CTranslate2 Whisper model starts with, and then `content`."""
    return HEADER + content


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def write_model(
    folder: Path, content: bytes = b"vaegte", vocabulary: list[str] = VOCABULARY
) -> Path:
    folder.mkdir(parents=True)
    (folder / "model.bin").write_bytes(weights(content))
    (folder / "config.json").write_text("{}", encoding="utf-8")
    (folder / "tokenizer.json").write_text("{}", encoding="utf-8")
    (folder / "vocabulary.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    return folder


def declaration(**changes: object) -> dict[str, object]:
    """A catalogue entry as TOML gives it; a key changed to None is left out."""
    values = {
        "id": "proeve",
        "name": "Prøve",
        "parameters": 1,
        "size_bytes": len(weights()),
        "sha256": sha256(weights()),
        "licence": "MIT",
        "commercial": True,
        "format": "ctranslate2",
        "languages": ["da"],
        "context": "none",
        "timestamp_tokens": True,
        "note": "En prøve.",
        "source": {"kind": "hub", "repository": "nogen/proeve"},
        "hardware": {"memory_bytes": 1, "processor": "Enhver.", "graphics": "Intet."},
        "error_rate": [{"data_set": "CoRal", "word_error_rate_percent": 10.0, "source": "et sted"}],
    } | changes
    return {key: value for key, value in values.items() if value is not None}


def entry(**changes: object) -> CatalogueModel:
    return CatalogueModel.model_validate(declaration(**changes))


def catalogue(*entries: CatalogueModel) -> Catalogue:
    return Catalogue(entries or (entry(),))


def no_progress(_done_bytes: int, _total_bytes: int) -> None:
    """For tests that do not look at progress."""

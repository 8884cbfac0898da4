"""Converts a Transformers Whisper folder (safetensors) to CTranslate2, with its own converter.

PyTorch and Transformers are an optional extra, `convert`: they are large and needed once a model.
"""

import importlib
import importlib.util
import json
from pathlib import Path

from ctranslate2.converters import TransformersConverter

from ordret.errors import Fault, FaultCode

_NEEDED = ("torch", "transformers")
_TOKENIZER = "tokenizer.json"
_FEATURES = "preprocessor_config.json"


def require_converter() -> None:
    """Raise `Fault` with the command that installs the converter, unless it is installed."""
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise Fault(
            FaultCode.MODEL_UNSUITED,
            "Modellen skal omdannes til CTranslate2, og det kræver "
            f"{' og '.join(missing)}, som ikke er installeret.",
            "Kør ».venv/bin/pip install -e '.[convert]'« i Ordrets mappe, eller få en færdig "
            "omdannet mappe fra en maskine, der har det.",
        )


def convert(source: Path, target: Path) -> None:
    """Write `source` as a CTranslate2 folder with 16-bit weights to `target`, which must not exist.

    Raises `Fault` where the converter is missing or `source` is no Whisper model that it reads,
    and `OSError` where the disk refuses.
    """
    require_converter()
    broken_weights = importlib.import_module("safetensors").SafetensorError
    present = [name for name in (_TOKENIZER, _FEATURES) if (source / name).is_file()]
    if _TOKENIZER not in present:
        raise _unsuited(source)
    try:
        mel_bins = json.loads((source / "config.json").read_text(encoding="utf-8"))["num_mel_bins"]
        TransformersConverter(
            str(source), copy_files=present, load_as_float16=True, low_cpu_mem_usage=True
        ).convert(str(target), quantization="float16")
    except OSError as error:
        # Transformers raises OSError without a number for a folder that lacks something.
        if error.errno is not None and not isinstance(error, FileNotFoundError):
            raise
        raise _unsuited(source) from error
    except (
        AttributeError,
        KeyError,
        RuntimeError,
        TypeError,
        ValueError,
        broken_weights,
    ) as error:
        raise _unsuited(source) from error
    if _FEATURES not in present:
        # Transformers 5 no longer writes this file, and without it faster-whisper takes 80 bins.
        (target / _FEATURES).write_text(json.dumps({"feature_size": mel_bins}), encoding="utf-8")


def _unsuited(source: Path) -> Fault:
    return Fault(
        FaultCode.MODEL_UNSUITED,
        f"Modellen i {source} kan ikke omdannes: den er ikke en hel Whisper-model i "
        "safetensors-format.",
        "Hent modellen igen, eller vælg en anden. »ordret models list« viser gode valg.",
    )

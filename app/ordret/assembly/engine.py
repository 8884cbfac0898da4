"""The speech model that the settings ask for, found, checked and ready to be loaded."""

from ordret.paths import Paths, find_catalogue
from ordret.settings.declaration import Recognition
from ordret.speech.catalogue import CatalogueModel, ContextMode, read_catalogue
from ordret.speech.loading import WhisperEngine
from ordret.speech.models import find_model
from ordret.speech.whisper import ModelTraits
from ordret.usage.record import OWN_MODEL

_UNKNOWN_MODEL = ModelTraits(reads_previous_text=False, timestamp_tokens=True)
"""What OpenAI's own models are like, and most that were made from them."""


def engine_for(recognition: Recognition, paths: Paths) -> WhisperEngine:
    """How to load the model of these settings; the weights are not read yet.

    Raises `Fault` MODEL_MISSING with the next best choice, MODEL_DAMAGED or MODEL_UNSUITED, and
    `RequestFault` where there is no such model at all.
    """
    model = find_model(recognition.model, paths.models_folder, read_catalogue(find_catalogue()))
    return WhisperEngine(
        model_id=model.id if model.entry else OWN_MODEL,
        folder=model.path,
        traits=traits_of(model.entry),
        device_type=recognition.device_type,
        threads=recognition.threads,
    )


def traits_of(entry: CatalogueModel | None) -> ModelTraits:
    """What the catalogue says that a model was trained for; None is one it does not know."""
    if entry is None:
        return _UNKNOWN_MODEL
    return ModelTraits(
        reads_previous_text=entry.context is ContextMode.TEXT,
        timestamp_tokens=entry.timestamp_tokens,
    )

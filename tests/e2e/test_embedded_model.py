"""The model that lies in the installed packages, and the sample recording it was chosen for."""

import string
from pathlib import Path

import jiwer
import pytest
from faster_whisper import WhisperModel

import fake_models
from ordret.paths import find_catalogue
from ordret.speech.acquire import get
from ordret.speech.catalogue import read_catalogue
from ordret.speech.models import find_model

pytestmark = pytest.mark.e2e

SAMPLE = Path(__file__).parents[2] / "installer" / "linux" / "eksempel.flac"


def words(text: str) -> str:
    return text.lower().translate(str.maketrans("", "", string.punctuation))


def test_the_embedded_model_is_joined_and_hears_the_sample_recording(tmp_path: Path) -> None:
    catalogue = read_catalogue(find_catalogue())
    get("base", tmp_path, catalogue, consent=False, progress=fake_models.no_progress)
    model = find_model("base", tmp_path, catalogue)
    recogniser = WhisperModel(str(model.path), device="cpu", compute_type="int8")
    segments, _ = recogniser.transcribe(str(SAMPLE), language="da", beam_size=5)
    heard = words(" ".join(segment.text.strip() for segment in segments))
    spoken = words(SAMPLE.with_suffix(".txt").read_text(encoding="utf-8").replace("\n", " "))
    assert jiwer.wer(spoken.strip(), heard) < 0.1

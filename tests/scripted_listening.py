"""What `ordret transcribe` and `ordret evaluate` listen with in a test: loud is speech."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from ordret.errors import Fault
from ordret.samples import SAMPLE_RATE_HZ, Samples
from ordret.speech.recogniser import Hypothesis
from ordret.speech.worker import Loaded
from scripted_speech import SILENCE, SPEECH, Asked, ScriptedEngine, ScriptedRecogniser, said
from sound_files import tone, write_wav


class LoudnessDetector:
    """A `VoiceDetector` that takes everything loud for speech."""

    def probability(self, frame: Samples) -> float:
        return SPEECH if np.abs(frame).max() > 0.1 else SILENCE

    def reset(self) -> None:
        """It has no memory."""


def covering(text: str) -> Callable[[Asked], Hypothesis]:
    """A model that hears `text` in whatever is loud, evenly spread."""

    def answer(asked: Asked) -> Hypothesis:
        loud = np.flatnonzero(np.abs(asked.samples) > 0.1) / SAMPLE_RATE_HZ
        words = text.split()
        pace = float(loud[-1] - loud[0]) / max(1, len(words))
        return said(text, float(loud[0]), pace=pace)

    return answer


def listen_with(
    monkeypatch: pytest.MonkeyPatch, module: str, answer: Callable[[Asked], Hypothesis | Fault]
) -> ScriptedRecogniser:
    """Put a scripted model and a simple detector in the place of those of a command."""
    recogniser = ScriptedRecogniser(answer)
    monkeypatch.setattr(f"{module}.engine_for", lambda *_: ScriptedEngine(Loaded(recogniser)))
    monkeypatch.setattr(f"{module}.SileroDetector", LoudnessDetector)
    return recogniser


def speech_file(path: Path, *, seconds: float = 3.0) -> Path:
    """A WAV file that is loud for so long, with half a second of silence on both sides."""
    quiet = np.zeros(SAMPLE_RATE_HZ // 2, np.float32)
    samples = np.concatenate([quiet, tone(SAMPLE_RATE_HZ, seconds), quiet])
    return write_wav(path, samples, rate_hz=SAMPLE_RATE_HZ)


def silent_file(path: Path) -> Path:
    """Two seconds of silence."""
    return write_wav(path, np.zeros(2 * SAMPLE_RATE_HZ, np.float32), rate_hz=SAMPLE_RATE_HZ)

"""Loading a model where it truly runs: the graphics card is believed only after it decoded."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import numpy as np
from faster_whisper import WhisperModel

from ordret.errors import Fault, FaultCode
from ordret.samples import SAMPLE_RATE_HZ
from ordret.speech.cpu import require_suited_cpu
from ordret.speech.recogniser import Effort, Recogniser, RecogniserIdentity
from ordret.speech.whisper import (
    Efforts,
    ModelTraits,
    WhisperRecogniser,
    WindowEffort,
    engine_fault,
)
from ordret.speech.worker import Loaded

_LIVE = WindowEffort(beam_size=1, padding_seconds=4.0)
_CAREFUL = WindowEffort(beam_size=5, padding_seconds=8.0)
_FRUGAL = WindowEffort(beam_size=2, padding_seconds=4.0)
_OFFLINE_BEAM_SIZE = 5

_PROBE_SECONDS = 1
_PROBE_TEXT = "Borgeren ringede i dag og spurgte til sagen."
"""A sentence to step through, since the decoder's cost counts as much as the encoder's."""
_QUICK_PROBE_SECONDS = 0.6

_ONE_THREAD_BYTES = 200_000_000
"""Up to this size, tiny and base, a step of the decoder is too little work to be shared: two
threads wait so long for each other that they take 1.3 to 2 times as long as one alone, and 1.6
to 2.5 times the processor (measured on two cores; the encoder gains a fifth)."""


@dataclass(frozen=True, slots=True)
class WhisperEngine:
    """How to load one model folder; `device_type` is auto, cpu or cuda, 0 `threads` automatic."""

    model_id: str
    folder: Path
    traits: ModelTraits
    device_type: str
    threads: int
    now: Callable[[], float] = time.perf_counter

    def load(self) -> Loaded:
        """Load the model; with `auto` on the graphics card where that works, else on the CPU.

        Raises `Fault`: CUDA_UNUSABLE where `cuda` was asked for and fails, CPU_UNSUITED, or
        MODEL_DAMAGED.
        """
        if self.device_type == "cpu":
            return self._on_cpu(None)
        if self.device_type == "auto" and graphics_cards() == 0:
            return self._on_cpu(None)
        try:
            return Loaded(self._probed(self._open("cuda", "float16"), "cuda", "float16"))
        except Fault as fault:
            if self.device_type == "cuda" or fault.code is not FaultCode.CUDA_UNUSABLE:
                raise
            return self.load_on_cpu()

    def load_on_cpu(self) -> Loaded:
        """Load the model on the processor and say that the graphics card was given up."""
        return self._on_cpu(
            Fault(
                FaultCode.CUDA_UNUSABLE,
                "Grafikkortet kunne ikke bruges, så talegenkendelsen kører på processoren.",
                "Kør »ordret doctor« for at se, hvad der mangler.",
            )
        )

    def _on_cpu(self, notice: Fault | None) -> Loaded:
        require_suited_cpu()
        return Loaded(self._probed(self._open("cpu", "int8"), "cpu", "int8"), notice)

    def _open(self, device: str, compute_type: str) -> WhisperModel:
        try:
            return WhisperModel(
                str(self.folder),
                device=device,
                compute_type=compute_type,
                cpu_threads=self.threads or automatic_threads(self.folder),
                local_files_only=True,
            )
        except (OSError, RuntimeError, ValueError) as error:
            if device == "cuda":
                raise engine_fault(device) from error
            raise Fault(
                FaultCode.MODEL_DAMAGED,
                f"Talemodellen i {self.folder} kunne ikke indlæses.",
                "Kør »ordret models verify«, og hent eller kopiér modellen igen.",
            ) from error

    def _probed(self, model: WhisperModel, device: str, compute_type: str) -> Recogniser:
        """Decode a little noise: it proves the device, warms it up and measures it."""
        identity = RecogniserIdentity(self.model_id, device, compute_type)

        def recogniser(final: WindowEffort) -> WhisperRecogniser:
            return WhisperRecogniser(
                model, identity, self.traits, Efforts(_LIVE, final, _OFFLINE_BEAM_SIZE)
            )

        noise = np.random.default_rng(0).normal(0, 1e-3, _PROBE_SECONDS * SAMPLE_RATE_HZ)
        started = self.now()
        recogniser(_LIVE).start_session(()).decode(
            noise.astype(np.float32), Effort.LIVE, prefix=_PROBE_TEXT
        )
        cost_seconds = self.now() - started
        return recogniser(_CAREFUL if device == "cuda" else final_effort(cost_seconds))


def graphics_cards() -> int:
    """How many NVIDIA cards CTranslate2 sees here; whether they work is another matter."""
    return int(ctranslate2.get_cuda_device_count())


def automatic_threads(folder: Path) -> int:
    """How many threads suit the model; 0 leaves it to CTranslate2. Raises OSError."""
    return 1 if (folder / "model.bin").stat().st_size <= _ONE_THREAD_BYTES else 0


def final_effort(probe_cost_seconds: float) -> WindowEffort:
    """How carefully a final can be decoded on a machine on which the probe took this long.

    The final of a sentence of six seconds costs about twice the probe with the quick effort and
    three times with the careful one (measured on int8 base).
    """
    return _CAREFUL if probe_cost_seconds <= _QUICK_PROBE_SECONDS else _FRUGAL

"""Whisper on CTranslate2 through faster-whisper, in windows shorter than thirty seconds.

CTranslate2 takes a spectrogram shorter than Whisper's thirty seconds, and the encoder's cost
grows faster than its length, so a live window holds the speech and a few seconds of silence.
The silence is needed: without it the decoder repeats the last words instead of ending.
"""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import ctranslate2
import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.tokenizer import Tokenizer
from faster_whisper.transcribe import get_suppressed_tokens
from numpy.typing import NDArray

from ordret.errors import Fault, FaultCode
from ordret.events import Word
from ordret.samples import SAMPLE_RATE_HZ, Samples
from ordret.speech.recogniser import Effort, Hypothesis, RecogniserIdentity

LANGUAGE = "da"

_FEATURE_HOP_SAMPLES = 160
_WINDOW_FEATURES = 3000
_MAX_TOKENS = 448
_TOKENS_PER_SECOND = 8
"""Danish takes 3 to 6 tokens a second; a decode that wants more has begun to loop."""
_SPARE_TOKENS = 12
_PROMPT_TOKENS = 200


@dataclass(frozen=True, slots=True)
class WindowEffort:
    """How a short window is decoded."""

    beam_size: int
    padding_seconds: float


@dataclass(frozen=True, slots=True)
class ModelTraits:
    """What a model was trained for: reading the text before, writing times."""

    reads_previous_text: bool
    timestamp_tokens: bool


@dataclass(frozen=True, slots=True)
class Efforts:
    """What the three efforts of `Effort` mean on this machine."""

    live: WindowEffort
    final: WindowEffort
    offline_beam_size: int


class WhisperRecogniser:
    """A loaded model with the windows that suit it and the machine."""

    def __init__(
        self,
        model: WhisperModel,
        identity: RecogniserIdentity,
        traits: ModelTraits,
        efforts: Efforts,
    ) -> None:
        self._model = model
        self._identity = identity
        self._traits = traits
        self._efforts = efforts
        self._tokenizer = Tokenizer(
            model.hf_tokenizer, multilingual=True, task="transcribe", language=LANGUAGE
        )
        self._suppressed = list(get_suppressed_tokens(self._tokenizer, [-1]))

    @property
    def identity(self) -> RecogniserIdentity:
        """Which model runs, and on what."""
        return self._identity

    def start_session(self, hints: tuple[str, ...]) -> "WhisperSession":
        """A session that is told to expect the words in `hints`, as many as fit, first first."""
        return WhisperSession(self, _fitting(hints, self._tokenizer))

    def decode_window(
        self, samples: Samples, effort: Effort, prefix: str, before: str
    ) -> Hypothesis:
        """Decode one short window; raises RuntimeError where CTranslate2 fails."""
        window = self._efforts.live if effort is Effort.LIVE else self._efforts.final
        features, speech_features = self._features(samples, window.padding_seconds)
        encoded = self._model.encode(features)
        prefix_tokens = self._tokenizer.encode(" " + prefix) if prefix else []
        prompt = [*self._tokens_before(before), *self._tokenizer.sot_sequence]
        prompt += [self._tokenizer.no_timestamps, *prefix_tokens]
        new_tokens = int(_TOKENS_PER_SECOND * samples.size / SAMPLE_RATE_HZ) + _SPARE_TOKENS
        result = self._model.model.generate(
            encoded,
            [prompt],
            beam_size=window.beam_size,
            max_length=_length_limit(len(prompt), len(prefix_tokens) + new_tokens),
            suppress_tokens=self._suppressed,
            return_scores=True,
            return_no_speech_prob=True,
        )[0]
        tokens = [token for token in result.sequences_ids[0] if token < self._tokenizer.eot]
        return Hypothesis(
            words=self._aligned_words(encoded, tokens, speech_features),
            average_log_probability=float(result.scores[0]) * len(tokens) / (len(tokens) + 1),
            no_speech_probability=float(result.no_speech_prob),
            compression_ratio=compression_ratio(self._tokenizer.decode(tokens)),
        )

    def decode_offline(self, samples: Samples, prefix: str, before: str) -> Hypothesis:
        """Decode as a finished recording; raises RuntimeError where CTranslate2 fails."""
        segments, _ = self._model.transcribe(
            samples,
            language=LANGUAGE,
            beam_size=self._efforts.offline_beam_size,
            temperature=0.0,
            word_timestamps=True,
            without_timestamps=not self._traits.timestamp_tokens,
            prefix=prefix or None,
            initial_prompt=before or None,
        )
        words: list[Word] = []
        log_probabilities: list[float] = []
        silences: list[float] = []
        for segment in segments:
            words += [
                Word(word.word.strip(), word.start, word.end, word.probability)
                for word in segment.words or ()
                if word.word.strip()
            ]
            log_probabilities.append(segment.avg_logprob)
            silences.append(segment.no_speech_prob)
        return Hypothesis(
            words=tuple(words),
            average_log_probability=float(np.mean(log_probabilities or [0.0])),
            no_speech_probability=float(np.mean(silences or [1.0])),
            compression_ratio=compression_ratio(" ".join(word.text for word in words)),
        )

    def _features(
        self, samples: Samples, padding_seconds: float
    ) -> tuple[NDArray[np.float32], int]:
        """Mel features, shape (mels, frames) with an even number of frames, and speech frames."""
        features = self._model.feature_extractor(samples)
        speech_features = int(features.shape[1])
        padding = int(padding_seconds * SAMPLE_RATE_HZ / _FEATURE_HOP_SAMPLES)
        total = min(speech_features + padding, _WINDOW_FEATURES)
        total += total % 2
        silence = float(features.min())
        padded = np.full((features.shape[0], total), silence, np.float32)
        kept = min(speech_features, total)
        padded[:, :kept] = features[:, :kept]
        return padded, kept

    def text_before(self, hints: str, previous: str) -> str:
        """What the decoder is told to have written before: the hints and the text, if it helps.

        A model that was not trained to read it writes it instead of what it hears: told eight
        terms, base got one more of them right and 122 other words wrong (benchmarks/RESULTS.md).
        """
        if not self._traits.reads_previous_text:
            return ""
        return " ".join(part for part in (hints, previous) if part)

    def _tokens_before(self, before: str) -> list[int]:
        if not before:
            return []
        tokens = self._tokenizer.encode(" " + before)
        return [self._tokenizer.sot_prev, *tokens[-_PROMPT_TOKENS:]]

    def _aligned_words(
        self, encoded: ctranslate2.StorageView, tokens: Sequence[int], speech_features: int
    ) -> tuple[Word, ...]:
        aligned = self._model.find_alignment(
            self._tokenizer, [list(tokens)], encoded, speech_features
        )
        words: list[Word] = []
        for piece in aligned[0] if aligned else ():
            text = piece["word"]
            if words and not text.startswith(" "):
                joined = words.pop()
                words.append(
                    Word(
                        joined.text + text.strip(),
                        joined.start_seconds,
                        float(piece["end"]),
                        joined.probability,
                    )
                )
            elif text.strip():
                words.append(
                    Word(
                        text.strip(),
                        float(piece["start"]),
                        float(piece["end"]),
                        float(piece["probability"]),
                    )
                )
        return tuple(words)


class WhisperSession:
    """One dictation's use of a model."""

    def __init__(self, recogniser: WhisperRecogniser, hints: str) -> None:
        self._recogniser = recogniser
        self._hints = hints

    def decode(
        self,
        samples: Samples,
        effort: Effort,
        *,
        prefix: str = "",
        previous: str = "",
        abandoned: Callable[[], bool] = lambda: False,
    ) -> Hypothesis | None:
        """What `samples` say; with `prefix`, words that are known to stand at their beginning.

        None where it was `abandoned` before it began: a decode that has begun can't be broken off.
        Raises `Fault` where the engine failed: CUDA_UNUSABLE on a graphics card, else
        RECOGNITION_FAILED.
        """
        if abandoned():
            return None
        before = self._recogniser.text_before(self._hints, previous)
        try:
            if effort is Effort.OFFLINE:
                return self._recogniser.decode_offline(samples, prefix, before)
            return self._recogniser.decode_window(samples, effort, prefix, before)
        except RuntimeError as error:
            raise engine_fault(self._recogniser.identity.device) from error


def engine_fault(device: str) -> Fault:
    """The fault of an engine that failed on `device`, which CTranslate2 tells as RuntimeError."""
    if device == "cuda":
        return Fault(
            FaultCode.CUDA_UNUSABLE,
            "Grafikkortet kunne ikke bruges til talegenkendelsen.",
            "Kør »ordret doctor« for at se, hvad der mangler.",
        )
    return Fault(
        FaultCode.RECOGNITION_FAILED,
        "Talegenkendelsen gik i stå.",
        "Prøv igen. Var det en diktering, er det, du sagde, gemt: kør »ordret recover«.",
    )


def compression_ratio(text: str) -> float:
    """Bytes of `text` to bytes of it compressed; above 2.4 it repeats itself."""
    encoded = text.encode()
    return len(encoded) / len(zlib.compress(encoded))


def _length_limit(prompt_tokens: int, answer_tokens: int) -> int:
    """The `max_length` for an answer, which CTranslate2 halves before it counts the answer."""
    return min(_MAX_TOKENS, max(2 * answer_tokens, prompt_tokens + answer_tokens))


def _fitting(hints: tuple[str, ...], tokenizer: Tokenizer) -> str:
    """As many of `hints` as the prompt has room for."""
    kept: list[str] = []
    tokens = 0
    for hint in hints:
        tokens += len(tokenizer.encode(" " + hint + ","))
        if tokens > _PROMPT_TOKENS:
            break
        kept.append(hint)
    return ", ".join(kept)

"""A Whisper model of any shape with random weights, for measuring what it costs to run."""

import itertools
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from ctranslate2.specs.attention_spec import MultiHeadAttentionSpec
from ctranslate2.specs.common_spec import Conv1DSpec, EmbeddingsSpec, LayerNormSpec, LinearSpec
from ctranslate2.specs.transformer_spec import FeedForwardSpec
from ctranslate2.specs.whisper_spec import WhisperSpec

AUDIO_POSITIONS = 1_500
TEXT_POSITIONS = 448
SPREAD = 0.02
"""The standard deviation of the weights, as Whisper's are before training."""

_LANGUAGES = 100
_SPECIAL_TOKENS = ("<|translate|>", "<|transcribe|>", "<|startoflm|>", "<|startofprev|>")
_TEXT_TOKENS = 50_257
END_OF_TEXT = _TEXT_TOKENS
_START = END_OF_TEXT + 1
_FIRST_LANGUAGE = _START + 1
_TRANSCRIBE = _FIRST_LANGUAGE + _LANGUAGES + 1
_NO_TIMESTAMPS = _FIRST_LANGUAGE + _LANGUAGES + len(_SPECIAL_TOKENS) + 1
PROMPT = (_START, _FIRST_LANGUAGE, _TRANSCRIBE, _NO_TIMESTAMPS)
"""Start, a language, transcribe, no timestamps: what every decode begins with."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The dimensions of a Whisper model, as its config.json names them."""

    encoder_layers: int
    decoder_layers: int
    model_width: int
    heads: int
    mel_bins: int
    vocabulary: int


LARGE_V3_TURBO = Shape(
    encoder_layers=32,
    decoder_layers=4,
    model_width=1_280,
    heads=20,
    mel_bins=128,
    vocabulary=51_866,
)
"""809 million parameters (openai/whisper-large-v3-turbo, config.json)."""


def write_random_model(shape: Shape, folder: Path) -> None:
    """Write a CTranslate2 model, weights in int8, to `folder`.

    The weights are drawn in int8 at once, so it takes as much memory as the model itself.
    """
    spec = WhisperSpec(shape.encoder_layers, shape.heads, shape.decoder_layers, shape.heads)
    _Filler(shape).fill(spec)
    spec.register_vocabulary(_vocabulary(shape.vocabulary))
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = []
    spec.config.lang_ids = list(range(_FIRST_LANGUAGE, _FIRST_LANGUAGE + _LANGUAGES))
    spec.config.alignment_heads = [[shape.decoder_layers - 1, 0]]
    spec.validate()
    spec.optimize()
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))


class _Filler:
    """Gives every layer its weights; the same model every time."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._random = np.random.default_rng(0)

    def fill(self, spec: WhisperSpec) -> None:
        width, encoder, decoder = self._shape.model_width, spec.encoder, spec.decoder
        self._convolution(encoder.conv1, self._shape.mel_bins)
        self._convolution(encoder.conv2, width)
        encoder.position_encodings.encodings = self._floats(AUDIO_POSITIONS, width)
        decoder.position_encodings.encodings = self._floats(TEXT_POSITIONS, width)
        self._embeddings(decoder.embeddings)
        decoder.projection.weight = decoder.embeddings.weight
        for half in (encoder, decoder):
            self._norm(half.layer_norm)
        for layer in itertools.chain(encoder.layer, decoder.layer):
            self._self_attention(layer.self_attention)
            self._feed_forward(layer.ffn)
        for layer in decoder.layer:
            self._cross_attention(layer.attention)

    def _self_attention(self, spec: MultiHeadAttentionSpec) -> None:
        width = self._shape.model_width
        self._norm(spec.layer_norm)
        self._linear(spec.linear[0], 3 * width, width)
        self._linear(spec.linear[1], width, width)

    def _cross_attention(self, spec: MultiHeadAttentionSpec) -> None:
        width = self._shape.model_width
        self._norm(spec.layer_norm)
        self._linear(spec.linear[0], width, width)
        self._linear(spec.linear[1], 2 * width, width)
        self._linear(spec.linear[2], width, width)

    def _feed_forward(self, spec: FeedForwardSpec) -> None:
        width = self._shape.model_width
        self._norm(spec.layer_norm)
        self._linear(spec.linear_0, 4 * width, width)
        self._linear(spec.linear_1, width, 4 * width)

    def _linear(self, spec: LinearSpec, outputs: int, inputs: int) -> None:
        spec.weight, spec.weight_scale = self._integers(outputs, inputs)
        spec.bias = np.zeros(outputs, dtype=np.float32)

    def _convolution(self, spec: Conv1DSpec, channels: int) -> None:
        width = self._shape.model_width
        spec.weight, spec.weight_scale = self._integers(width, channels, 3)
        spec.bias = np.zeros(width, dtype=np.float32)

    def _embeddings(self, spec: EmbeddingsSpec) -> None:
        spec.weight, spec.weight_scale = self._integers(
            self._shape.vocabulary, self._shape.model_width
        )

    def _norm(self, spec: LayerNormSpec) -> None:
        spec.gamma = np.ones(self._shape.model_width, dtype=np.float32)
        spec.beta = np.zeros(self._shape.model_width, dtype=np.float32)

    def _integers(self, *dimensions: int) -> tuple[np.ndarray, np.ndarray]:
        """Weights from -127 to 127, and for each row about the scale that gives them `SPREAD`.

        No two scales are the same: CTranslate2 would store equal ones once and not find them.
        """
        weights = self._random.integers(-127, 128, dimensions, dtype=np.int8)
        scale = 127 / np.sqrt(3) / SPREAD
        return weights, scale * self._random.uniform(0.9, 1.1, dimensions[0]).astype(np.float32)

    def _floats(self, *dimensions: int) -> np.ndarray:
        return self._random.normal(0, SPREAD, dimensions).astype(np.float32)


def _vocabulary(size: int) -> list[str]:
    named = [
        "<|endoftext|>",
        "<|startoftranscript|>",
        "<|da|>",
        *(f"<|language {number}|>" for number in range(1, _LANGUAGES)),
        *_SPECIAL_TOKENS,
        "<|nospeech|>",
        "<|notimestamps|>",
    ]
    text = [f"token {number}" for number in range(_TEXT_TOKENS)]
    times = size - len(text) - len(named)
    return [*text, *named, *(f"<|{number * 0.02:.2f}|>" for number in range(times))]

"""The seam between streaming and whatever recognises speech.

One seam, two lifetimes: a `Recogniser` is loaded once and serves every dictation; a
`RecognitionSession` belongs to one dictation and holds what hints it was given.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from ordret.events import Word
from ordret.samples import Samples


class Effort(StrEnum):
    """How much a decode may cost."""

    LIVE = "live"
    """Greedy on a short window: the utterance while it is spoken."""
    FINAL = "final"
    """Beam search on a short window: the whole utterance."""
    OFFLINE = "offline"
    """Beam search on the model's full window, as for a finished recording."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What was recognised in a piece of audio; word times count from the start of the piece.

    `compression_ratio` is len(text) / len(zlib(text)); above 2.4 a text repeats itself (Radford
    et al. 2022, section 4.5). Probabilities are 0 to 1.
    """

    words: tuple[Word, ...]
    average_log_probability: float
    no_speech_probability: float
    compression_ratio: float

    @property
    def text(self) -> str:
        """The words with single spaces between."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class RecogniserIdentity:
    """What truly runs, for the usage record and the user: never what was merely asked for."""

    model_id: str
    device: str
    compute_type: str


class RecognitionSession(Protocol):
    """Decodes pieces of one dictation. Called from one thread."""

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

        `previous` is the text before, for a model that gains from it.
        None where it was `abandoned` before it began. Raises `Fault` where the engine failed.
        """
        ...


class Recogniser(Protocol):
    """A loaded model."""

    @property
    def identity(self) -> RecogniserIdentity:
        """Which model runs, and on what."""
        ...

    def start_session(self, hints: tuple[str, ...]) -> RecognitionSession:
        """A session that is told to expect the words in `hints`, as many as fit, first first."""
        ...

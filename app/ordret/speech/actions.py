"""What the streaming policy asks for and what it decides."""

from dataclasses import dataclass
from enum import StrEnum

from ordret.events import Word
from ordret.speech.recogniser import Effort


class Pass(StrEnum):
    """What a decode is for."""

    PARTIAL = "partial"
    FINAL = "final"
    CUT = "cut"
    SECOND = "second"


EFFORTS = {
    Pass.PARTIAL: Effort.LIVE,
    Pass.FINAL: Effort.FINAL,
    Pass.CUT: Effort.FINAL,
    Pass.SECOND: Effort.OFFLINE,
}


@dataclass(frozen=True, slots=True)
class Decode:
    """Ask for the words between two samples of the stream.

    `speech_seconds` of them are speech. `prefix` is known to stand at their beginning;
    `previous` is the text before them.
    """

    job_id: int
    purpose: Pass
    start_sample: int
    end_sample: int
    speech_seconds: float
    prefix: str
    previous: str


@dataclass(frozen=True, slots=True)
class Abandon:
    """The answer to this job is of no use any more."""

    job_id: int


@dataclass(frozen=True, slots=True)
class Show:
    """The utterance as it looks now."""

    committed: str
    tentative: str


@dataclass(frozen=True, slots=True)
class Finalise:
    """The words of an utterance are decided; their times count from the stream's beginning.

    Without words nothing was said; `end_sample` tells that the audio up to it is done with.
    The voice fell silent at `speech_end_sample`.
    """

    start_sample: int
    end_sample: int
    speech_end_sample: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Revise:
    """A second pass heard these words between the two samples."""

    start_sample: int
    end_sample: int
    words: tuple[Word, ...]


Action = Decode | Abandon | Show | Finalise | Revise

"""One decode with the guards around it: looped and uncovered answers are not believed."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from ordret.samples import Samples
from ordret.speech.actions import EFFORTS, Pass
from ordret.speech.guard import collapsed, is_doubtful, is_silence
from ordret.speech.recogniser import Effort, Hypothesis, RecognitionSession

Belief = Callable[[Hypothesis, float], Hypothesis]
"""Takes out what a model invents: a hypothesis and its seconds of speech to what is believed."""


@dataclass(frozen=True, slots=True)
class DecodeJob:
    """A piece of the stream to decode; `speech_seconds` of it are speech."""

    job_id: int
    purpose: Pass
    samples: Samples
    speech_seconds: float
    prefix: str
    previous: str


def decode(
    session: RecognitionSession, job: DecodeJob, believe: Belief, abandoned: Callable[[], bool]
) -> Hypothesis | None:
    """What the piece says, or None where `abandoned` became true on the way.

    A doubtful final is decoded once more on the full window. Raises `Fault` from the engine.
    """
    effort = EFFORTS[job.purpose]
    hypothesis = _once(session, job, effort, abandoned)
    if hypothesis is None:
        return None
    if is_silence(hypothesis):
        return replace(hypothesis, words=())
    if effort is Effort.FINAL and is_doubtful(hypothesis, job.speech_seconds):
        again = _once(session, job, Effort.OFFLINE, abandoned)
        if again is None:
            return None
        hypothesis = _better(hypothesis, again, job.speech_seconds)
    return believe(collapsed(hypothesis), job.speech_seconds)


def _once(
    session: RecognitionSession, job: DecodeJob, effort: Effort, abandoned: Callable[[], bool]
) -> Hypothesis | None:
    return session.decode(
        job.samples, effort, prefix=job.prefix, previous=job.previous, abandoned=abandoned
    )


def _better(first: Hypothesis, again: Hypothesis, speech_seconds: float) -> Hypothesis:
    """The second answer, unless it is doubtful too and says less."""
    if not is_doubtful(again, speech_seconds):
        return again
    return max(again, first, key=lambda answer: len(collapsed(answer).words))

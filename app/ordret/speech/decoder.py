"""A model that answers at once, for audio that is already recorded."""

import time
from collections.abc import Callable

from ordret.errors import Fault
from ordret.speech.decoding import Belief, DecodeJob
from ordret.speech.recogniser import Hypothesis, RecogniserIdentity
from ordret.speech.worker import Answer, Bench, Decoded, Engine, InlineWorker, Ready


class Decoder:
    """A loaded model. `notify` hears what was not as asked for: the graphics card gave up."""

    def __init__(self, engine: Engine, believe: Belief, notify: Callable[[Fault], None]) -> None:
        """Load the model. Raises `Fault` from the engine."""
        self._notify = notify
        self._worker = InlineWorker(Bench(engine, (), believe, time.perf_counter, self._take))

    @property
    def identity(self) -> RecogniserIdentity:
        """Which model runs, and on what."""
        return self._identity

    def decode(self, job: DecodeJob) -> Hypothesis:
        """What `job` says. Raises `Fault` from the engine."""
        self._worker.submit(job)
        return self._heard

    def _take(self, answer: Answer) -> None:
        match answer:
            case Ready(identity, notice):
                self._identity = identity
                if notice is not None:
                    self._notify(notice)
            case Decoded(_, Hypothesis() as heard, _):
                self._heard = heard
            case _:
                raise TypeError("an inline worker answers every job with a hypothesis")

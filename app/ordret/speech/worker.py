"""Who decodes: a thread of its own for live speech, the caller itself for a finished file.

There is one worker and no lock that a callback could wait for: jobs go in by a queue, answers
come back by a call to `deliver` from the worker's thread.
"""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from ordret.errors import Fault, FaultCode
from ordret.speech.decoding import Belief, DecodeJob, decode
from ordret.speech.recogniser import Hypothesis, Recogniser, RecogniserIdentity


@dataclass(frozen=True, slots=True)
class Ready:
    """The model is loaded. `notice` says what was not as asked for."""

    identity: RecogniserIdentity
    notice: Fault | None


@dataclass(frozen=True, slots=True)
class Decoded:
    """The answer to a job; the hypothesis is None where the job was abandoned."""

    job_id: int
    hypothesis: Hypothesis | None
    cost_seconds: float


@dataclass(frozen=True, slots=True)
class Broken:
    """There will be no answers any more."""

    fault: Fault


@dataclass(frozen=True, slots=True)
class Crashed:
    """A bug in the worker, for the owner to raise."""

    error: Exception


Answer = Ready | Decoded | Broken | Crashed
Deliver = Callable[[Answer], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A recogniser, and what the user must hear about how it was loaded."""

    recogniser: Recogniser
    notice: Fault | None = None


class Engine(Protocol):
    """How to get a recogniser, and another one where a graphics card gives up."""

    def load(self) -> Loaded:
        """Load the model. Raises `Fault`."""
        ...

    def load_on_cpu(self) -> Loaded:
        """Load it on the processor, after the graphics card failed in use. Raises `Fault`."""
        ...


class Worker(Protocol):
    """Takes jobs in order."""

    def submit(self, job: DecodeJob) -> None:
        """Decode this after what was submitted before."""
        ...

    def abandon(self, job_id: int) -> None:
        """The answer is of no use any more; it comes as None where that saves work."""
        ...

    def close(self) -> None:
        """Take no more jobs."""
        ...


class Bench:
    """A session with its engine: what every worker does with a job."""

    def __init__(
        self,
        engine: Engine,
        hints: tuple[str, ...],
        believe: Belief,
        now: Callable[[], float],
        deliver: Deliver,
    ) -> None:
        self._engine = engine
        self._hints = hints
        self._believe = believe
        self._now = now
        self.deliver = deliver
        self._abandoned: set[int] = set()

    def load(self) -> None:
        """Load the model and begin a session. Raises `Fault`."""
        self._take(self._engine.load())

    def abandon(self, job_id: int) -> None:
        """The answer to this job is of no use any more."""
        self._abandoned.add(job_id)

    def do(self, job: DecodeJob) -> None:
        """Decode and deliver; the same samples go to the processor where the card fails."""
        started = self._now()
        try:
            hypothesis = self._decode(job)
        except Fault as fault:
            if fault.code is not FaultCode.CUDA_UNUSABLE:
                raise
            self._take(self._engine.load_on_cpu())
            hypothesis = self._decode(job)
        self._abandoned.discard(job.job_id)
        self.deliver(Decoded(job.job_id, hypothesis, self._now() - started))

    def _decode(self, job: DecodeJob) -> Hypothesis | None:
        return decode(self._session, job, self._believe, lambda: job.job_id in self._abandoned)

    def _take(self, loaded: Loaded) -> None:
        self._session = loaded.recogniser.start_session(self._hints)
        self.deliver(Ready(loaded.recogniser.identity, loaded.notice))


class InlineWorker:
    """Decodes at once, in the caller's thread: the same audio gives the same answers.

    Raises `Fault` where the model can't be loaded.
    """

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._bench.load()

    def submit(self, job: DecodeJob) -> None:
        """Decode this now. Raises `Fault` from the engine."""
        self._bench.do(job)

    def abandon(self, job_id: int) -> None:
        """Nothing: every job is done when `submit` returns."""

    def close(self) -> None:
        """Nothing is held."""


class ThreadWorker:
    """Loads the model and decodes in a thread, while recording goes on."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._jobs: queue.SimpleQueue[DecodeJob | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="recogniser", daemon=True)
        self._thread.start()

    def submit(self, job: DecodeJob) -> None:
        """Decode this after what was submitted before."""
        self._jobs.put(job)

    def abandon(self, job_id: int) -> None:
        """The answer is of no use any more; it comes as None where that saves work."""
        self._bench.abandon(job_id)

    def close(self) -> None:
        """Take no more jobs; a decode that is under way is not waited for."""
        self._jobs.put(None)

    def _run(self) -> None:
        try:
            self._bench.load()
            while (job := self._jobs.get()) is not None:
                self._bench.do(job)
        except Fault as fault:
            self._bench.deliver(Broken(fault))
        except Exception as error:  # noqa: BLE001 - a thread's bug is raised by its owner
            self._bench.deliver(Crashed(error))

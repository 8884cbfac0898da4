"""A whole dictation in which everything around it is scripted."""

from datetime import UTC, datetime, timedelta
from typing import Any

from fakes import FakeClock, ScriptedSource
from memory_usage_store import MemoryUsageStore
from ordret.audio.source import AudioChunk, AudioMessage, AudioSource
from ordret.danish.writing import Grammar
from ordret.dictation.belief import believe
from ordret.dictation.ledger import Ledger
from ordret.dictation.session import Clocks, Dictation, Result
from ordret.dictation.spool import Spool
from ordret.errors import Fault
from ordret.events import Ended
from ordret.output.sink import TextSink
from ordret.samples import SAMPLE_RATE_HZ
from ordret.speech.endpointer import EndpointRules
from ordret.speech.recogniser import Hypothesis
from ordret.speech.revision import RevisionRules
from ordret.speech.streaming import LiveRules, Streaming
from ordret.speech.voice import FRAME_SAMPLES
from ordret.speech.worker import Bench, Deliver, Engine, InlineWorker, Loaded, ThreadWorker, Worker
from ordret.usage.store import UsageStore
from package_grammar import package_grammar
from scripted_speech import (
    Answer,
    Recorder,
    RecordingSink,
    ScriptedDetector,
    ScriptedEngine,
    ScriptedRecogniser,
    ramp,
)

BEGUN_AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CHUNK_SAMPLES = 1_600
NO_SECOND_PASS = RevisionRules(enabled=False)

Message = AudioMessage | Fault | None
"""What a `ScriptedSource` has in its script."""


def chunks(probabilities: list[float], chunk_samples: int = CHUNK_SAMPLES) -> list[Message]:
    """Audio as long as the voice in it."""
    audio = ramp(len(probabilities) * FRAME_SAMPLES)
    return [
        AudioChunk(audio[at : at + chunk_samples]) for at in range(0, audio.size, chunk_samples)
    ]


class ScriptedDictation:
    """A dictation, the clock it is timed by, and what came of it.

    With `live` the clock moves by a chunk's length before each read.
    """

    def __init__(
        self,
        probabilities: list[float],
        answer: Answer,
        *,
        messages: list[Message] | None = None,
        source: AudioSource | None = None,
        sink: TextSink | None = None,
        grammar: Grammar | None = None,
        spool: Spool | None = None,
        store: UsageStore | None = None,
        engine: Engine | None = None,
        revision: RevisionRules = NO_SECOND_PASS,
        listener: Recorder | None = None,
        threaded: bool = False,
        live: bool = True,
    ) -> None:
        self.clock = FakeClock()
        self.recorder = listener or Recorder()
        self.recogniser = ScriptedRecogniser(answer)
        self._live = live
        self.source = source or ScriptedSource(
            chunks(probabilities) if messages is None else messages, before_read=self._wait
        )
        self.sink = sink or RecordingSink()
        self.store = store or MemoryUsageStore()
        self._engine = engine or ScriptedEngine(Loaded(self.recogniser))
        self._kind = ThreadWorker if threaded else InlineWorker
        self.dictation = Dictation(
            source=self.source,
            detector=ScriptedDetector(probabilities),
            streaming=Streaming(EndpointRules(), LiveRules(), revision),
            start_worker=self._start,
            sink=self.sink,
            grammar=grammar or package_grammar(),
            spool=spool,
            ledger=Ledger("0123456789abcdef" * 2, "Børn og unge", "0.1.0", self.store),
            listener=self.recorder,
            clocks=Clocks(self.clock.now, self._today),
            spoken_live=live,
        )

    def run(self) -> Result:
        return self.dictation.run()

    @property
    def usage(self) -> dict[str, Any]:
        """The usage record in the last event."""
        (ended,) = self.recorder.of(Ended)
        return dict(ended.usage)

    def _wait(self) -> None:
        if self._live:
            self.clock.move(CHUNK_SAMPLES / SAMPLE_RATE_HZ)

    def _today(self) -> datetime:
        return BEGUN_AT + timedelta(seconds=self.clock.now())

    def _start(self, deliver: Deliver) -> Worker:
        return self._kind(Bench(self._engine, ("Hjørring",), believe, self.clock.now, deliver))


def in_turn(*answers: Hypothesis | Fault) -> Answer:
    """Answers that are given one after another, whatever is asked."""
    waiting = list(answers)
    return lambda asked: waiting.pop(0)

"""One dictation, from its start to its usage record.

One thread owns it and runs `run`. It reads the source, and it reads one inbox, in which the
recogniser's answers and the user's commands lie. Everything that happens goes to one listener.
"""

import queue
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from ordret.audio.source import AudioChunk, AudioEnd, AudioMessage, AudioNotice, AudioSource
from ordret.danish.edits import Wish
from ordret.danish.writing import Grammar
from ordret.dictation.delivery import Delivery
from ordret.dictation.ledger import Figures, Ledger
from ordret.dictation.spool import Spool
from ordret.errors import Fault, FaultCode
from ordret.events import (
    Ended,
    ErrorRaised,
    Listener,
    Notice,
    Partial,
    Stage,
    StageChanged,
)
from ordret.output.sink import TextSink
from ordret.samples import SAMPLE_RATE_HZ, Samples
from ordret.speech.actions import Abandon, Action, Decode, Finalise, Revise, Show
from ordret.speech.buffer import AudioBuffer
from ordret.speech.decoding import DecodeJob
from ordret.speech.framing import Framing
from ordret.speech.recogniser import RecogniserIdentity
from ordret.speech.streaming import Streaming
from ordret.speech.voice import VoiceDetector
from ordret.speech.worker import Answer, Broken, Crashed, Decoded, Deliver, Ready, Worker
from ordret.usage.faults import UsageFault
from ordret.usage.record import DeliveryOutcome

_READ_SECONDS = 0.03


@dataclass(frozen=True, slots=True)
class Clocks:
    """`now` counts seconds from anywhere and never backwards; `today` has a time zone."""

    now: Callable[[], float]
    today: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a dictation; `fault` is what went wrong and was not put right."""

    text: str
    delivered: DeliveryOutcome
    fault: Fault | None


@dataclass(frozen=True, slots=True)
class _Stop:
    """The user's command to stop."""


class Dictation:
    """What one dictation is put together from, and its state while it runs."""

    def __init__(
        self,
        *,
        source: AudioSource,
        detector: VoiceDetector,
        streaming: Streaming,
        start_worker: Callable[[Deliver], Worker],
        sink: TextSink,
        grammar: Grammar,
        spool: Spool | None,
        ledger: Ledger,
        listener: Listener,
        clocks: Clocks,
        spoken_live: bool,
    ) -> None:
        """`spoken_live` is False where the audio comes faster than it was spoken."""
        self._source = source
        self._detector = detector
        self._streaming = streaming
        self._start_worker = start_worker
        self._sink = sink
        self._spool = spool
        self._ledger = ledger
        self._listener = listener
        self._clocks = clocks
        self._spoken_live = spoken_live
        self._inbox: queue.SimpleQueue[Answer | _Stop] = queue.SimpleQueue()
        self._buffer = AudioBuffer()
        self._framing = Framing()
        self._delivery = Delivery(sink, grammar, spool, listener)
        self._worker: Worker | None = None
        self._identity: RecogniserIdentity | None = None
        self._fault: Fault | None = None
        self._deaf = False
        self._unsaved = False
        self._shown = ("", "")
        self._epoch_seconds: float | None = None
        self._heard_samples = 0
        self._drops = 0
        self._latencies_seconds: list[float] = []

    def stop(self) -> None:
        """Stop listening and finish; from any thread, also from a signal."""
        self._inbox.put(_Stop())

    def run(self) -> Result:
        """Dictate until the source ends or `stop` is called, and finish.

        A `Fault` is told to the listener and given in the result; bugs are raised, and what was
        said is then left in the spool.
        """
        started_at = self._clocks.today()
        delivered = DeliveryOutcome.UNKNOWN
        try:
            self._listener(StageChanged(Stage.ARMING))
            self._hear_source()
            self._listener(StageChanged(Stage.FINISHING))
            self._finish_listening()
            delivered = self._delivery.finish()
        finally:
            if self._worker is not None:
                self._worker.close()
            self._settle_spool(delivered)
        result = Result(self._delivery.text, delivered, self._fault or self._delivery.fault)
        self._account(started_at, result)
        self._listener(StageChanged(Stage.IDLE))
        return result

    def _hear_source(self) -> None:
        try:
            self._worker = self._start_worker(self._inbox.put)
            with self._source:
                self._listen()
        except Fault as fault:
            self._fail(fault)

    def _listen(self) -> None:
        while not self._deaf:
            message = self._source.read(_READ_SECONDS)
            self._read_inbox()
            if isinstance(message, AudioEnd):
                return
            if message is not None:
                self._take(message)

    def _take(self, message: AudioMessage) -> None:
        match message:
            case AudioChunk(samples):
                self._hear(samples)
            case AudioNotice(fault):
                self._drops += fault.code is FaultCode.AUDIO_OVERRUN
                self._listener(Notice(fault.code, str(fault)))
            case AudioEnd():
                pass

    def _hear(self, samples: Samples) -> None:
        if self._epoch_seconds is None:
            self._epoch_seconds = self._clocks.now() - samples.size / SAMPLE_RATE_HZ
            self._listener(StageChanged(Stage.LISTENING))
        self._heard_samples += samples.size
        self._save(samples)
        self._buffer.append(samples)
        for frame in self._framing.cut(samples):
            self._act(self._streaming.hear(self._detector.probability(frame)))
        self._buffer.drop_before(self._streaming.needed_from_sample)

    def _save(self, samples: Samples) -> None:
        """Keep speech on disk; a dictation whose disk fails goes on, and says so."""
        if self._spool is None or self._unsaved:
            return
        try:
            self._spool.append(samples)
        except Fault as fault:
            self._unsaved = True
            self._listener(ErrorRaised(fault.code, str(fault)))

    def _finish_listening(self) -> None:
        """Hear the last part of a frame, and wait for every answer that is still to come."""
        for frame in self._framing.finish():
            filled = self._streaming.heard_samples + frame.size - self._heard_samples
            self._buffer.append(frame[frame.size - filled :])
            self._act(self._streaming.hear(self._detector.probability(frame)))
        self._act(self._streaming.finish())
        while not self._deaf and not self._streaming.is_settled:
            self._receive(self._inbox.get())

    def _read_inbox(self) -> None:
        while not self._inbox.empty():
            self._receive(self._inbox.get())

    def _receive(self, message: Answer | _Stop) -> None:
        match message:
            case _Stop():
                self._source.stop()
            case Ready(identity, notice):
                self._identity = identity
                if notice is not None:
                    self._listener(Notice(notice.code, str(notice)))
            case Decoded(job_id, hypothesis, cost_seconds):
                self._act(self._streaming.decoded(job_id, hypothesis, cost_seconds))
            case Broken(fault):
                self._fail(fault)
            case Crashed(error):
                raise error

    def _act(self, actions: Iterable[Action]) -> None:
        for action in tuple(actions):
            match action:
                case Decode():
                    self._decode(action)
                case Abandon(job_id) if self._worker is not None:
                    self._worker.abandon(job_id)
                case Show(committed, tentative):
                    self._show(committed, tentative)
                case Finalise():
                    self._finalise(action)
                case Revise():
                    self._delivery.revise(action, self._at_seconds(), self._clocks.today().date())
                case _:
                    pass

    def _decode(self, action: Decode) -> None:
        if self._worker is None or self._deaf:
            return
        samples = self._buffer.between(action.start_sample, action.end_sample)
        job = DecodeJob(
            action.job_id,
            action.purpose,
            samples,
            action.speech_seconds,
            action.prefix,
            action.previous,
        )
        try:
            self._worker.submit(job)
        except Fault as fault:
            self._fail(fault)
        self._read_inbox()

    def _show(self, committed: str, tentative: str) -> None:
        """Tell how the utterance looks, where that is new."""
        if (committed, tentative) != self._shown:
            self._shown = (committed, tentative)
            self._listener(Partial(self._at_seconds(), committed, tentative))

    def _finalise(self, action: Finalise) -> None:
        at_seconds = self._at_seconds()
        if action.words and self._spoken_live:
            spoken_until = action.speech_end_sample / SAMPLE_RATE_HZ
            self._latencies_seconds.append(max(0.0, at_seconds - spoken_until))
        if action.words:
            self._shown = ("", "")
        else:
            self._show("", "")
        wishes = self._delivery.finalise(action, at_seconds, self._clocks.today().date())
        if Wish.STOP in wishes:
            self._source.stop()

    def _at_seconds(self) -> float:
        if self._epoch_seconds is None:
            return 0.0
        return self._clocks.now() - self._epoch_seconds

    def _fail(self, fault: Fault) -> None:
        """Nothing more can be heard or recognised; what was said stays in the spool."""
        self._fault = self._fault or fault
        self._deaf = self._deaf or fault.code not in _HEARING_FAULTS
        self._listener(ErrorRaised(fault.code, str(fault)))

    def _settle_spool(self, delivered: DeliveryOutcome) -> None:
        if self._spool is None:
            return
        safe = delivered in {DeliveryOutcome.INSERTED, DeliveryOutcome.NOTHING} and not self._deaf
        try:
            if safe or not self._heard_samples:
                self._spool.delete()
                return
            try:
                if not self._unsaved:
                    self._spool.flush()
            finally:
                self._spool.keep()
        except Fault as fault:
            self._listener(ErrorRaised(fault.code, str(fault)))

    def _account(self, started_at: datetime, result: Result) -> None:
        transcript = self._delivery.transcript
        figures = Figures(
            started_at=started_at,
            ended_at=self._clocks.today(),
            audio_seconds=self._heard_samples / SAMPLE_RATE_HZ,
            speech_seconds=self._streaming.speech_seconds,
            utterances=sum(bool(utterance.words) for utterance in transcript.utterances),
            words=len(result.text.split()),
            characters=len(result.text),
            changed_words=transcript.changed_words,
            destination=self._sink.kind,
            delivered=result.delivered,
            latencies_seconds=tuple(self._latencies_seconds),
            identity=self._identity,
            audio_drops=self._drops,
            error_code=result.fault.code if result.fault else None,
        )
        try:
            usage = self._ledger.enter(figures)
        except UsageFault as error:
            self._listener(ErrorRaised(error.code, str(error)))
            usage = self._ledger.describe(figures)
        self._listener(Ended(usage))


_HEARING_FAULTS = frozenset(
    {
        FaultCode.AUDIO_FILE_UNREADABLE,
        FaultCode.MICROPHONE_MISSING,
        FaultCode.MICROPHONE_LOST,
        FaultCode.MICROPHONE_SILENT,
    }
)
"""Faults of the source: what was heard before them is still recognised and delivered."""

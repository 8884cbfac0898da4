"""Text on its way to its place, and what is told of it."""

from ordret.dictation.spool import Spool
from ordret.dictation.transcript import Transcript, Utterance
from ordret.errors import Fault
from ordret.events import Delivered, ErrorRaised, Final, Listener, Revised
from ordret.output.sink import Outcome, TextSink
from ordret.samples import SAMPLE_RATE_HZ
from ordret.speech.actions import Finalise, Revise
from ordret.usage.record import DeliveryOutcome


class Delivery:
    """Keeps a sink at what the transcript says, and tells the listener what it did.

    Where the sink fails, the fault is told once and the whole text is tried again with the next
    piece. Only what the sink has safely is let go of by the spool.
    """

    def __init__(self, sink: TextSink, spool: Spool | None, listener: Listener) -> None:
        self._sink = sink
        self._spool = spool
        self._listener = listener
        self._transcript = Transcript()
        self._behind = False
        self._outcome = Outcome.INSERTED
        self.fault: Fault | None = None

    @property
    def transcript(self) -> Transcript:
        """The text so far."""
        return self._transcript

    def finalise(self, action: Finalise, at_seconds: float) -> None:
        """Append an utterance."""
        text = " ".join(word.text for word in action.words)
        if text:
            piece = self._transcript.add(Utterance(action.start_sample, action.end_sample, text))
            self._listener(
                Final(
                    at_seconds,
                    action.start_sample / SAMPLE_RATE_HZ,
                    action.end_sample / SAMPLE_RATE_HZ,
                    text,
                    action.words,
                )
            )
            self._bring(piece)
        if self._sink.keeps_at_once and self._outcome is Outcome.INSERTED and not self._behind:
            self._let_go(action.end_sample)

    def revise(self, action: Revise, at_seconds: float) -> None:
        """Replace an utterance, in a sink that allows it."""
        text = " ".join(word.text for word in action.words)
        if self._transcript.revise(Utterance(action.start_sample, action.end_sample, text)):
            self._listener(
                Revised(
                    at_seconds,
                    action.start_sample / SAMPLE_RATE_HZ,
                    action.end_sample / SAMPLE_RATE_HZ,
                    text,
                )
            )
            self._bring(None)

    def finish(self) -> DeliveryOutcome:
        """Have the sink make what it makes, and say how it went."""
        text = self._transcript.text
        if not text:
            return DeliveryOutcome.NOTHING
        try:
            if self._behind:
                self._outcome = self._sink.replace_all(text)
            if self._outcome is not Outcome.REFUSED:
                self._outcome = self._sink.finish()
        except Fault as fault:
            self._tell(fault)
            return DeliveryOutcome.REFUSED
        if self._outcome is Outcome.INSERTED:
            self.fault = None
        if self._outcome is not Outcome.REFUSED:
            self._listener(Delivered(text))
        return DeliveryOutcome(self._outcome.value)

    def _bring(self, piece: str | None) -> None:
        """Insert `piece`, or the whole text where the sink must start over."""
        try:
            if piece is None or self._behind:
                self._outcome = self._sink.replace_all(self._transcript.text)
            else:
                self._outcome = self._sink.insert(piece)
        except Fault as fault:
            self._behind = True
            self._tell(fault)
            return
        if self._behind and self._outcome is not Outcome.REFUSED:
            self.fault = None
        self._behind = self._outcome is Outcome.REFUSED

    def _let_go(self, sample: int) -> None:
        if self._spool is None:
            return
        try:
            self._spool.mark_delivered(sample)
        except Fault as fault:
            self._tell(fault)

    def _tell(self, fault: Fault) -> None:
        if self.fault is None or self.fault.code is not fault.code:
            self._listener(ErrorRaised(fault.code, str(fault)))
        self.fault = fault

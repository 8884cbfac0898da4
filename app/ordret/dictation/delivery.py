"""Text on its way to its place, and what is told of it."""

from datetime import date
from itertools import takewhile

from ordret.danish.edits import Ask, Replace, Wish
from ordret.danish.learning import suggestions
from ordret.danish.writing import Grammar
from ordret.dictation.scribe import Done, Scribe
from ordret.dictation.spool import Spool
from ordret.dictation.transcript import Transcript, Utterance
from ordret.errors import Fault
from ordret.events import (
    CommandDone,
    Delivered,
    ErrorRaised,
    Final,
    Listener,
    Revised,
    Suggested,
    Written,
)
from ordret.output.sink import Outcome, TextSink
from ordret.samples import SAMPLE_RATE_HZ
from ordret.speech.actions import Finalise, Revise
from ordret.usage.record import DeliveryOutcome


class Delivery:
    """Keeps a sink at what is written, and tells the listener what it did.

    Where the sink fails, the fault is told once and the whole text is tried again with the next
    piece. Only what the sink has safely is let go of by the spool.
    """

    def __init__(
        self, sink: TextSink, grammar: Grammar, spool: Spool | None, listener: Listener
    ) -> None:
        self._sink = sink
        self._spool = spool
        self._listener = listener
        self._transcript = Transcript()
        self._vocabulary = grammar.vocabulary
        self._scribe = Scribe(grammar, sink.fields, sink.first_field_id)
        self._told: dict[str, str] = {}
        self._standing: dict[str, str | None] = {}
        self._outcome = Outcome.INSERTED
        self.fault: Fault | None = None

    @property
    def transcript(self) -> Transcript:
        """What was recognised so far."""
        return self._transcript

    @property
    def text(self) -> str:
        """What is written so far."""
        return self._scribe.writing.text

    def finalise(self, action: Finalise, at_seconds: float, today: date) -> tuple[Wish, ...]:
        """Append an utterance; what its speaker wishes of the surroundings."""
        wishes: list[Wish] = []
        if action.words:
            utterance = Utterance(action.start_sample, action.end_sample, action.words)
            self._transcript.add(utterance)
            self._listener(
                Final(
                    at_seconds,
                    action.start_sample / SAMPLE_RATE_HZ,
                    action.end_sample / SAMPLE_RATE_HZ,
                    utterance.text,
                    action.words,
                )
            )
            done = self._scribe.hear(action.words, today)
            self._bring(at_seconds)
            carried_out = [self._carry_out(command, at_seconds) for command in done]
            wishes = [wish for wish in carried_out if wish is not None]
        if self._sink.keeps_at_once and self._outcome is Outcome.INSERTED and not self._is_behind:
            self._let_go(action.end_sample)
        return tuple(wishes)

    def revise(self, action: Revise, at_seconds: float, today: date) -> None:
        """Replace an utterance, in a sink that allows it.

        Not where its speaker has acted on the text since, nor with a command in it.
        """
        number = self._transcript.place(action.start_sample)
        if number is None or number < self._scribe.frozen_utterances:
            return
        utterance = Utterance(action.start_sample, action.end_sample, action.words)
        standing, *later = self._transcript.utterances[number:]
        words = [utterance.words, *(heard.words for heard in later)]
        if utterance.text == standing.text or not self._scribe.hear_again(number, words, today):
            return
        self._transcript.revise(utterance)
        self._listener(
            Revised(
                at_seconds,
                action.start_sample / SAMPLE_RATE_HZ,
                action.end_sample / SAMPLE_RATE_HZ,
                utterance.text,
            )
        )
        self._bring(at_seconds)

    def finish(self) -> DeliveryOutcome:
        """Have the sink make what it makes, and say how it went."""
        text = self.text
        if not text:
            return DeliveryOutcome.NOTHING
        if self._is_behind:
            self._change_sink()
        if self._is_behind or not self._make():
            return DeliveryOutcome.REFUSED
        if self._outcome is not Outcome.REFUSED:
            fields = {field.id: field.manuscript.text for field in self._scribe.writing.fields}
            written = {field_id: text for field_id, text in fields.items() if text}
            self._listener(Delivered(text, written))
        return DeliveryOutcome(self._outcome.value)

    @property
    def _is_behind(self) -> bool:
        """Whether the sink has something else than what is written."""
        return any(
            self._standing.get(field.id, "") != field.manuscript.text
            for field in self._scribe.writing.fields
        )

    def _bring(self, at_seconds: float) -> None:
        """Tell what is new in each field, and change the sink likewise."""
        for field in self._scribe.writing.fields:
            text, told = field.manuscript.text, self._told.get(field.id, "")
            if text != told:
                kept = _same_characters(told, text)
                self._listener(Written(at_seconds, field.id, kept, text[kept:]))
                self._told[field.id] = text
        self._change_sink()

    def _change_sink(self) -> None:
        had_failed = None in self._standing.values()
        for field in self._scribe.writing.fields:
            text, standing = field.manuscript.text, self._standing.get(field.id, "")
            if text == standing:
                continue
            kept = 0 if standing is None else _same_characters(standing, text)
            try:
                self._outcome = self._sink.change(field.id, kept, text[kept:])
            except Fault as fault:
                self._standing[field.id] = None
                self._tell(fault)
                return
            self._standing[field.id] = None if self._outcome is Outcome.REFUSED else text
        if had_failed and not self._is_behind:
            self.fault = None

    def _make(self) -> bool:
        try:
            self._outcome = self._sink.finish()
        except Fault as fault:
            self._tell(fault)
            return False
        if self._outcome is Outcome.INSERTED:
            self.fault = None
        return True

    def _carry_out(self, command: Done, at_seconds: float) -> Wish | None:
        """Save where that is the command, and tell of it; the wish, if it is one."""
        action, did = command.step.action, command.did
        wish = action.wish if isinstance(action, Ask) else None
        if wish is Wish.SAVE:
            did = self._make() and self._outcome is not Outcome.REFUSED
        elif wish in {Wish.STOP, Wish.HELP}:
            did = True
        name = wish.value if wish else type(action).__name__.casefold()
        self._listener(CommandDone(at_seconds, command.step.command_id, name, did))
        if did and isinstance(action, Replace):
            for found in suggestions(action.old, action.new, self._vocabulary):
                self._listener(Suggested(at_seconds, found.heard, found.write))
        return wish

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


def _same_characters(one: str, other: str) -> int:
    """With how many characters both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))

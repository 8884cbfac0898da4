"""A sink is kept at what is written, and what it has safely is let go of on disk."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ordret.danish.edits import Wish
from ordret.dictation.delivery import Delivery
from ordret.dictation.spool import Spool, describe, find_unfinished
from ordret.errors import Fault, FaultCode
from ordret.events import (
    CommandDone,
    Delivered,
    ErrorRaised,
    Final,
    Revised,
    Suggested,
    Written,
)
from ordret.output.sink import Outcome, SinkField
from ordret.samples import SAMPLE_RATE_HZ
from ordret.speech.actions import Finalise, Revise
from ordret.usage.record import DeliveryOutcome
from ordret.vault import KeyPlace, Vault
from package_grammar import package_grammar
from scripted_speech import Recorder, RecordingSink, ramp, said

FULL = Fault(FaultCode.DISK_FULL, "Disken er fuld.", "Gør plads.")
LOCKED = Fault(FaultCode.STORE_UNUSABLE, "Kladderne er låst.", "Luk det andet program.")
TODAY = date(2026, 3, 2)
VAULT = Vault(bytes(32), KeyPlace.FILE, Path("key.json"))


class Delivering:
    """A delivery of utterances of a second each."""

    def __init__(self, sink: RecordingSink, spool: Spool | None = None) -> None:
        self.sink = sink
        self.recorder = Recorder()
        self.delivery = Delivery(sink, package_grammar(), spool, self.recorder)
        self._seconds = 0
        self.wishes: tuple[Wish, ...] = ()

    def say(self, *texts: str) -> "Delivering":
        for text in texts:
            start, end = self._seconds * SAMPLE_RATE_HZ, (self._seconds + 1) * SAMPLE_RATE_HZ
            self.wishes = self.delivery.finalise(
                Finalise(start, end, end, said(text, self._seconds, pace=0.2).words), 7.5, TODAY
            )
            self._seconds += 1
        return self

    def revise(self, second: int, text: str) -> "Delivering":
        start, end = second * SAMPLE_RATE_HZ, (second + 1) * SAMPLE_RATE_HZ
        self.delivery.revise(Revise(start, end, said(text, second, pace=0.2).words), 9.0, TODAY)
        return self

    def finish(self) -> DeliveryOutcome:
        return self.delivery.finish()

    @property
    def errors(self) -> list[FaultCode]:
        return [event.code for event in self.recorder.of(ErrorRaised)]


def test_each_utterance_is_told_and_inserted_and_at_the_end_the_whole_text() -> None:
    delivering = Delivering(RecordingSink()).say("Borgeren ringede.", "Hun er glad.")
    assert delivering.finish() is DeliveryOutcome.INSERTED
    assert delivering.sink.calls == [
        ("change", 0, "Borgeren ringede."),
        ("change", 17, " Hun er glad."),
        ("finish", 0, ""),
    ]
    assert delivering.recorder.events == [
        Final(7.5, 0.0, 1.0, "Borgeren ringede.", said("Borgeren ringede.", pace=0.2).words),
        Written(7.5, "", 0, "Borgeren ringede."),
        Final(7.5, 1.0, 2.0, "Hun er glad.", said("Hun er glad.", 1, pace=0.2).words),
        Written(7.5, "", 17, " Hun er glad."),
        Delivered("Borgeren ringede. Hun er glad.", {"": "Borgeren ringede. Hun er glad."}),
    ]


def test_an_utterance_without_words_is_neither_told_nor_inserted() -> None:
    delivering = Delivering(RecordingSink()).say("", "")
    assert delivering.finish() is DeliveryOutcome.NOTHING
    assert delivering.recorder.events == []
    assert delivering.sink.calls == []


def test_a_revision_is_told_and_the_whole_text_put_in_place() -> None:
    delivering = Delivering(RecordingSink()).say("En sag.", "To sag.").revise(1, "To sager.")
    assert delivering.sink.text == "En sag. To sager."
    assert delivering.recorder.of(Revised) == [Revised(9.0, 1.0, 2.0, "To sager.")]


def test_a_revision_that_changes_nothing_is_silent() -> None:
    delivering = Delivering(RecordingSink()).say("En sag.").revise(0, "En sag.")
    assert delivering.recorder.of(Revised) == []
    assert len(delivering.sink.calls) == 1


class TestCommands:
    def test_what_a_command_did_is_told_after_the_text(self) -> None:
        delivering = Delivering(RecordingSink()).say("En sag.", "slet det")
        assert delivering.sink.text == ""
        assert delivering.recorder.events[-2:] == [
            Written(7.5, "", 0, ""),
            CommandDone(7.5, "delete_last", "delete", did=True),
        ]
        assert delivering.finish() is DeliveryOutcome.NOTHING

    def test_stopping_is_wished_of_the_surroundings(self) -> None:
        delivering = Delivering(RecordingSink()).say("En sag.", "stop diktat")
        assert delivering.wishes == (Wish.STOP,)
        assert delivering.sink.text == "En sag."

    def test_saving_makes_what_is_made_at_the_end_and_dictation_goes_on(self) -> None:
        delivering = Delivering(RecordingSink()).say("En sag.", "gem", "To sager.")
        assert [name for name, _, _ in delivering.sink.calls] == ["change", "finish", "change"]
        assert delivering.finish() is DeliveryOutcome.INSERTED

    def test_a_save_that_fails_is_told_and_put_right_at_the_end(self) -> None:
        delivering = Delivering(RecordingSink(trouble={2: FULL})).say("En sag.", "gem")
        assert delivering.recorder.of(CommandDone)[-1].did is False
        assert delivering.errors == [FaultCode.DISK_FULL]
        assert delivering.finish() is DeliveryOutcome.INSERTED
        assert delivering.delivery.fault is None

    def test_each_field_gets_its_own_text(self) -> None:
        fields = (SinkField("emne", "Emne"), SinkField("tekst", "Tekst"))
        delivering = Delivering(RecordingSink(fields=fields))
        delivering.say("Boligstøtte", "næste felt", "Hun har søgt.")
        assert delivering.sink.texts == {"emne": "Boligstøtte", "tekst": "Hun har søgt."}
        delivering.finish()
        (delivered,) = delivering.recorder.of(Delivered)
        assert delivered.fields == {"emne": "Boligstøtte", "tekst": "Hun har søgt."}

    def test_a_correction_that_could_be_learned_is_offered(self) -> None:
        delivering = Delivering(RecordingSink())
        delivering.say("Hun får kontantjælb.", "ret kontantjælb til kontanthjælp")
        assert delivering.sink.text == "Hun får kontanthjælp."
        assert delivering.recorder.of(Suggested) == [Suggested(7.5, "kontantjælb", "kontanthjælp")]

    def test_what_was_said_before_a_correction_is_not_revised(self) -> None:
        delivering = Delivering(RecordingSink()).say("En sak.", "ret sak til sag")
        delivering.revise(0, "Ensak.")
        assert delivering.sink.text == "En sag."
        assert delivering.recorder.of(Revised) == []

    def test_a_second_pass_carries_out_no_command(self) -> None:
        delivering = Delivering(RecordingSink()).say("En sag.", "Sæt det.").revise(1, "slet det")
        assert delivering.sink.text == "En sag. Sæt det."
        assert delivering.recorder.of(Revised) == []
        assert delivering.revise(1, "Læs det.").sink.text == "En sag. Læs det."


class TestTrouble:
    def test_a_sink_that_fails_once_gets_the_whole_text_with_the_next_utterance(self) -> None:
        delivering = Delivering(RecordingSink(trouble={2: LOCKED}))
        delivering.say("En.", "To.", "Tre.", "Fire.")
        assert delivering.finish() is DeliveryOutcome.INSERTED
        assert delivering.sink.calls == [
            ("change", 0, "En."),
            ("change", 3, " To."),
            ("change", 0, "En. To. Tre."),
            ("change", 12, " Fire."),
            ("finish", 0, ""),
        ]
        assert delivering.errors == [FaultCode.STORE_UNUSABLE]
        assert delivering.delivery.fault is None

    def test_a_sink_that_goes_on_failing_is_told_of_once(self) -> None:
        delivering = Delivering(RecordingSink(trouble=dict.fromkeys(range(1, 9), LOCKED)))
        delivering.say("En.", "To.", "Tre.")
        assert delivering.finish() is DeliveryOutcome.REFUSED
        assert delivering.errors == [FaultCode.STORE_UNUSABLE]
        assert delivering.delivery.fault is LOCKED
        assert delivering.recorder.of(Delivered) == []

    def test_another_fault_is_told_too(self) -> None:
        delivering = Delivering(RecordingSink(trouble={1: LOCKED, 2: FULL, 3: FULL}))
        delivering.say("En.", "To.", "Tre.")
        assert delivering.errors == [FaultCode.STORE_UNUSABLE, FaultCode.DISK_FULL]

    def test_the_same_fault_is_told_again_after_things_had_gone_well(self) -> None:
        delivering = Delivering(RecordingSink(trouble={1: FULL, 3: FULL}))
        delivering.say("En.", "To.")
        assert delivering.finish() is DeliveryOutcome.REFUSED
        assert delivering.errors == [FaultCode.DISK_FULL, FaultCode.DISK_FULL]
        assert delivering.delivery.fault is FULL

    def test_a_failure_with_the_last_utterance_is_put_right_at_the_end(self) -> None:
        delivering = Delivering(RecordingSink(trouble={2: LOCKED})).say("En.", "To.")
        assert delivering.finish() is DeliveryOutcome.INSERTED
        assert delivering.sink.text == "En. To."
        assert delivering.delivery.fault is None

    def test_what_can_not_be_made_at_the_end_is_a_fault(self) -> None:
        delivering = Delivering(RecordingSink(trouble={2: FULL})).say("En.")
        assert delivering.finish() is DeliveryOutcome.REFUSED
        assert delivering.delivery.fault is FULL
        assert delivering.errors == [FaultCode.DISK_FULL]

    def test_a_sink_that_refuses_is_asked_again_with_the_whole_text(self) -> None:
        delivering = Delivering(RecordingSink(trouble={1: Outcome.REFUSED})).say("En.", "To.")
        assert delivering.finish() is DeliveryOutcome.INSERTED
        assert delivering.sink.text == "En. To."

    def test_text_that_was_refused_to_the_end_is_not_told_as_delivered(self) -> None:
        refusing = RecordingSink(trouble=dict.fromkeys(range(1, 9), Outcome.REFUSED))
        delivering = Delivering(refusing).say("En.", "To.")
        assert delivering.finish() is DeliveryOutcome.REFUSED
        assert delivering.recorder.of(Delivered) == []
        assert "finish" not in [name for name, _, _ in refusing.calls]

    def test_what_a_sink_can_not_see_is_unknown(self) -> None:
        unseeing = RecordingSink(trouble=dict.fromkeys(range(1, 9), Outcome.UNKNOWN))
        delivering = Delivering(unseeing).say("En.")
        assert delivering.finish() is DeliveryOutcome.UNKNOWN
        assert delivering.recorder.of(Delivered) == [Delivered("En.", {"": "En."})]


class TestSpool:
    @pytest.fixture
    def spool(self, tmp_path: Path) -> Spool:
        spool = Spool(tmp_path, VAULT, datetime(2026, 3, 2, tzinfo=UTC))
        spool.append(ramp(4 * SAMPLE_RATE_HZ))
        return spool

    def left_seconds(self, spool: Spool, tmp_path: Path) -> float:
        spool.keep()
        (folder,) = find_unfinished(tmp_path)
        return describe(folder, VAULT).seconds

    def test_what_is_safe_in_a_draft_is_let_go_of(self, spool: Spool, tmp_path: Path) -> None:
        Delivering(RecordingSink(keeps_at_once=True), spool).say("En.", "", "Tre.")
        assert self.left_seconds(spool, tmp_path) == 1.0

    def test_silence_alone_is_let_go_of_too(self, spool: Spool, tmp_path: Path) -> None:
        Delivering(RecordingSink(keeps_at_once=True), spool).say("", "")
        assert self.left_seconds(spool, tmp_path) == 2.0

    def test_what_is_only_safe_at_the_end_is_kept(self, spool: Spool, tmp_path: Path) -> None:
        Delivering(RecordingSink(), spool).say("En.", "To.")
        assert self.left_seconds(spool, tmp_path) == 4.0

    @pytest.mark.parametrize("trouble", [LOCKED, Outcome.REFUSED, Outcome.UNKNOWN])
    def test_from_what_a_sink_did_not_surely_take_everything_is_kept(
        self, spool: Spool, tmp_path: Path, trouble: Fault | Outcome
    ) -> None:
        sink = RecordingSink(keeps_at_once=True, trouble=dict.fromkeys((2, 3), trouble))
        Delivering(sink, spool).say("En.", "To.", "Tre.")
        assert self.left_seconds(spool, tmp_path) == 3.0

    def test_a_disk_that_fails_then_is_told_of_and_the_text_goes_on(
        self, spool: Spool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_: Spool, sample: int) -> None:
            raise FULL

        monkeypatch.setattr(Spool, "mark_delivered", full)
        delivering = Delivering(RecordingSink(keeps_at_once=True), spool).say("En.", "To.")
        assert delivering.finish() is DeliveryOutcome.INSERTED
        assert delivering.errors == [FaultCode.DISK_FULL]
        assert delivering.sink.text == "En. To."
        spool.keep()

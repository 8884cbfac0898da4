"""One dictation as whoever listens to it sees it."""

import logging
import threading
from itertools import chain, pairwise, repeat
from pathlib import Path

import pytest

from fakes import ScriptedSource
from memory_usage_store import MemoryUsageStore
from ordret.audio.source import AudioEnd, AudioMessage, AudioNotice
from ordret.dictation.spool import Spool, describe, find_unfinished, read_spooled
from ordret.errors import Fault, FaultCode
from ordret.events import (
    Delivered,
    Ended,
    ErrorRaised,
    Event,
    Final,
    Notice,
    Partial,
    Revised,
    Stage,
    StageChanged,
)
from ordret.output.sink import Outcome
from ordret.samples import SAMPLE_RATE_HZ
from ordret.speech.recogniser import Effort, Hypothesis
from ordret.speech.revision import RevisionRules
from ordret.speech.streaming import LiveRules
from ordret.speech.worker import Loaded
from ordret.usage.faults import UsageFault
from ordret.usage.record import DeliveryOutcome, UsageRecord
from ordret.vault import KeyPlace, Vault
from scripted_dictation import BEGUN_AT, ScriptedDictation, chunks
from scripted_speech import (
    SILENCE,
    SPEECH,
    Asked,
    Recorder,
    RecordingSink,
    ScriptedEngine,
    ScriptedRecogniser,
    said,
    voice,
)

VAULT = Vault(bytes(32), KeyPlace.FILE, Path("key.json"))
TEXT = "Borgeren ringede om sagen."
NOTHING = Hypothesis((), 0.0, 0.9, 0.0)
VOICE_FROM_SECONDS = 0.5
ONE_UTTERANCE = voice((VOICE_FROM_SECONDS, SILENCE), (1.6, SPEECH), (1.0, SILENCE))
TWO_UTTERANCES = ONE_UTTERANCE * 2
SECOND_PASS = RevisionRules(long_pause_seconds=4.0)

FAILED = Fault(FaultCode.RECOGNITION_FAILED, "Talegenkendelsen gik i stå.", "Prøv igen.")
LOST = Fault(FaultCode.MICROPHONE_LOST, "Mikrofonen er væk.", "Sæt den i igen.")
OVERRUN = Fault(FaultCode.AUDIO_OVERRUN, "Lidt lyd gik tabt.", "")
DISK_FULL = Fault(FaultCode.DISK_FULL, "Disken er fuld.", "Gør plads.")


def always(_: Asked) -> Hypothesis:
    return said(TEXT)


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool(tmp_path, VAULT, BEGUN_AT)


class TestWhatIsTold:
    def test_an_utterance_from_the_start_to_the_usage_record(self) -> None:
        room = ScriptedDictation(ONE_UTTERANCE, always)
        result = room.run()
        assert room.recorder.names == [
            "StageChanged",
            "Partial",
            "Final",
            "Written",
            "StageChanged",
            "Delivered",
            "Ended",
            "StageChanged",
        ]
        assert [event.stage for event in room.recorder.of(StageChanged)] == [
            Stage.ARMING,
            Stage.LISTENING,
            Stage.FINISHING,
            Stage.IDLE,
        ]
        assert room.recorder.of(Delivered) == [Delivered(TEXT, {"": TEXT})]
        assert (result.text, result.delivered, result.fault) == (
            TEXT,
            DeliveryOutcome.INSERTED,
            None,
        )

    def test_it_listens_only_once_there_is_sound(self) -> None:
        room = ScriptedDictation([], always, messages=[None, None, LOST])
        room.run()
        assert Stage.LISTENING not in [event.stage for event in room.recorder.of(StageChanged)]

    def test_seconds_in_the_audio_and_seconds_that_passed(self) -> None:
        room = ScriptedDictation(ONE_UTTERANCE, always)
        room.run()
        (final,) = room.recorder.of(Final)
        assert final.start_seconds == pytest.approx(0.5 - 0.3, abs=0.04)
        assert final.end_seconds == pytest.approx(2.1 + 0.16, abs=0.04)
        # The pause of half a second that ends a sentence was heard with the chunk that held it.
        assert final.at_seconds == pytest.approx(2.7, abs=0.11)
        assert final.words[0].start_seconds == pytest.approx(0.5, abs=0.04)
        assert [event.at_seconds for event in room.recorder.of(Partial)] == sorted(
            event.at_seconds for event in room.recorder.of(Partial)
        )

    def test_the_recogniser_is_given_the_very_samples_and_the_hints(self) -> None:
        room = ScriptedDictation(ONE_UTTERANCE, always)
        room.run()
        (final,) = room.recorder.of(Final)
        last = room.recogniser.asked[-1]
        assert last.start_sample == round(final.start_seconds * SAMPLE_RATE_HZ)
        assert last.end_sample == round(final.end_seconds * SAMPLE_RATE_HZ)
        assert room.recogniser.hints == [("Hjørring",)]

    def test_speech_to_the_end_of_a_stream_that_ends_within_a_frame(self) -> None:
        probabilities = voice((0.5, SILENCE), (1.6, SPEECH))
        messages = chunks(probabilities)[:-1]
        room = ScriptedDictation(probabilities, always, messages=messages)
        assert room.run().text == TEXT

    def test_the_same_look_is_told_once(self) -> None:
        room = ScriptedDictation(voice((6, SPEECH), (1, SILENCE)), always)
        room.run()
        partials = [(event.committed, event.tentative) for event in room.recorder.of(Partial)]
        assert len(room.recogniser.asked) > len(partials)
        assert all(a != b for a, b in pairwise(partials))

    def test_words_that_were_shown_and_then_not_heard_are_taken_away(self) -> None:
        def answer(asked: Asked) -> Hypothesis:
            return said("Borgeren ringede") if asked.effort is Effort.LIVE else NOTHING

        room = ScriptedDictation(ONE_UTTERANCE, answer)
        assert room.run().text == ""
        assert [(event.committed, event.tentative) for event in room.recorder.of(Partial)] == [
            ("", "Borgeren ringede"),
            ("", ""),
        ]

    def test_what_is_invented_in_silence_is_never_told(self) -> None:
        invented = said("Tak for at se med.", probability=0.2)
        room = ScriptedDictation(ONE_UTTERANCE, lambda _: invented)
        assert room.run().text == ""
        assert room.recorder.of(Partial) == []
        assert room.recorder.of(Final) == []

    def test_silence_ends_in_nothing_and_no_text(self) -> None:
        room = ScriptedDictation(voice((5, SILENCE)), always)
        result = room.run()
        assert (result.text, result.delivered) == ("", DeliveryOutcome.NOTHING)
        assert room.recorder.names == ["StageChanged", "Ended", "StageChanged"]
        assert room.recogniser.asked == []
        assert isinstance(room.sink, RecordingSink)
        assert room.sink.calls == []
        assert room.usage["delivered"] == "nothing"

    def test_a_second_pass_revises_what_stands(self) -> None:
        def answer(asked: Asked) -> Hypothesis:
            return said("Borgeren ringede til os." if asked.effort is Effort.OFFLINE else TEXT)

        room = ScriptedDictation(ONE_UTTERANCE, answer, revision=SECOND_PASS)
        assert room.run().text == "Borgeren ringede til os."
        (final,), (revised,) = room.recorder.of(Final), room.recorder.of(Revised)
        assert (revised.start_seconds, revised.end_seconds) == (
            final.start_seconds,
            final.end_seconds,
        )
        assert room.usage["second_pass_changed_words"] == 2

    def test_how_the_model_was_loaded_is_told(self) -> None:
        recogniser = ScriptedRecogniser(always)
        notice = Fault(FaultCode.CUDA_UNUSABLE, "Grafikkortet kunne ikke bruges.", "")
        engine = ScriptedEngine(Loaded(recogniser, notice))
        room = ScriptedDictation(ONE_UTTERANCE, always, engine=engine)
        room.run()
        assert room.recorder.of(Notice) == [
            Notice(FaultCode.CUDA_UNUSABLE, "Grafikkortet kunne ikke bruges.")
        ]
        assert room.recorder.of(ErrorRaised) == []
        assert room.usage["device"] == "cpu"

    def test_nothing_that_was_dictated_reaches_the_log(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        room = ScriptedDictation(
            TWO_UTTERANCES,
            always,
            revision=SECOND_PASS,
            sink=RecordingSink(trouble={1: DISK_FULL}),
            threaded=True,
        )
        room.run()
        assert not any(word in caplog.text for word in TEXT.split())
        errors = [event.message for event in room.recorder.of(ErrorRaised)]
        assert not any(word in message for word in TEXT.split() for message in errors)


class TestStopping:
    class Microphone(ScriptedSource):
        """Goes on, with silence after its script, until it is stopped."""

        def read(self, timeout_seconds: float) -> AudioMessage | None:
            message = super().read(timeout_seconds)
            return None if isinstance(message, AudioEnd) and not self.stopped else message

    @pytest.mark.parametrize("threaded", [False, True])
    def test_any_thread_can_stop_it_and_what_was_said_is_delivered(self, threaded: bool) -> None:
        class StopAtFinal(Recorder):
            def __call__(self, event: Event) -> None:
                super().__call__(event)
                if isinstance(event, Final):
                    stopper = threading.Thread(target=room.dictation.stop)
                    stopper.start()
                    stopper.join()

        microphone = self.Microphone(chunks(ONE_UTTERANCE + voice((1, SILENCE))))
        room = ScriptedDictation(
            ONE_UTTERANCE,
            always,
            source=microphone,
            listener=StopAtFinal(),
            threaded=threaded,
        )
        assert room.run().text == TEXT
        assert (microphone.opened, microphone.closed) == (1, 1)
        assert microphone.stopped == 1

    def test_it_can_be_stopped_before_it_began_and_twice(self) -> None:
        room = ScriptedDictation([], always, source=self.Microphone([]))
        room.dictation.stop()
        room.dictation.stop()
        assert room.run().delivered is DeliveryOutcome.NOTHING

    def test_what_was_said_before_the_stop_is_decoded_though_it_is_unfinished(self) -> None:
        class StopAtPartial(Recorder):
            def __call__(self, event: Event) -> None:
                super().__call__(event)
                if isinstance(event, Partial):
                    room.dictation.stop()

        room = ScriptedDictation(
            voice((30, SPEECH)), always, listener=StopAtPartial(), threaded=True, live=False
        )
        assert room.run().text.startswith("Borgeren")


class TestTrouble:
    def test_a_microphone_that_is_lost_costs_nothing_that_was_said(self, spool: Spool) -> None:
        messages = [*chunks(voice((0.5, SILENCE), (1.6, SPEECH))), LOST]
        room = ScriptedDictation(
            voice((0.5, SILENCE), (1.6, SPEECH)), always, messages=messages, spool=spool
        )
        result = room.run()
        assert (result.text, result.delivered, result.fault) == (
            TEXT,
            DeliveryOutcome.INSERTED,
            LOST,
        )
        assert room.recorder.of(ErrorRaised) == [
            ErrorRaised(FaultCode.MICROPHONE_LOST, "Mikrofonen er væk. Sæt den i igen.")
        ]
        assert room.recorder.of(Delivered) == [Delivered(TEXT, {"": TEXT})]
        assert room.usage["error_code"] == "microphone_lost"

    def test_a_source_that_can_not_be_opened_is_an_error_and_nothing_else(
        self, spool: Spool, tmp_path: Path
    ) -> None:
        class NoMicrophone(ScriptedSource):
            def __enter__(self) -> "NoMicrophone":
                raise Fault(FaultCode.MICROPHONE_MISSING, "Der er ingen mikrofon.", "")

        room = ScriptedDictation([], always, source=NoMicrophone([]), spool=spool)
        result = room.run()
        assert result.fault is not None
        assert result.fault.code is FaultCode.MICROPHONE_MISSING
        assert room.recorder.names == [
            "StageChanged",
            "ErrorRaised",
            "StageChanged",
            "Ended",
            "StageChanged",
        ]
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("threaded", [False, True])
    def test_a_recogniser_that_breaks_leaves_everything_in_the_spool(
        self, spool: Spool, tmp_path: Path, threaded: bool
    ) -> None:
        def answer(asked: Asked) -> Hypothesis:
            if asked.start_sample > 2 * SAMPLE_RATE_HZ:
                raise FAILED
            return said(TEXT)

        room = ScriptedDictation(TWO_UTTERANCES, answer, spool=spool, threaded=threaded)
        result = room.run()
        assert result.fault is FAILED
        assert [event.code for event in room.recorder.of(ErrorRaised)] == [
            FaultCode.RECOGNITION_FAILED
        ]
        (folder,) = find_unfinished(tmp_path)
        heard = sum(piece.size for piece in read_spooled(folder, VAULT))
        assert heard / SAMPLE_RATE_HZ == pytest.approx(room.usage["audio_seconds"])
        assert heard >= 2 * SAMPLE_RATE_HZ
        assert room.usage["error_code"] == "recognition_failed"

    @pytest.mark.parametrize("threaded", [False, True])
    def test_a_model_that_can_not_be_loaded_is_told_and_leaves_no_empty_recording(
        self, spool: Spool, tmp_path: Path, threaded: bool
    ) -> None:
        broken = Fault(FaultCode.MODEL_DAMAGED, "Modellen er i stykker.", "Hent den igen.")
        room = ScriptedDictation(
            ONE_UTTERANCE, always, engine=ScriptedEngine(broken), spool=spool, threaded=threaded
        )
        result = room.run()
        assert result.fault is broken
        assert room.usage["model_id"] is None
        # Inline it is known before anything was heard; from a thread, after some of it was.
        if not threaded:
            assert list(tmp_path.iterdir()) == []

    def test_a_sink_that_fails_in_the_middle_is_told_once_and_gets_the_whole_text(
        self, spool: Spool, tmp_path: Path
    ) -> None:
        sink = RecordingSink(trouble={1: DISK_FULL})
        room = ScriptedDictation(TWO_UTTERANCES, always, sink=sink, spool=spool)
        result = room.run()
        assert (result.delivered, result.fault) == (DeliveryOutcome.INSERTED, None)
        assert sink.text == f"{TEXT} {TEXT}"
        assert len(room.recorder.of(ErrorRaised)) == 1
        assert list(tmp_path.iterdir()) == []
        assert room.usage["error_code"] is None

    @pytest.mark.parametrize("trouble", [DISK_FULL, Outcome.REFUSED, Outcome.UNKNOWN])
    def test_text_that_did_not_surely_arrive_leaves_its_sound_in_the_spool(
        self, spool: Spool, tmp_path: Path, trouble: Fault | Outcome
    ) -> None:
        sink = RecordingSink(trouble=dict.fromkeys(range(1, 9), trouble))
        room = ScriptedDictation(TWO_UTTERANCES, always, sink=sink, spool=spool)
        result = room.run()
        assert result.text == f"{TEXT} {TEXT}"
        assert result.delivered is not DeliveryOutcome.INSERTED
        (folder,) = find_unfinished(tmp_path)
        assert describe(folder, VAULT).seconds == pytest.approx(room.usage["audio_seconds"])

    def test_a_disk_that_fills_up_is_told_once_and_the_dictation_goes_on(
        self, spool: Spool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise DISK_FULL

        monkeypatch.setattr(Spool, "append", full)
        room = ScriptedDictation(TWO_UTTERANCES, always, spool=spool)
        assert room.run().text == f"{TEXT} {TEXT}"
        assert len(room.recorder.of(ErrorRaised)) == 1
        assert list(tmp_path.iterdir()) == [], "after delivery no sound is left"

    def test_sound_that_was_lost_on_the_way_is_told_and_counted(self) -> None:
        messages = chunks(ONE_UTTERANCE)
        messages[5:5] = [AudioNotice(OVERRUN), AudioNotice(LOST), AudioNotice(OVERRUN)]
        room = ScriptedDictation(ONE_UTTERANCE, always, messages=messages)
        assert room.run().fault is None
        assert [event.code for event in room.recorder.of(Notice)] == [
            FaultCode.AUDIO_OVERRUN,
            FaultCode.MICROPHONE_LOST,
            FaultCode.AUDIO_OVERRUN,
        ]
        assert room.usage["audio_drops"] == 2

    @pytest.mark.parametrize("threaded", [False, True])
    def test_a_bug_in_the_recogniser_is_raised_and_the_sound_is_kept(
        self, spool: Spool, tmp_path: Path, threaded: bool
    ) -> None:
        def answer(_: Asked) -> Hypothesis:
            raise ZeroDivisionError

        room = ScriptedDictation(ONE_UTTERANCE, answer, spool=spool, threaded=threaded)
        with pytest.raises(ZeroDivisionError):
            room.run()
        (folder,) = find_unfinished(tmp_path)
        first_decode_seconds = VOICE_FROM_SECONDS + LiveRules().new_audio_seconds
        assert describe(folder, VAULT).seconds >= first_decode_seconds
        assert isinstance(room.source, ScriptedSource)
        assert room.source.closed == 1

    def test_a_bug_in_a_listener_ends_the_thread_and_keeps_every_sample(
        self, spool: Spool, tmp_path: Path
    ) -> None:
        class Buggy(Recorder):
            def __call__(self, event: Event) -> None:
                super().__call__(event)
                if isinstance(event, Final):
                    raise ZeroDivisionError

        before = set(threading.enumerate())
        room = ScriptedDictation(
            ONE_UTTERANCE, always, spool=spool, listener=Buggy(), threaded=True
        )
        with pytest.raises(ZeroDivisionError):
            room.run()
        (folder,) = find_unfinished(tmp_path)
        (final,) = room.recorder.of(Final)
        assert describe(folder, VAULT).seconds >= final.end_seconds
        assert describe(folder, VAULT).seconds >= min(room.clock.now() - 0.1, 3.1)
        for thread in set(threading.enumerate()) - before:
            thread.join(20)
            assert not thread.is_alive()

    def test_figures_that_can_not_be_kept_are_told_and_the_text_stands(self) -> None:
        class FullStore(MemoryUsageStore):
            def append(self, record: UsageRecord) -> None:
                raise UsageFault(FaultCode.DISK_FULL, "Forbruget kan ikke tælles.", "")

        room = ScriptedDictation(ONE_UTTERANCE, always, store=FullStore())
        result = room.run()
        assert (result.text, result.fault) == (TEXT, None)
        assert [event.code for event in room.recorder.of(ErrorRaised)] == [FaultCode.DISK_FULL]
        assert room.usage["words"] == 4


class TestSpool:
    def test_after_delivery_no_sound_is_left(self, spool: Spool, tmp_path: Path) -> None:
        ScriptedDictation(ONE_UTTERANCE, always, spool=spool).run()
        assert list(tmp_path.iterdir()) == []

    def test_after_silence_no_sound_is_left(self, spool: Spool, tmp_path: Path) -> None:
        ScriptedDictation(voice((3, SILENCE)), always, spool=spool).run()
        assert list(tmp_path.iterdir()) == []

    def test_while_it_is_spoken_the_sound_is_on_disk(self, spool: Spool, tmp_path: Path) -> None:
        on_disk: list[int] = []

        class Watching(Recorder):
            def __call__(self, event: Event) -> None:
                super().__call__(event)
                on_disk.append(sum(file.stat().st_size for file in tmp_path.glob("*/*.seg")))

        ScriptedDictation(ONE_UTTERANCE, always, spool=spool, listener=Watching()).run()
        at_final = on_disk[-5]
        assert at_final > 2 * 2 * SAMPLE_RATE_HZ
        assert on_disk[-1] == 0


def test_the_spoken_command_stops_the_dictation() -> None:
    speech = voice((0.5, SILENCE), (1.6, SPEECH), (3.0, SILENCE), (1.6, SPEECH))
    room = ScriptedDictation(speech, lambda _: said("stop diktat"))
    result = room.run()
    assert isinstance(room.source, ScriptedSource)
    assert room.source.stopped == 1
    assert result.delivered is DeliveryOutcome.NOTHING
    assert len(room.recorder.of(Final)) == 1


class TestUsage:
    def test_the_figures_of_a_dictation(self) -> None:
        decode_seconds = chain([0.1] * 6, repeat(0.3))

        def answer(asked: Asked) -> Hypothesis:
            room.clock.move(next(decode_seconds))
            return said(TEXT)

        store = MemoryUsageStore()
        room = ScriptedDictation(TWO_UTTERANCES, answer, store=store)
        room.run()
        usage = room.usage
        finals = room.recorder.of(Final)
        speech_ends = [2.1, 5.2]
        latencies = [final.at_seconds - end for final, end in zip(finals, speech_ends, strict=True)]
        assert usage["utterances"] == 2
        assert usage["words"] == 8
        assert usage["characters"] == len(f"{TEXT} {TEXT}")
        assert usage["audio_seconds"] == pytest.approx(6.2, abs=0.04)
        assert usage["speech_seconds"] == pytest.approx(3.2, abs=0.04)
        assert usage["latency_p50_seconds"] == pytest.approx(min(latencies), abs=0.04)
        assert usage["latency_p95_seconds"] == pytest.approx(max(latencies), abs=0.04)
        assert usage["latency_p50_seconds"] >= 0.5
        assert usage["started_at"] == "2026-03-02T09:00:00Z"
        assert usage["ended_at"] > usage["started_at"]
        assert usage["department"] == "Børn og unge"
        assert (usage["model_id"], usage["device"], usage["compute_type"]) == (
            "base",
            "cpu",
            "int8",
        )
        assert (usage["destination"], usage["delivered"]) == ("note", "inserted")
        assert (usage["audio_drops"], usage["error_code"]) == (0, None)
        assert [record.words for record in store.read().records] == [8]

    def test_a_file_that_is_read_faster_than_it_was_spoken_has_no_latency(self) -> None:
        room = ScriptedDictation(ONE_UTTERANCE, always, live=False)
        room.run()
        assert room.usage["latency_p50_seconds"] is None
        assert room.usage["latency_p95_seconds"] is None

    def test_no_word_that_was_said_is_in_the_record(self) -> None:
        room = ScriptedDictation(ONE_UTTERANCE, always)
        room.run()
        (ended,) = room.recorder.of(Ended)
        assert not any(word in str(ended) for word in ("Borgeren", "ringede", "sagen"))

    def test_a_dictation_is_counted_once(self) -> None:
        store = MemoryUsageStore()
        ScriptedDictation(ONE_UTTERANCE, always, store=store).run()
        ScriptedDictation(voice((1, SILENCE)), always, store=store).run()
        assert sorted(record.words for record in store.read().records) == [0, 4]

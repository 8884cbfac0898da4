"""What is decoded when, and what is done with the answers, for speech that is scripted."""

from collections.abc import Callable
from dataclasses import replace
from itertools import chain, pairwise, repeat

import pytest

from ordret.samples import SAMPLE_RATE_HZ
from ordret.speech.actions import Abandon, Decode, Finalise, Pass, Revise
from ordret.speech.recogniser import Hypothesis
from ordret.speech.revision import RevisionRules
from ordret.speech.voice import FRAME_SAMPLES
from scripted_speech import SILENCE, SPEECH, SpokenWord, TrueWords, frames, said, voice, word
from simulated_stream import SimulatedStream

NOTHING = Hypothesis((), 0.0, 0.9, 1.0)
UNFINISHED = said("Borgeren ringede i")
FINISHED = said("Borgeren ringede i dag.")
SECOND_PASS = RevisionRules(
    pause_seconds=1.5,
    least_fresh_seconds=10.0,
    short_pause_seconds=0.8,
    overdue_fresh_seconds=30.0,
    long_pause_seconds=4.0,
    window_seconds=28.0,
    margin_seconds=2.0,
    longest_at_stop_seconds=60.0,
    fewest_words_share=0.7,
    fewest_sentences_share=0.5,
    least_likeness=0.5,
)


def always(answer: Hypothesis) -> Callable[[Decode], Hypothesis]:
    return lambda decode: answer


def by_purpose(**answers: Hypothesis) -> Callable[[Decode], Hypothesis]:
    return lambda decode: answers.get(decode.purpose.value, NOTHING)


def seconds(samples: int) -> float:
    return samples / SAMPLE_RATE_HZ


class TestOnset:
    def test_without_speech_nothing_is_decoded_and_nothing_is_told(self) -> None:
        stream = SimulatedStream(always(FINISHED), revision=SECOND_PASS)
        assert stream.hear(voice((30, SILENCE))).finish().log == []

    def test_a_stream_without_a_single_frame_ends_at_once(self) -> None:
        assert SimulatedStream(always(FINISHED)).finish().log == []

    def test_the_pre_roll_before_the_first_word_is_in_every_window(self) -> None:
        stream = SimulatedStream(always(FINISHED))
        stream.hear(voice((2, SILENCE), (3, SPEECH), (1, SILENCE))).finish()
        onset = frames(2) * FRAME_SAMPLES
        assert {decode.start_sample for decode in stream.asked} == {onset - 4_800}

    def test_a_word_at_the_very_start_begins_with_the_stream(self) -> None:
        stream = SimulatedStream(always(FINISHED)).hear(voice((1, SPEECH))).finish()
        assert {decode.start_sample for decode in stream.asked} == {0}

    def test_two_frames_of_speech_are_an_utterance(self) -> None:
        stream = SimulatedStream(always(said("Ja.")))
        stream.hear([SILENCE] * 40 + [SPEECH] * 2 + [SILENCE] * 40).finish()
        assert stream.text == "Ja."
        assert [decode.purpose for decode in stream.asked] == [Pass.FINAL]

    def test_the_next_utterance_takes_no_sound_of_the_one_before(self) -> None:
        stream = SimulatedStream(always(FINISHED))
        stream.hear(voice((1, SPEECH), (0.52, SILENCE), (1, SPEECH))).finish()
        first, second = stream.finals
        assert second.start_sample >= first.end_sample


class TestPartials:
    def test_the_first_comes_after_three_tenths_of_speech_and_the_next_after_as_much(self) -> None:
        stream = SimulatedStream(always(UNFINISHED)).hear(voice((2, SILENCE), (1.3, SPEECH)))
        ends = [seconds(decode.end_sample) for decode in stream.passes(Pass.PARTIAL)]
        assert [round(end, 1) for end in ends] == [2.3, 2.6, 2.9, 3.3]

    def test_they_come_half_as_often_as_a_slow_machine_needs_for_one(self) -> None:
        stream = SimulatedStream(always(UNFINISHED), lambda _: 1.5).hear(voice((9, SPEECH)))
        ends = [decode.end_sample for decode in stream.passes(Pass.PARTIAL)]
        assert all(seconds(later - earlier) >= 3.0 for earlier, later in pairwise(ends))

    def test_none_is_asked_for_in_a_pause(self) -> None:
        stream = SimulatedStream(always(UNFINISHED), lambda _: 0.5)
        stream.hear(voice((0.2, SPEECH), (5, SILENCE)))
        assert stream.passes(Pass.PARTIAL) == []

    def test_the_one_under_way_is_given_up_when_a_pause_comes(self) -> None:
        stream = SimulatedStream(always(UNFINISHED), lambda _: 0.5)
        stream.hear(voice((0.5, SPEECH), (0.25, SILENCE)))
        assert [type(action) for action in stream.log] == [Decode, Abandon, Decode]

    def test_what_two_passes_a_second_apart_agree_on_is_committed_and_then_asked_for_as_prefix(
        self,
    ) -> None:
        spoken = [SpokenWord(f"ord{at}", at / 2, at / 2 + 0.5) for at in range(10)]
        stream = SimulatedStream(
            lambda decode: TrueWords(spoken).between(decode.start_sample, decode.end_sample)
        )
        stream.hear(voice((4, SPEECH)))
        committed = [*[""] * 7, *["ord0 ord1"] * 4, "ord0 ord1 ord2 ord3 ord4"]
        assert [show.committed for show in stream.shown] == committed
        assert [decode.prefix for decode in stream.asked[1:]] == committed[:-1]
        assert stream.shown[-1].tentative == "ord5 ord6 ~ord7"


class TestEndpoints:
    def test_a_finished_sentence_ends_after_half_a_second(self) -> None:
        stream = SimulatedStream(always(FINISHED)).hear(voice((1, SPEECH), (0.48, SILENCE)))
        assert stream.finals == []
        stream.hear(voice((0.04, SILENCE)))
        assert stream.text == FINISHED.text

    def test_an_unfinished_one_waits_a_second_and_a_half(self) -> None:
        stream = SimulatedStream(always(UNFINISHED)).hear(voice((1, SPEECH), (1.47, SILENCE)))
        assert stream.finals == []
        stream.hear(voice((0.05, SILENCE)))
        assert stream.text == UNFINISHED.text

    def test_a_final_decode_begun_in_a_pause_is_thrown_away_when_speech_goes_on(self) -> None:
        stream = SimulatedStream(always(FINISHED), lambda _: 0.3)
        stream.hear(voice((0.7, SPEECH), (0.3, SILENCE), (0.7, SPEECH), (2, SILENCE)))
        first, second = stream.passes(Pass.FINAL)
        assert first.job_id in stream.abandoned
        assert second.job_id not in stream.abandoned
        assert second.start_sample == first.start_sample
        assert len(stream.finals) == 1

    def test_a_final_that_is_late_ends_the_utterance_though_speech_goes_on(self) -> None:
        stream = SimulatedStream(always(FINISHED), lambda _: 1.0)
        stream.hear(voice((0.25, SPEECH), (0.6, SILENCE), (2, SPEECH), (2, SILENCE)))
        assert stream.abandoned == set()
        assert [final.words[0].start_seconds for final in stream.finals] == [
            0.0,
            pytest.approx(0.25 + 0.6, abs=0.04),
        ]

    def test_speech_to_the_very_end_is_decoded_to_the_end(self) -> None:
        stream = SimulatedStream(always(UNFINISHED)).hear(voice((2.4, SPEECH))).finish()
        assert stream.asked[-1].purpose is Pass.FINAL
        assert stream.asked[-1].end_sample == stream.streaming.heard_samples
        assert stream.text == UNFINISHED.text

    def test_the_hangover_is_in_the_window_of_the_final(self) -> None:
        stream = SimulatedStream(always(FINISHED)).hear(voice((1.024, SPEECH), (1, SILENCE)))
        assert seconds(stream.passes(Pass.FINAL)[0].end_sample) == 1.152
        assert stream.finals[0].speech_end_sample == 1.024 * SAMPLE_RATE_HZ

    def test_the_text_before_is_told_to_the_next_decode(self) -> None:
        stream = SimulatedStream(always(FINISHED))
        stream.hear(voice((0.2, SPEECH), (1, SILENCE), (0.2, SPEECH), (1, SILENCE)))
        assert [decode.previous for decode in stream.asked] == ["", FINISHED.text]


class TestCommitted:
    """What was committed stands, whatever a later decode makes of the same sound."""

    def final_after(self, committed: Hypothesis, final: Hypothesis) -> SimulatedStream:
        stream = SimulatedStream(by_purpose(partial=committed, final=final))
        return stream.hear(voice((6, SPEECH), (2, SILENCE)))

    def test_a_final_that_says_something_else_keeps_it(self) -> None:
        stream = self.final_after(
            said("Hun bor i byen nu og her"), said("Han bor i byen nu og her.")
        )
        assert stream.text == "Hun bor i byen nu og her."

    def test_a_word_that_only_begins_alike_is_another_word(self) -> None:
        stream = self.final_after(
            said("Hun bor her nu og ringer igen"), said("Hun bor her nummer otte ringer igen.")
        )
        assert stream.text.startswith("Hun bor her nu ")

    def test_a_final_that_left_out_some_of_it_loses_nothing_that_comes_after(self) -> None:
        late = tuple(
            word(text, start, start + 0.4)
            for text, start in (("det", 0.4), ("går", 0.8), ("godt", 1.2), ("her.", 4.0))
        )
        stream = self.final_after(
            said("Ja. det går godt nu og så"), Hypothesis(late, -0.2, 0.05, 1.0)
        )
        assert stream.text == "Ja. det går godt nu her."

    def test_a_partial_never_takes_back_what_was_committed(self) -> None:
        answers = chain([said("Hun bor i byen nu og her")] * 12, repeat(said("Han bor i Odense")))
        stream = SimulatedStream(lambda _: next(answers)).hear(voice((6, SPEECH)))
        committed = [show.committed for show in stream.shown]
        assert committed[-1].startswith("Hun bor i byen")
        assert all(later.startswith(earlier) for earlier, later in pairwise(committed))


class TestLongUtterances:
    def cut(self, answer: Callable[[Decode], Hypothesis], speech: float = 25.0) -> SimulatedStream:
        return SimulatedStream(answer).hear(voice((speech, SPEECH), (2, SILENCE))).finish()

    def test_the_cut_falls_in_the_widest_gap_near_the_end(self) -> None:
        words = [SpokenWord(f"ord{at}", at / 2, at / 2 + 0.45) for at in range(50)]
        words[30] = SpokenWord("ord30", 15.0, 15.25)

        def unsure(decode: Decode) -> Hypothesis:
            heard = TrueWords(words).between(decode.start_sample, decode.end_sample)
            return replace(heard, words=tuple(replace(w, probability=0.5) for w in heard.words))

        stream = self.cut(unsure)
        assert stream.finals[0].words[-1].text == "ord30"
        assert seconds(stream.finals[0].end_sample) == 15.375
        assert stream.text == " ".join(spoken.text for spoken in words)

    def test_a_long_utterance_ends_in_a_short_pause(self) -> None:
        stream = SimulatedStream(always(UNFINISHED)).hear(voice((13, SPEECH), (0.25, SILENCE)))
        assert len(stream.finals) == 1

    def test_words_that_are_all_early_are_kept(self) -> None:
        spoken = [SpokenWord("Borgeren", 0.2, 0.7), SpokenWord("ringede", 0.8, 1.3)]
        stream = self.cut(
            lambda decode: TrueWords(spoken).between(decode.start_sample, decode.end_sample)
        )
        assert stream.text == "Borgeren ringede"

    def test_words_that_are_all_late_are_kept(self) -> None:
        spoken = [SpokenWord("Borgeren", 18.2, 18.7), SpokenWord("ringede", 18.8, 19.3)]
        stream = self.cut(
            lambda decode: TrueWords(spoken).between(decode.start_sample, decode.end_sample)
        )
        assert stream.text == "Borgeren ringede"

    def test_one_long_word_alone_is_kept(self) -> None:
        spoken = [SpokenWord("jaaa", 12.0, 14.0)]
        stream = self.cut(
            lambda decode: TrueWords(spoken).between(decode.start_sample, decode.end_sample)
        )
        assert stream.text == "jaaa"

    def test_a_word_that_begins_at_the_cut_of_wordless_sound_is_kept(self) -> None:
        spoken = [SpokenWord("Borgeren", 18.9, 19.5)]
        stream = self.cut(
            lambda decode: TrueWords(spoken).between(decode.start_sample, decode.end_sample)
        )
        assert stream.text == "Borgeren"

    def test_sound_without_words_ends_at_any_length(self) -> None:
        for tenths in range(185, 400, 3):
            stream = SimulatedStream(always(NOTHING)).hear(voice((tenths / 10, SPEECH))).finish()
            assert stream.text == ""


class TestEmptyFinals:
    def test_it_still_says_how_far_the_sound_is_done_with(self) -> None:
        stream = SimulatedStream(always(NOTHING)).hear(voice((1, SPEECH), (2, SILENCE)))
        (final,) = stream.finals
        assert final.words == ()
        assert seconds(final.end_sample) > 1.0


class TestSecondPass:
    SENTENCE = said("Borgeren har søgt om hjælp til at betale sin husleje i denne måned.")
    BETTER = said("Borgeren har søgt om støtte til at betale sin husleje i denne måned.")

    def stream(self, cost: float = 0.0) -> SimulatedStream:
        """`cost` is what a second pass takes, in seconds."""
        return SimulatedStream(
            by_purpose(partial=self.SENTENCE, final=self.SENTENCE, second=self.BETTER),
            lambda decode: cost if decode.purpose is Pass.SECOND else 0.0,
            revision=SECOND_PASS,
        )

    def test_a_short_dictation_is_heard_again_in_a_long_pause(self) -> None:
        stream = self.stream().hear(voice((5, SPEECH), (3.9, SILENCE)))
        assert stream.revisions == []
        stream.hear(voice((0.2, SILENCE)))
        (final,), (revision,) = stream.finals, stream.revisions
        assert revision.start_sample == final.start_sample
        assert revision.end_sample == final.end_sample

    def test_ten_fresh_seconds_are_heard_again_in_a_pause_of_a_second_and_a_half(self) -> None:
        stream = self.stream().hear(voice((11, SPEECH), (1.47, SILENCE)))
        assert stream.passes(Pass.SECOND) == []
        stream.hear(voice((0.06, SILENCE)))
        assert len(stream.passes(Pass.SECOND)) == 1

    def test_it_comes_once_and_not_again_in_the_same_pause(self) -> None:
        stream = self.stream().hear(voice((5, SPEECH), (60, SILENCE))).finish()
        assert len(stream.passes(Pass.SECOND)) == 1

    def test_at_the_end_it_comes_without_a_pause(self) -> None:
        stream = self.stream().hear(voice((5, SPEECH))).finish()
        assert len(stream.revisions) == 1

    def test_one_that_is_given_up_when_speech_begins_is_done_again_with_what_was_said(self) -> None:
        words = TrueWords(
            [SpokenWord(f"ord{at}", at / 2, at / 2 + 0.5) for at in (*range(10), *range(20, 26))]
        )
        stream = SimulatedStream(
            lambda decode: words.between(decode.start_sample, decode.end_sample),
            lambda decode: 2.0 if decode.purpose is Pass.SECOND else 0.0,
            revision=SECOND_PASS,
            gives_up_at_once=True,
        )
        heard = words.probabilities(quiet_seconds_after=9.0)
        stream.hear(heard[: frames(12)])
        (first,) = stream.passes(Pass.SECOND)
        assert stream.abandoned == {first.job_id}
        assert stream.revisions == []
        stream.hear(heard[frames(12) :])
        _, second = stream.passes(Pass.SECOND)
        assert second.start_sample == first.start_sample
        assert second.end_sample >= stream.finals[-1].end_sample
        assert len(stream.revisions) == len(stream.finals) == 2

    def test_one_that_comes_after_speech_began_again_still_counts(self) -> None:
        stream = self.stream(cost=2.0).hear(voice((5, SPEECH), (5, SILENCE), (2, SPEECH)))
        assert len(stream.abandoned) == 1
        assert len(stream.revisions) == 1

    def test_the_quiet_around_the_words_is_heard_too_but_no_other_words(self) -> None:
        stream = self.stream().hear(voice((3.2, SILENCE), (12.8, SPEECH), (9.6, SILENCE)))
        (second,), (final,) = stream.passes(Pass.SECOND), stream.finals
        assert seconds(final.start_sample - second.start_sample) == 2.0
        assert 1.0 < seconds(second.end_sample - final.end_sample) <= 2.0

    def test_a_long_quiet_lets_go_of_the_sound_before_it(self) -> None:
        stream = self.stream().hear(voice((5, SPEECH), (300, SILENCE), (5, SPEECH), (80, SILENCE)))
        assert len(stream.revisions) == 2
        held_back = stream.streaming.heard_samples - stream.streaming.needed_from_sample
        assert seconds(held_back) < 10.0

    def test_it_is_not_told_the_text_before_nor_any_prefix(self) -> None:
        stream = self.stream().hear(voice((5, SPEECH), (5, SILENCE)))
        (second,) = stream.passes(Pass.SECOND)
        assert (second.prefix, second.previous) == ("", "")

    def test_one_that_has_lost_words_is_not_believed(self) -> None:
        stream = SimulatedStream(
            by_purpose(final=self.SENTENCE, second=said("Borgeren har søgt.")),
            revision=SECOND_PASS,
        )
        assert stream.hear(voice((5, SPEECH), (6, SILENCE))).finish().revisions == []

    def test_one_that_has_stopped_punctuating_is_not_believed(self) -> None:
        final = said("Borgeren ringede. Hun fik svar. Vi ringer igen. Hun ved det.")
        stream = SimulatedStream(
            by_purpose(final=final, second=said(final.text.replace(".", ""))),
            revision=SECOND_PASS,
        )
        assert stream.hear(voice((5, SPEECH), (6, SILENCE))).finish().revisions == []

    def test_one_that_says_something_quite_different_is_not_believed(self) -> None:
        other = "Vi har ikke modtaget din klage og kan derfor ikke behandle den nu."
        stream = SimulatedStream(
            by_purpose(final=self.SENTENCE, second=said(other)), revision=SECOND_PASS
        )
        assert stream.hear(voice((5, SPEECH), (6, SILENCE))).finish().revisions == []

    def test_where_it_is_off_nothing_is_heard_twice(self) -> None:
        stream = SimulatedStream(always(FINISHED)).hear(voice((5, SPEECH), (9, SILENCE))).finish()
        assert stream.passes(Pass.SECOND) == []

    def test_each_final_gets_the_words_that_were_said_in_it(self) -> None:
        spoken = [
            SpokenWord("En", 0.1, 0.4),
            SpokenWord("sag.", 0.5, 1.0),
            SpokenWord("To", 3.1, 3.4),
            SpokenWord("sager.", 3.5, 4.0),
        ]
        words = TrueWords(spoken)
        stream = SimulatedStream(
            lambda decode: words.between(decode.start_sample, decode.end_sample),
            revision=SECOND_PASS,
        )
        stream.hear(words.probabilities(6)).finish()
        assert [
            (revise.start_sample, " ".join(word.text for word in revise.words))
            for revise in stream.revisions
        ] == [
            (final.start_sample, text)
            for final, text in zip(stream.finals, ("En sag.", "To sager."), strict=True)
        ]


def test_actions_that_decide_come_in_the_order_of_the_stream() -> None:
    stream = SimulatedStream(always(FINISHED), lambda _: 2.5, revision=SECOND_PASS)
    for _ in range(6):
        stream.hear(voice((2, SPEECH), (0.7, SILENCE)))
    stream.finish()
    decided = [action for action in stream.log if isinstance(action, Finalise | Revise)]
    finals = [action.start_sample for action in decided if isinstance(action, Finalise)]
    assert finals == sorted(finals)
    assert len(finals) == 6


def test_the_speech_in_a_stream_is_counted_without_its_pauses() -> None:
    stream = SimulatedStream(always(FINISHED)).hear(voice((3.2, SPEECH), (6.4, SILENCE)))
    assert stream.streaming.speech_seconds == 3.2
    assert seconds(stream.streaming.heard_samples) == 9.6

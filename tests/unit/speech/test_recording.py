"""A recording on its way through scripted voice, a scripted model, and the guards."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ordret.events import Word
from ordret.samples import SAMPLE_RATE_HZ, Samples
from ordret.speech.actions import Pass
from ordret.speech.decoding import DecodeJob
from ordret.speech.recogniser import Hypothesis
from ordret.speech.recording import Passage, Recording
from ordret.speech.voice import FRAME_SAMPLES
from scripted_speech import (
    SILENCE,
    SPEECH,
    ScriptedDetector,
    SpokenWord,
    TrueWords,
    place,
    ramp,
    voice,
    word,
)

NOTHING = Hypothesis((), 0.0, 0.9, 1.0)


@dataclass
class Model:
    """Answers by where a job's samples lie in the recording, and remembers the jobs."""

    answer: Callable[[int, int], Hypothesis]
    jobs: list[DecodeJob] = field(default_factory=list)

    def __call__(self, job: DecodeJob) -> Hypothesis:
        self.jobs.append(job)
        start = place(job.samples)
        return self.answer(start, start + job.samples.size)

    @property
    def stretches(self) -> list[tuple[float, float]]:
        """The seconds that were listened to."""
        starts = [place(job.samples) for job in self.jobs]
        return [
            (
                round(start / SAMPLE_RATE_HZ, 1),
                round((start + job.samples.size) / SAMPLE_RATE_HZ, 1),
            )
            for start, job in zip(starts, self.jobs, strict=True)
        ]


def listen(
    probabilities: Sequence[float], model: Model, *, chunk_samples: int = 1_600
) -> list[Passage]:
    audio = ramp(len(probabilities) * FRAME_SAMPLES)
    chunks = [audio[at : at + chunk_samples] for at in range(0, audio.size, chunk_samples)]
    return listen_to(chunks, probabilities, model)


def listen_to(
    chunks: Iterable[Samples], probabilities: Sequence[float], model: Model
) -> list[Passage]:
    return list(Recording(ScriptedDetector(probabilities), model).passages(chunks))


def steadily(start_sample: int, end_sample: int) -> Hypothesis:
    """A word every half second."""
    count = (end_sample - start_sample) * 2 // SAMPLE_RATE_HZ
    words = tuple(word(f"ord{at}", at / 2, (at + 1) / 2) for at in range(count))
    return Hypothesis(words, -0.2, 0.05, 1.2)


def text(passages: Iterable[Passage]) -> str:
    return " ".join(passage.text for passage in passages)


class TestSilence:
    def test_it_costs_no_decode_and_gives_no_text(self) -> None:
        model = Model(steadily)

        assert listen(voice((300, SILENCE)), model) == []
        assert model.jobs == []

    def test_only_speech_is_decoded(self) -> None:
        model = Model(steadily)

        passages = listen(voice((60, SILENCE), (4, SPEECH), (60, SILENCE)), model)

        assert model.stretches == [(59.7, 64.3)]
        assert [round(passage.start_seconds, 1) for passage in passages] == [59.7]

    def test_speech_in_which_nothing_is_recognised_gives_nothing(self) -> None:
        model = Model(lambda _start, _end: NOTHING)

        assert listen(voice((5, SPEECH)), model) == []

    def test_a_recording_without_a_sample_gives_nothing(self) -> None:
        assert listen([], Model(steadily)) == []


class TestTimes:
    def test_words_count_from_the_beginning_of_the_recording(self) -> None:
        (passage,) = listen(voice((10, SILENCE), (2, SPEECH), (1, SILENCE)), Model(steadily))

        start = passage.start_seconds
        assert start == pytest.approx(9.7, abs=0.05)
        assert [heard.start_seconds for heard in passage.words[:2]] == [start, start + 0.5]

    def test_a_word_that_the_model_puts_beyond_its_audio_ends_with_the_passage(self) -> None:
        model = Model(
            lambda _start, _end: Hypothesis((word("sagen", 1.0, 30.0),) * 2, -0.2, 0.05, 1.0)
        )

        (passage,) = listen(voice((2, SPEECH)), model)

        assert {heard.end_seconds for heard in passage.words} == {passage.end_seconds}


class TestContext:
    def test_the_text_before_goes_along_unless_a_long_silence_lies_between(self) -> None:
        said = iter(["Hun ringede.", "Hun skrev.", "Hun kom."])

        def answer(_start: int, _end: int) -> Hypothesis:
            heard = tuple(word(each, at, at + 1) for at, each in enumerate(next(said).split()))
            return Hypothesis(heard, -0.2, 0.05, 1.0)

        model = Model(answer)

        listen(voice((2, SPEECH), (9, SILENCE), (2, SPEECH), (12, SILENCE), (2, SPEECH)), model)

        assert [job.previous for job in model.jobs] == ["", "Hun ringede.", ""]

    def test_windows_are_decoded_as_a_finished_recording(self) -> None:
        model = Model(steadily)

        listen(voice((2, SPEECH), (9, SILENCE), (2, SPEECH)), model)

        assert [(job.purpose, job.prefix) for job in model.jobs] == [(Pass.SECOND, "")] * 2
        assert [round(job.speech_seconds, 1) for job in model.jobs] == [2.0, 2.0]


class TestGuards:
    SPEECH_WITH_A_PAUSE = voice((9, SPEECH), (0.5, SILENCE), (9, SPEECH))

    def hears(self, whole: Hypothesis) -> tuple[Model, str]:
        """What is believed of the speech, where a model first answers with `whole`."""

        def answer(start: int, end: int) -> Hypothesis:
            return whole if end - start > 15 * SAMPLE_RATE_HZ else steadily(start, end)

        model = Model(answer)
        return model, text(listen(self.SPEECH_WITH_A_PAUSE, model))

    def expect_halves(self, whole: Hypothesis) -> None:
        model, heard = self.hears(whole)
        assert model.stretches == [(0.0, 18.5), (0.0, 9.2), (9.2, 18.5)]
        assert heard == text(
            [Passage(0, 0, steadily(0, 148_000).words), Passage(0, 0, steadily(0, 148_000).words)]
        )

    def test_an_answer_that_covers_the_speech_is_believed(self) -> None:
        model, _ = self.hears(steadily(0, 18 * SAMPLE_RATE_HZ))

        assert len(model.jobs) == 1

    def test_far_fewer_words_than_speech_are_heard_again_in_two_halves(self) -> None:
        self.expect_halves(Hypothesis((word("ja", 0, 1), word("nej", 17, 18)), -0.2, 0.05, 1.0))

    def test_speech_that_was_skipped_is_heard_again(self) -> None:
        words = steadily(0, 18 * SAMPLE_RATE_HZ).words
        self.expect_halves(Hypothesis(words[:10] + words[20:], -0.2, 0.05, 1.0))

    def test_a_text_that_repeats_itself_is_heard_again(self) -> None:
        words = steadily(0, 18 * SAMPLE_RATE_HZ).words
        self.expect_halves(Hypothesis(words, -0.2, 0.05, 2.5))

    def test_a_loop_in_the_middle_is_heard_again(self) -> None:
        words = list(steadily(0, 18 * SAMPLE_RATE_HZ).words)
        words[10:20] = [
            word("på" if at % 2 else "få", heard.start_seconds, heard.end_seconds)
            for at, heard in enumerate(words[10:20])
        ]
        self.expect_halves(Hypothesis(tuple(words), -0.2, 0.05, 1.5))

    def test_a_half_that_is_doubtful_too_is_halved_once_more_and_then_taken_as_it_is(self) -> None:
        loop = tuple(word("tak", at / 8, (at + 1) / 8) for at in range(40))
        model = Model(lambda _start, _end: Hypothesis(loop, -0.2, 0.05, 9.0))

        passages = listen(self.SPEECH_WITH_A_PAUSE, model)

        assert [end - start for start, end in model.stretches] == pytest.approx(
            [18.5, 9.3, 4.6, 4.7, 9.2, 4.6, 4.6], abs=1.5
        )
        assert text(passages) == "tak tak tak tak"

    def test_a_short_window_is_taken_as_it_is(self) -> None:
        model = Model(lambda _start, _end: NOTHING)

        listen(voice((6, SPEECH)), model)

        assert len(model.jobs) == 1


class TestLongSpeech:
    def test_progress_is_told_up_to_where_everything_is_done(self) -> None:
        told: list[float] = []
        probabilities = voice((10, SILENCE), (4, SPEECH), (20, SILENCE))
        audio = ramp(len(probabilities) * FRAME_SAMPLES)
        recording = Recording(ScriptedDetector(probabilities), Model(steadily), told.append)

        list(recording.passages(np.array_split(audio, 340)))

        assert told == sorted(told)
        assert max(seconds for seconds in told if seconds < 10) == pytest.approx(9.7, abs=0.1)
        assert told[-1] == pytest.approx(34 - 0.3, abs=0.1)

    def test_no_more_sound_is_kept_than_a_window_needs(self) -> None:
        kept: list[int] = []
        probabilities = voice(*((20, SPEECH), (0.6, SILENCE)) * 12)
        recording = Recording(ScriptedDetector(probabilities), Model(steadily))

        def chunks() -> Iterable[Samples]:
            audio = ramp(len(probabilities) * FRAME_SAMPLES)
            for at in range(0, audio.size, 1_600):
                yield audio[at : at + 1_600]
                kept.append(recording._buffer._store.nbytes)

        list(recording.passages(chunks()))

        assert max(kept) <= 4 * 120 * SAMPLE_RATE_HZ

    @given(st.data())
    @settings(max_examples=25, deadline=None)
    def test_any_chunking_of_the_same_audio_gives_the_same_windows(
        self, data: st.DataObject
    ) -> None:
        stretches = data.draw(
            st.lists(
                st.tuples(st.floats(0.1, 40.0), st.sampled_from([SILENCE, SPEECH])), max_size=6
            )
        )
        probabilities = voice(*stretches)
        audio = ramp(len(probabilities) * FRAME_SAMPLES)
        cuts = sorted(data.draw(st.lists(st.integers(0, audio.size), max_size=8)))
        by_tenths, at_random = Model(steadily), Model(steadily)

        expected = listen(probabilities, by_tenths)
        passages = listen_to(np.split(audio, cuts), probabilities, at_random)

        assert at_random.stretches == by_tenths.stretches
        assert passages == expected

    @given(st.data())
    @settings(max_examples=40, deadline=None)
    def test_every_word_is_heard_once_and_in_order(self, data: st.DataObject) -> None:
        spoken = []
        at_seconds = data.draw(st.floats(0.0, 3.0))
        pauses = data.draw(st.sampled_from([(0.0, 0.0), (0.0, 0.1), (0.0, 1.0), (0.0, 12.0)]))
        for number in range(data.draw(st.integers(1, 120))):
            length = data.draw(st.floats(0.3, 0.9))
            spoken.append(SpokenWord(f"ord{number}", at_seconds, at_seconds + length))
            at_seconds += length + data.draw(st.floats(*pauses))
        words = TrueWords(spoken, jitter_seconds=data.draw(st.sampled_from([0.0, 0.03])))

        passages = listen(words.probabilities(1.0), Model(words.between))

        assert text(passages) == " ".join(each.text for each in spoken)
        heard: list[Word] = [each for passage in passages for each in passage.words]
        for said, found in zip(spoken, heard, strict=True):
            assert found.start_seconds == pytest.approx(said.start_seconds, abs=0.1)

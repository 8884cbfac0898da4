"""A recording played to the policy in simulated time, with a model whose decodes are scripted."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fakes import FakeClock
from ordret.samples import SAMPLE_RATE_HZ
from ordret.speech.actions import Finalise, Pass, Revise, Show
from ordret.speech.decoding import DecodeJob
from ordret.speech.endpointer import EndpointRules
from ordret.speech.recogniser import Hypothesis
from ordret.speech.replay import Happening, Replay
from ordret.speech.revision import RevisionRules
from ordret.speech.streaming import LiveRules, Streaming
from ordret.speech.voice import FRAME_SAMPLES
from scripted_speech import SILENCE, SPEECH, ScriptedDetector, place, ramp, said, voice

SENTENCE = voice((1, SILENCE), (2, SPEECH), (4, SILENCE))


class Player:
    """Plays `probabilities` with a model that takes `cost_seconds` for each job."""

    def __init__(self, cost_seconds: float) -> None:
        self.jobs: list[DecodeJob] = []
        self._clock = FakeClock()
        self._cost_seconds = cost_seconds

    def play(
        self,
        probabilities: Sequence[float],
        chunk_sizes: Sequence[int] = (),
        *,
        revise: bool = True,
    ) -> list[Happening]:
        audio = ramp(len(probabilities) * FRAME_SAMPLES)
        chunks = np.split(audio, np.cumsum(chunk_sizes, dtype=int))
        policy = Streaming(EndpointRules(), LiveRules(), RevisionRules(enabled=revise))
        replay = Replay(ScriptedDetector(probabilities), policy, self._decode, self._clock.now)
        return list(replay.happenings(chunks))

    def of(self, purpose: Pass) -> list[DecodeJob]:
        return [job for job in self.jobs if job.purpose is purpose]

    def _decode(self, job: DecodeJob) -> Hypothesis:
        self.jobs.append(job)
        place(job.samples)
        self._clock.move(self._cost_seconds)
        again = " Hun ville høre om sagen." if job.purpose is Pass.SECOND else ""
        return said("Hun ringede i dag." + again, pace=0.5)


def finals(happenings: list[Happening]) -> list[tuple[float, Finalise]]:
    return [
        (each.at_seconds, each.action) for each in happenings if isinstance(each.action, Finalise)
    ]


def test_an_utterance_is_final_when_its_silence_is_over() -> None:
    ((at_seconds, final),) = finals(Player(0.1).play(SENTENCE))

    assert final.speech_end_sample / SAMPLE_RATE_HZ == pytest.approx(3, abs=0.04)
    assert at_seconds == pytest.approx(3.5, abs=0.04)


def test_a_slow_decode_makes_the_final_late() -> None:
    ((at_seconds, _),) = finals(Player(0.9).play(SENTENCE))

    begun_seconds = 3 + EndpointRules().speculate_seconds
    assert at_seconds >= begun_seconds + 0.9


def test_text_is_shown_while_it_is_spoken() -> None:
    happenings = Player(0.1).play(SENTENCE)

    first = next(each for each in happenings if isinstance(each.action, Show))
    assert 1 < first.at_seconds < 3


def test_jobs_are_taken_one_after_another() -> None:
    player = Player(3.0)

    ((at_seconds, _),) = finals(player.play(voice((2, SPEECH), (8, SILENCE))))

    assert [job.purpose for job in player.jobs][:2] == [Pass.PARTIAL, Pass.FINAL]
    assert at_seconds == pytest.approx(0.3 + 3 + 3, abs=0.1)


def test_an_abandoned_second_pass_is_done_again_later() -> None:
    player = Player(2.0)

    happenings = player.play(voice((12, SPEECH), (4, SILENCE), (2, SPEECH), (6, SILENCE)))

    seconds = player.of(Pass.SECOND)
    assert len(seconds) == 2
    assert any(isinstance(each.action, Revise) for each in happenings)


def test_what_is_open_at_the_end_is_finished() -> None:
    happenings = Player(0.1).play(voice((1, SILENCE), (2, SPEECH)))

    ((at_seconds, final),) = finals(happenings)
    assert final.words
    assert at_seconds == pytest.approx(3.1, abs=0.05)


def test_silence_costs_nothing() -> None:
    player = Player(1.0)

    assert player.play(voice((30, SILENCE))) == []
    assert player.jobs == []


@given(
    st.lists(st.tuples(st.floats(0.1, 6), st.sampled_from([SILENCE, SPEECH])), max_size=5),
    st.lists(st.integers(1, 30_000), max_size=5),
    st.floats(0, 2),
)
@settings(max_examples=40, deadline=None)
def test_any_chunking_of_the_same_audio_is_the_same_replay(
    stretches: list[tuple[float, float]], chunk_sizes: list[int], cost_seconds: float
) -> None:
    probabilities = voice(*stretches)

    whole = Player(cost_seconds).play(probabilities)
    in_chunks = Player(cost_seconds).play(probabilities, chunk_sizes)

    assert in_chunks == whole
    assert [each.at_seconds for each in whole] == sorted(each.at_seconds for each in whole)

"""Whatever is said, and however slow the machine is: every word once, in order."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ordret.events import Word
from ordret.samples import SAMPLE_RATE_HZ
from ordret.speech.actions import Decode, Finalise, Pass, Show
from ordret.speech.recogniser import Hypothesis
from ordret.speech.revision import RevisionRules
from scripted_speech import SpokenWord, TrueWords
from simulated_stream import SimulatedStream

GAPS_SECONDS = st.one_of(
    st.just(0.0),
    st.floats(0.0, 0.2),
    st.floats(0.2, 0.6),
    st.floats(0.6, 5.0),
)


@st.composite
def speech(draw: st.DrawFn, most_words: int = 60) -> TrueWords:
    """Words that are each different, of any length, with any pauses between."""
    spoken = []
    at_seconds = draw(st.floats(0.0, 2.0))
    count = draw(st.integers(1, most_words))
    fluent = draw(st.booleans())
    for number in range(count):
        length = draw(st.floats(0.2, 0.9))
        sentence_end = draw(st.sampled_from(["", "", "", "", ",", "."]))
        spoken.append(SpokenWord(f"ord{number}{sentence_end}", at_seconds, at_seconds + length))
        gap = draw(st.floats(0.0, 0.1) if fluent and number % 40 else GAPS_SECONDS)
        at_seconds += length + gap
    jitter = draw(st.sampled_from([0.0, 0.03]))
    return TrueWords(spoken, jitter_seconds=jitter, seed=draw(st.integers(0, 1000)))


def simulated(
    words: TrueWords, cost: float, real_time_factor: float, *, revise: bool
) -> SimulatedStream:
    return SimulatedStream(
        hear_words=lambda decode: words.between(decode.start_sample, decode.end_sample),
        cost_seconds=lambda decode: (
            cost + real_time_factor * (decode.end_sample - decode.start_sample) / SAMPLE_RATE_HZ
        ),
        revision=RevisionRules(enabled=revise),
        gives_up_at_once=words.seed % 2 == 0,
    )


def listen(
    words: TrueWords, quiet_seconds_after: float, cost: float, real_time_factor: float, revise: bool
) -> SimulatedStream:
    stream = simulated(words, cost, real_time_factor, revise=revise)
    return stream.hear(words.probabilities(quiet_seconds_after)).finish()


def said(words: TrueWords) -> str:
    return " ".join(word.text for word in words.spoken)


@given(speech(), st.floats(0.0, 3.0), st.booleans())
@settings(max_examples=150, deadline=None)
def test_every_word_is_decided_exactly_once_and_in_order(
    words: TrueWords, quiet: float, revise: bool
) -> None:
    assert listen(words, quiet, 0.0, 0.0, revise).text == said(words)


@given(speech(), st.floats(0.0, 3.0), st.floats(0.0, 2.0), st.floats(0.0, 1.2), st.booleans())
@settings(max_examples=150, deadline=None)
def test_a_slow_recogniser_loses_no_word_and_keeps_the_order(
    words: TrueWords, quiet: float, cost: float, real_time_factor: float, revise: bool
) -> None:
    assert listen(words, quiet, cost, real_time_factor, revise).text == said(words)


@given(speech(), st.floats(0.0, 1.0), st.floats(0.0, 0.5))
@settings(max_examples=100, deadline=None)
def test_what_was_committed_only_grows_and_begins_the_final(
    words: TrueWords, cost: float, real_time_factor: float
) -> None:
    committed = ""
    for action in listen(words, 1.0, cost, real_time_factor, revise=False).log:
        if isinstance(action, Show):
            assert begins(action.committed, committed)
            committed = action.committed
        elif isinstance(action, Finalise):
            assert begins(" ".join(word.text for word in action.words), committed)
            committed = ""


def begins(text: str, beginning: str) -> bool:
    """Whether the words of `beginning` are the first words of `text`."""
    words = beginning.split()
    return text.split()[: len(words)] == words


@given(speech(most_words=100), st.floats(0.0, 1.0))
@settings(max_examples=60, deadline=None)
def test_finals_lie_one_after_another_in_the_stream(words: TrueWords, cost: float) -> None:
    finals = listen(words, 1.0, cost, 0.0, revise=False).finals
    assert all(final.start_sample < final.end_sample for final in finals)
    assert all(earlier.end_sample <= later.start_sample for earlier, later in pairwise(finals))


@given(speech(), st.floats(0.0, 1.0), st.floats(0.0, 0.5))
@settings(max_examples=60, deadline=None)
def test_a_second_pass_says_the_same_words_in_the_places_of_finals(
    words: TrueWords, cost: float, real_time_factor: float
) -> None:
    stream = listen(words, 2.0, cost, real_time_factor, revise=True)
    assert revised_text(stream) == said(words)


def revised_text(stream: SimulatedStream) -> str:
    """The finals with each revision in the place of its own."""
    texts = {(final.start_sample, final.end_sample): final.words for final in stream.finals}
    for revise in stream.revisions:
        assert (revise.start_sample, revise.end_sample) in texts
        texts[revise.start_sample, revise.end_sample] = revise.words
    return " ".join(word.text for words in texts.values() for word in words)


@given(speech(), st.floats(-0.7, 0.7), st.integers(0, 1000))
@settings(max_examples=60, deadline=None)
def test_a_second_pass_with_wrong_times_moves_no_word_to_another_utterance(
    words: TrueWords, wrong_by_seconds: float, seed: int
) -> None:
    chance = np.random.default_rng(seed)

    def hear(decode: Decode) -> Hypothesis:
        heard = words.between(decode.start_sample, decode.end_sample)
        if decode.purpose is not Pass.SECOND:
            return heard
        return replace(
            heard,
            words=tuple(
                Word(
                    word.text,
                    max(0.0, word.start_seconds + wrong_by_seconds),
                    max(0.0, word.end_seconds + wrong_by_seconds),
                    chance.uniform(0.85, 0.95),
                )
                for word in heard.words
            ),
        )

    stream = SimulatedStream(hear, revision=RevisionRules())
    stream.hear(words.probabilities(2.0)).finish()
    assert revised_text(stream) == said(words)


@given(speech(most_words=100), st.floats(0.0, 1.0))
@settings(max_examples=40, deadline=None)
def test_a_second_pass_is_no_longer_than_its_rules_say(words: TrueWords, cost: float) -> None:
    stream = simulated(words, cost, 0.0, revise=True).hear(words.probabilities(5.0))
    in_pauses = len(stream.passes(Pass.SECOND))
    lengths = [
        (decode.end_sample - decode.start_sample) / SAMPLE_RATE_HZ
        for decode in stream.finish().passes(Pass.SECOND)
    ]
    margins = 2 * stream.revision.margin_seconds
    assert all(length <= 28.0 + margins for length in lengths[:in_pauses])
    assert all(length <= 60.0 + margins for length in lengths[in_pauses:])

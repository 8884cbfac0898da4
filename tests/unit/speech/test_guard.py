from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordret.speech.guard import collapsed, is_doubtful, is_silence, without_repetition
from ordret.speech.recogniser import Hypothesis
from scripted_speech import said


def guarded(text: str) -> str:
    return " ".join(word.text for word in without_repetition(said(text).words))


@pytest.mark.parametrize(
    ("looped", "cut"),
    [
        ("Borgeren ringede ringede ringede ringede", "Borgeren ringede"),
        ("Vi ses på mandag, på mandag, på mandag.", "Vi ses på mandag,"),
        ("Og så og så og så og så og så", "Og så"),
        (
            "Det er godt. Tak for hjælpen. Tak for hjælpen. Tak for hjælpen.",
            "Det er godt. Tak for hjælpen.",
        ),
        ("Ja. ja! JA, »ja«", "Ja."),
        ("Nummeret er 2 2 2 2 2 2 2 2 2", "Nummeret er 2"),
    ],
)
def test_a_group_that_is_said_over_and_over_is_cut(looped: str, cut: str) -> None:
    assert guarded(looped) == cut
    assert is_doubtful(said(looped), 2.0)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nej nej",
        "Nej nej, det er ikke rigtigt.",
        "Nej nej nej det er ikke rigtigt.",
        "Hun sagde nej nej",
        "Nummeret er 2 2 2 2",
        "Nummeret er 20 20 20 20",
        "Det staves o o o",
        "Sagen er en sag om en sag.",
        "Borgeren ringede i dag. Hun ringede også i går.",
        "Det er meget, meget vigtigt.",
        "Vi har talt om det. Vi har også talt om dem.",
    ],
)
def test_speech_that_repeats_a_little_is_left_alone(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize("again", ["Borgeren har søgt om støtte.", "Borgeren har søgt om"])
def test_the_beginning_said_over_again_is_doubtful_but_stands(again: str) -> None:
    text = f"Borgeren har søgt om støtte. {again}"
    assert is_doubtful(said(text), 2.0)
    assert guarded(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Borgeren har søgt om støtte og borgeren har søgt om støtte",
        "Det er godt og fint. Det er godt",
    ],
)
def test_going_on_with_the_same_words_is_not_doubtful(text: str) -> None:
    assert not is_doubtful(said(text), 2.0)


def test_words_that_the_model_does_not_mean_in_what_it_takes_for_silence_are_none() -> None:
    invented = replace(said("Det er det, jeg har været med."), no_speech_probability=0.8)
    assert is_silence(replace(invented, average_log_probability=-1.6))
    assert not is_silence(replace(invented, average_log_probability=-0.9))
    spoken = replace(invented, no_speech_probability=0.5, average_log_probability=-1.6)
    assert not is_silence(spoken)


def test_text_that_compresses_too_well_is_doubtful() -> None:
    sentence = said("Borgeren ringede i dag.")
    assert not is_doubtful(replace(sentence, compression_ratio=2.4), 2.0)
    assert is_doubtful(replace(sentence, compression_ratio=2.5), 2.0)


def test_speech_with_far_too_few_words_is_doubtful() -> None:
    assert is_doubtful(said("Borgeren ringede", pace=4.0), 8.0)
    assert not is_doubtful(said("Borgeren ringede til os i dag.", pace=1.3), 8.0)
    assert is_doubtful(Hypothesis((), 0.0, 0.9, 0.0), 3.0)


def test_speech_whose_end_has_no_words_is_doubtful() -> None:
    text = "Borgeren ringede i dag for at høre om sin sag."
    assert is_doubtful(said(text, pace=0.2), 8.0)
    assert not is_doubtful(said(text, pace=0.6), 8.0)


def test_a_short_sound_needs_no_words() -> None:
    assert not is_doubtful(Hypothesis((), 0.0, 0.9, 0.0), 1.9)


def test_collapsing_changes_the_words_alone() -> None:
    looped = said("ja ja ja ja")
    assert collapsed(looped) == replace(looped, words=looped.words[:1])


@given(st.lists(st.sampled_from(["ja", "nej", "sag.", "2", "og"]), max_size=30).map(" ".join))
def test_what_is_left_is_the_beginning_of_what_was_there(text: str) -> None:
    assert text.startswith(guarded(text))


@given(
    st.lists(st.sampled_from(["en", "sag", "ringer", "borgeren"]), min_size=1, unique=True),
    st.integers(3, 12),
)
def test_no_loop_is_left_at_the_end(group: list[str], times: int) -> None:
    left = guarded(" ".join(group * times)).split()
    assert len(left) <= len(group)

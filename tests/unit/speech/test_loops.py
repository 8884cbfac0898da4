"""Loops in the middle of a text that is longer than an utterance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordret.speech.guard import without_loops
from scripted_speech import said


def unlooped(text: str) -> str:
    return " ".join(word.text for word in without_loops(said(text).words))


@pytest.mark.parametrize(
    ("looped", "cut"),
    [
        ("Hun kom kom kom kom kom kom i går.", "Hun kom i går."),
        (
            "Han fik en af på, en af på, en af på, en af på. Så ringede han.",
            "Han fik en af på, Så ringede han.",
        ),
        ("Nummeret er 2 2 2 2 2 2 2 2 2 tak", "Nummeret er 2 tak"),
        ("ja ja ja ja ja ja", "ja"),
    ],
)
def test_a_group_that_is_said_over_and_over_is_left_once(looped: str, cut: str) -> None:
    assert unlooped(looped) == cut


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nej nej nej, det er ikke rigtigt.",
        "Nummeret er 2 2 2 2 og så 4",
        "Det er meget, meget vigtigt.",
        "Hun ringede i dag. Hun ringede i går. Vi ringede.",
    ],
)
def test_speech_that_repeats_a_little_is_left_alone(text: str) -> None:
    assert unlooped(text) == text


@given(st.lists(st.sampled_from(["ja", "nej", "sagen", "2"]), max_size=30))
def test_what_is_left_stood_there_in_that_order(words: list[str]) -> None:
    left = iter(words)

    assert all(word in left for word in unlooped(" ".join(words)).split())

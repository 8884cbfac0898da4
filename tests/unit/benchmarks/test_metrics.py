import pytest
from measuring.metrics import (
    Latencies,
    SpokenWord,
    boundary_words,
    end_to_final,
    lost_at_boundaries,
    spoken_to_shown,
    word_error_rate,
)
from measuring.timeline import Shown


def spoken(*utterances):
    """One word a second from 0 on, each spoken during the first half of its second."""
    numbered = [(number, word) for number, text in enumerate(utterances) for word in text.split()]
    return [
        SpokenWord(word, number, float(index), index + 0.5)
        for index, (number, word) in enumerate(numbered)
    ]


def test_a_word_is_shown_when_it_first_stands_in_its_place():
    words = spoken("hvad synes du")
    shown = [Shown(1.0, "Hvad"), Shown(3.0, "Hvad synes du"), Shown(4.0, "Hvad synes du?")]

    assert spoken_to_shown(words, shown, ["hvad", "synes", "du"]) == [0.5, 1.5, 0.5]


def test_a_wrong_word_counts_from_when_it_stands_as_it_will_stay():
    words = spoken("gaden er lukket")
    shown = [Shown(2.0, "katten"), Shown(3.0, "gardene er"), Shown(4.0, "gardene er lukket")]

    assert spoken_to_shown(words, shown, ["gardene", "er", "lukket"]) == [2.5, 1.5, 1.5]


def test_the_right_word_counts_even_where_it_is_lost_again():
    words = spoken("gaden er")

    assert spoken_to_shown(words, [Shown(1.0, "gaden"), Shown(3.0, "")], []) == [0.5]


def test_a_word_that_is_guessed_before_it_is_spoken_is_not_yet_shown():
    words = spoken("en to tre")
    shown = [Shown(0.6, "en to tre"), Shown(2.6, "en to tre.")]

    assert spoken_to_shown(words, [*shown, Shown(3.0, "en to tre og")], ["en", "to", "tre"]) == (
        pytest.approx([0.1, 1.5, 0.5])
    )


def test_a_word_shown_while_it_is_spoken_counts_as_zero():
    assert spoken_to_shown(spoken("hvad"), [Shown(0.3, "hvad")], ["hvad"]) == [0.0]


def test_an_utterance_is_final_when_its_last_right_word_is():
    words = spoken("en to tre", "fire fem")
    finals = [Shown(3.1, "En, to"), Shown(4.0, "tre."), Shown(7.0, "Fire, fem.")]

    assert end_to_final(words, [2.5, 4.5], finals) == [1.5, 2.5]


def test_the_following_utterances_wrong_words_do_not_finish_the_one_before():
    words = spoken("en to tre", "fire fem")
    finals = [Shown(3.0, "En to"), Shown(7.0, "og fire fem")]

    assert end_to_final(words, [2.5, 4.5], finals) == [0.5, 2.5]


def test_an_utterance_without_a_right_word_is_final_with_its_last_wrong_one():
    assert end_to_final(spoken("en to"), [1.5], [Shown(3.0, "a"), Shown(4.0, "b")]) == [2.5]


def test_an_utterance_that_is_missing_whole_has_no_time():
    assert end_to_final(spoken("en to", "tre fire"), [1.5, 3.5], [Shown(2.0, "en to")]) == [0.5]


def test_boundary_words_are_the_first_and_last_two_of_each_utterance():
    assert boundary_words(spoken("a b c d e", "f g h", "i")) == {0, 1, 3, 4, 5, 6, 7, 8}


def test_a_boundary_word_is_lost_where_nothing_stands_for_it():
    words = spoken("mange selskaber blev snydt for penge", "en handling")

    lost = lost_at_boundaries(words, ["selvskaber", "blev", "snydt", "for", "penge", "en"])

    assert [words[index].text for index in sorted(lost)] == ["mange", "handling"]


def test_a_word_lost_in_the_middle_is_no_boundary_word():
    assert not lost_at_boundaries(spoken("a b c d e"), ["a", "b", "d", "e"])


def test_word_error_rate_counts_every_kind_of_error():
    assert word_error_rate(["en", "to", "tre", "fire"], ["et", "to", "og", "tre"]) == 0.75


def test_nothing_recognised_is_all_wrong():
    assert word_error_rate(["en", "to"], []) == 1.0


def test_latencies_are_summed_up():
    assert Latencies.of([1.0, 2.0, 6.0]) == Latencies(3.0, 2.0, pytest.approx(5.6), 3)
    assert Latencies.of([]) is None

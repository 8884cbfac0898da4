"""What counts as an error, and how errors are added up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordret.speech.scoring import Score, comparable_words, compare


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hvad synes du, om »banken«?", "hvad synes du om banken"),
        ("Tester 1, 2 og 13", "tester en to og tretten"),
        ("20 30 47 99", "tyve tredive syvogfyrre nioghalvfems"),
        ("I 2026 kom 100 breve", "i 2026 kom 100 breve"),
        ("e-mail, EU's regler", "e mail eu s regler"),
        ("A\u030ase", "åse"),
        ("–", ""),
        ("", ""),
    ],
)
def test_writing_is_taken_out(text: str, words: str) -> None:
    assert comparable_words(text) == tuple(words.split())


def test_digits_and_words_agree() -> None:
    assert compare("Ring til 3 borgere.", "ring til tre borgere") == Score(0, 4, 0, 20)


def test_an_edit_is_a_wrong_a_missing_or_an_added_word() -> None:
    score = compare("hun bor i odense nu", "han bor odense nu her")

    assert (score.word_edits, score.words) == (3, 5)
    assert score.word_error_rate == pytest.approx(0.6)


def test_characters_count_the_spaces_between_words() -> None:
    score = compare("over for kirken", "overfor kirken")

    assert (score.word_edits, score.character_edits, score.characters) == (2, 1, 15)


def test_a_total_is_all_edits_by_all_words() -> None:
    total = compare("ja", "nej") + compare("det er helt i orden", "det er helt i orden")

    assert total.word_error_rate == pytest.approx(1 / 6)


def test_where_nothing_was_said_every_word_is_an_edit_and_there_is_no_rate() -> None:
    score = compare("", "tak for det")

    assert (score.word_edits, score.word_error_rate, score.character_error_rate) == (3, None, None)


@given(st.text(max_size=40))
def test_a_text_is_comparable_once_and_for_all(text: str) -> None:
    words = comparable_words(text)

    assert comparable_words(" ".join(words)) == words
    assert compare(text, " ".join(words)).word_edits == 0

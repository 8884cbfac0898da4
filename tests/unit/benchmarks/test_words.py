from hypothesis import given
from hypothesis import strategies as st
from measuring.words import Match, align

words = st.lists(st.sampled_from(["en", "to", "tre", "fire"]), max_size=6)


def test_a_wrong_word_stands_for_the_right_one():
    assert align(["gaden", "er", "lukket"], ["gardene", "lukket"]) == (
        Match(0, equal=False),
        None,
        Match(1, equal=True),
    )


def test_a_wrong_word_at_the_end_goes_to_the_earliest_word_it_can_stand_for():
    assert align(["en", "to", "tre"], ["en", "x"]) == (
        Match(0, equal=True),
        Match(1, equal=False),
        None,
    )


def test_a_word_too_many_stands_for_nothing():
    assert align(["en", "to"], ["en", "og", "to"]) == (
        Match(0, equal=True),
        Match(2, equal=True),
    )


@given(words)
def test_a_text_aligns_with_itself_word_by_word(text):
    assert align(text, text) == tuple(Match(index, equal=True) for index in range(len(text)))


@given(words, words)
def test_no_word_stands_for_two_and_the_order_is_kept(reference, hypothesis):
    used = [match.index for match in align(reference, hypothesis) if match]
    assert used == sorted(set(used))

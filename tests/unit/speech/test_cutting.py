from hypothesis import given
from hypothesis import strategies as st

from ordret.events import Word
from ordret.speech.cutting import cut_between
from scripted_speech import word


def spoken(*places: tuple[float, float], text: str = "ord") -> tuple[Word, ...]:
    return tuple(word(text, start, end) for start, end in places)


def test_the_cut_is_in_the_middle_of_the_widest_gap() -> None:
    words = spoken((11.0, 12.0), (12.1, 14.0), (14.5, 16.0), (16.1, 18.9))
    assert cut_between(words, 0, 0.0, 19.0) == (2, 14.25)


def test_a_sentence_or_a_comma_is_a_better_place_than_a_little_more_quiet() -> None:
    words = (
        *spoken((11.0, 12.0), (12.1, 14.0)),
        *spoken((14.2, 16.0), text="ord,"),
        *spoken((16.1, 18.9)),
    )
    assert cut_between(words, 0, 0.0, 19.0)[0] == 3


def test_no_cut_is_made_long_before_the_end_nor_in_its_last_second() -> None:
    words = spoken((0.0, 4.0), (9.0, 14.0), (14.1, 18.2), (18.6, 18.9))
    assert cut_between(words, 0, 0.0, 19.0)[0] == 2


def test_words_that_are_all_early_are_all_kept() -> None:
    assert cut_between(spoken((0.1, 0.5), (0.6, 1.0)), 0, 0.0, 19.0) == (2, 14.5)


def test_words_that_are_all_late_are_all_heard_again() -> None:
    assert cut_between(spoken((18.1, 18.5), (18.6, 19.0)), 0, 0.0, 19.0) == (0, 14.5)


def test_without_words_the_last_seconds_are_heard_again() -> None:
    assert cut_between((), 0, 100.0, 119.0) == (0, 114.5)


def test_a_word_without_an_end_is_kept_whole() -> None:
    assert cut_between(spoken((5.0, 19.0)), 0, 0.0, 19.0) == (1, 19.0)


def test_committed_words_stand_before_the_cut() -> None:
    words = spoken((11.0, 12.0), (13.0, 14.0), (14.1, 16.0), (16.1, 18.9))
    assert cut_between(words, 0, 0.0, 19.0) == (1, 12.5)
    assert cut_between(words, 3, 0.0, 19.0) == (3, 16.05)
    assert cut_between(words, 4, 0.0, 19.0) == (4, 19.0)
    assert cut_between(spoken((11.0, 18.5), (18.6, 19.0)), 1, 0.0, 19.0) == (1, 18.5)


@given(
    st.lists(st.floats(0.0, 19.0), max_size=30).map(sorted),
    st.integers(0, 15),
    st.floats(0.0, 500.0),
)
def test_a_cut_lies_in_the_window_and_between_what_it_parts(
    edges: list[float], committed: int, start: float
) -> None:
    places = list(zip(edges[::2], edges[1::2], strict=False))
    words = spoken(*((start + a, start + b) for a, b in places))
    committed = min(committed, len(words))
    count, cut = cut_between(words, committed, start, start + 19.0)
    assert committed <= count <= len(words)
    assert start <= cut <= start + 19.0
    assert all(word.end_seconds <= cut for word in words[:count])
    assert all(word.start_seconds >= cut for word in words[count:]) or count == committed

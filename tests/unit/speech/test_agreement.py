from hypothesis import given
from hypothesis import strategies as st

from ordret.events import Word
from ordret.speech.agreement import agreed, keeping
from scripted_speech import said, word

TEXTS = st.sampled_from(["en", "to", "tre", "fire", "ja."])
SURENESS = st.sampled_from([0.2, 0.59, 0.6, 0.9])


@st.composite
def hypotheses(draw: st.DrawFn) -> tuple[Word, ...]:
    """What a pass heard from the beginning of an utterance, a word each half second."""
    return tuple(
        Word(draw(TEXTS), at / 2, at / 2 + 0.5, draw(SURENESS))
        for at in range(draw(st.integers(0, 8)))
    )


@given(hypotheses(), hypotheses(), st.floats(0.0, 6.0))
def test_only_sure_words_that_stand_in_both_passes_are_agreed_on(
    before: tuple[Word, ...], now: tuple[Word, ...], heard_seconds: float
) -> None:
    words = agreed(before, now, heard_seconds)
    assert now[: len(words)] == words
    for old, new in zip(before, words, strict=False):
        assert old.text == new.text
        assert min(old.probability, new.probability) >= 0.6
        assert new.end_seconds <= heard_seconds - 1.0
    assert len(words) <= min(len(before), max(0, len(now) - 2))


@given(st.lists(hypotheses(), max_size=8))
def test_what_is_committed_pass_by_pass_only_grows(passes: list[tuple[Word, ...]]) -> None:
    committed: tuple[Word, ...] = ()
    heard: tuple[Word, ...] = ()
    for number, words in enumerate(passes):
        now = keeping(committed, words)
        newly = agreed(heard, now, 1.0 + number)
        grown = newly if len(newly) > len(committed) else committed
        assert [w.text for w in grown[: len(committed)]] == [w.text for w in committed]
        assert [w.text for w in now[: len(grown)]] == [w.text for w in grown]
        committed, heard = grown, now


def test_one_pass_alone_commits_nothing() -> None:
    assert agreed((), said("en to tre fire fem").words, 10.0) == ()


def test_the_last_two_words_are_held_back() -> None:
    words = said("en to tre fire fem").words
    assert agreed(words, words, 10.0) == words[:3]


def test_the_last_second_is_held_back() -> None:
    words = said("en to tre fire fem", pace=0.4).words
    assert agreed(words, words, 2.0) == words[:2]


def test_a_word_that_changed_stops_it() -> None:
    before, now = said("en to tre fire fem").words, said("en par tre fire fem").words
    assert agreed(before, now, 10.0) == now[:1]


def test_what_stands_is_kept_as_it_is_heard_again() -> None:
    committed, words = said("en to").words, said("en to tre", probability=0.7).words
    assert keeping(committed, words) == words


def test_a_decode_that_says_something_else_adds_only_what_was_said_after() -> None:
    committed = said("en to").words
    words = (word("et", 0.0, 0.4), word("tog", 0.4, 0.8), word("kørte", 0.8, 1.2))
    assert [w.text for w in keeping(committed, words)] == ["en", "to", "kørte"]


def test_a_word_that_was_committed_is_not_found_in_a_longer_one() -> None:
    committed = said("nu").words
    assert [w.text for w in keeping(committed, said("nul en").words)] == ["nu", "en"]


def test_where_nothing_stands_any_words_do() -> None:
    assert keeping((), said("en to").words) == said("en to").words
    assert keeping(said("en").words, ()) == said("en").words

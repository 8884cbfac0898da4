from hypothesis import given
from hypothesis import strategies as st

from ordret.events import Word
from ordret.samples import SAMPLE_RATE_HZ
from ordret.speech.revision import RevisionRules, Revisions, Window, words_by_piece
from scripted_speech import said, word

RULES = RevisionRules(
    pause_seconds=1.5,
    least_fresh_seconds=10.0,
    short_pause_seconds=0.8,
    overdue_fresh_seconds=30.0,
    long_pause_seconds=4.0,
    window_seconds=28.0,
    margin_seconds=2.0,
    longest_at_stop_seconds=60.0,
    fewest_words_share=0.7,
    fewest_sentences_share=0.5,
    least_likeness=0.5,
)
HEARD = 50 * SAMPLE_RATE_HZ
WORDS = said("Borgeren ringede i dag.").words


def pieces(*seconds: tuple[float, float]) -> Revisions:
    revisions = Revisions(RULES)
    for start, end in seconds:
        revisions.add(round(start * SAMPLE_RATE_HZ), round(end * SAMPLE_RATE_HZ), WORDS)
    return revisions


def in_seconds(window: Window | None) -> tuple[float, float] | None:
    if window is None:
        return None
    return window.start_sample / SAMPLE_RATE_HZ, window.end_sample / SAMPLE_RATE_HZ


def next_window(revisions: Revisions, silence: float) -> tuple[float, float] | None:
    return in_seconds(revisions.next_window(silence, HEARD, finishing=False))


def last_window(revisions: Revisions) -> tuple[float, float] | None:
    return in_seconds(revisions.next_window(0.0, 5 * HEARD, finishing=True))


def test_nothing_is_heard_again_where_nothing_was_said() -> None:
    assert last_window(pieces()) is None


def test_a_pause_is_used_when_enough_is_new_or_it_is_long_anyway() -> None:
    assert next_window(pieces((10, 15)), 3.9) is None
    assert next_window(pieces((10, 15)), 4.0) == (8, 17)
    assert next_window(pieces((10, 15), (15, 21)), 1.4) is None
    assert next_window(pieces((10, 15), (15, 21)), 1.5) == (8, 23)


def test_when_much_is_new_a_short_pause_will_do() -> None:
    assert next_window(pieces((0, 14), (15, 30)), 0.9) is None
    assert next_window(pieces((0, 15), (15, 30)), 0.7) is None
    assert next_window(pieces((0, 15), (15, 30)), 0.8) == (0, 15)


def test_a_new_piece_is_heard_with_as_much_of_the_old_as_fits() -> None:
    revisions = pieces((10, 20), (21, 30))
    assert next_window(revisions, 2.0) == (8, 32)
    revisions.add(32 * SAMPLE_RATE_HZ, 44 * SAMPLE_RATE_HZ, WORDS)
    assert next_window(revisions, 2.0) == (20, 46)


def test_no_utterance_is_heard_in_part() -> None:
    revisions = pieces((10, 20), (21, 30), (30.5, 44))
    assert next_window(revisions, 2.0) == (8, 30.5)
    assert next_window(revisions, 2.0) == (20, 46)


def test_the_quiet_after_it_reaches_no_further_than_the_stream() -> None:
    heard = round(15.5 * SAMPLE_RATE_HZ)
    window = pieces((10, 15)).next_window(4.0, heard, finishing=False)
    assert in_seconds(window) == (8, 15.5)


def test_at_the_end_the_last_minute_is_heard_at_once() -> None:
    revisions = pieces(*((10 * at, 10 * at + 9) for at in range(20)))
    assert last_window(revisions) == (139, 201)
    assert last_window(revisions) is None


def test_what_was_broken_off_is_heard_again_later() -> None:
    revisions = pieces((10, 22))
    window = revisions.next_window(2.0, HEARD, finishing=False)
    assert window is not None
    revisions.give_back(window.start_sample, window.end_sample)
    assert in_seconds(revisions.next_window(2.0, HEARD, finishing=False)) == in_seconds(window)


def test_where_it_is_off_no_audio_is_held_back_for_it() -> None:
    revisions = Revisions(RevisionRules(enabled=False))
    revisions.add(0, 16_000, WORDS)
    assert revisions.needed_from(50_000) == 50_000
    assert last_window(revisions) is None


@given(
    st.lists(st.tuples(st.floats(0.0, 4.0), st.floats(0.5, 19.0)), max_size=30),
    st.lists(st.booleans(), min_size=30, max_size=30),
)
def test_the_audio_of_every_window_to_come_is_held_back(
    lengths: list[tuple[float, float]], pauses: list[bool]
) -> None:
    revisions = Revisions(RULES)
    now = dropped = 0
    for (gap, length), pause in zip(lengths, pauses, strict=False):
        start = now + round(gap * SAMPLE_RATE_HZ)
        dropped = max(dropped, revisions.needed_from(start))
        now = start + round(length * SAMPLE_RATE_HZ)
        revisions.add(start, now, WORDS)
        dropped = max(dropped, revisions.needed_from(now))
        if pause and (window := revisions.next_window(5.0, now, finishing=False)):
            assert dropped <= window.start_sample < window.end_sample <= now
    while window := revisions.next_window(0.0, now, finishing=True):
        assert dropped <= window.start_sample < window.end_sample <= now


def test_an_answer_with_far_fewer_words_or_sentences_is_not_believed() -> None:
    revisions = pieces((0, 5), (5, 10))
    span = (0, 10 * SAMPLE_RATE_HZ)
    both = said("Borgeren ringede i dag. Borgeren ringede i dag.")
    assert revisions.is_believable(*span, both.words)
    assert revisions.is_believable(*span, said("Borgeren ringede. Hun ringede i dag").words)
    assert not revisions.is_believable(*span, said("Borgeren ringede i dag. Ja.").words[:5])
    assert not revisions.is_believable(*span, said(both.text.replace(".", "")).words)
    assert not revisions.is_believable(*span, ())


def test_an_utterance_is_only_replaced_by_the_same_speech() -> None:
    revisions = pieces((0, 5), (5, 10))
    window = Window(0, 5 * SAMPLE_RATE_HZ)
    assert revisions.is_same_speech(window, said("Borgeren ringer i dag.").words)
    assert not revisions.is_same_speech(window, said("Sagen er afsluttet nu.").words)
    assert not revisions.is_same_speech(window, ())


def test_what_the_model_is_much_less_sure_of_is_another_sentence_that_sounds_alike() -> None:
    revisions = pieces((0, 5), (5, 10))
    window = Window(0, 5 * SAMPLE_RATE_HZ)
    heard = "Borgeren ringer i dag."
    assert revisions.is_same_speech(window, said(heard, probability=0.85).words)
    assert not revisions.is_same_speech(window, said(heard, probability=0.7).words)


TWO_PIECES = (Window(16_000, 32_000), Window(40_000, 56_000))


def shared(now: tuple[Word, ...], *before: str) -> list[str]:
    shares = words_by_piece(now, TWO_PIECES, tuple(said(text).words for text in before))
    return [" ".join(w.text for w in share) for share in shares]


def test_words_go_to_the_utterance_that_they_were_said_in() -> None:
    now = (word("en", 0.9, 1.2), word("to", 1.9, 2.3), word("tre", 2.4, 2.9), word("fire", 9, 9))
    assert shared(now, "a", "b") == ["en to", "tre fire"]


def test_a_word_that_stands_stays_in_its_utterance_whatever_its_time() -> None:
    late = said("En sag. To sager.", start=3.0).words
    assert shared(late, "En sag", "to sager.") == ["En sag.", "To sager."]
    early = said("En sag. To sager.", start=0.0, pace=0.1).words
    assert shared(early, "En sag.", "To sager.") == ["En sag.", "To sager."]


def test_times_part_what_is_new_between_words_that_stand() -> None:
    now = (
        word("En", 1.0, 1.2),
        word("ny", 1.3, 1.6),
        word("sag", 1.7, 2.0),
        word("Og", 2.4, 2.6),
        word("tre", 2.6, 2.9),
        word("sager.", 3.0, 3.4),
    )
    assert shared(now, "En syg.", "To sager.") == ["En ny sag", "Og tre sager."]


@given(
    st.lists(st.floats(0.0, 60.0), max_size=20).map(sorted),
    st.lists(st.integers(0, 960_000), min_size=2, max_size=20, unique=True).map(sorted),
    st.lists(st.lists(st.integers(0, 19), min_size=1, max_size=5), min_size=10, max_size=10),
)
def test_sharing_out_keeps_every_word_in_order(
    starts: list[float], edges: list[int], standing: list[list[int]]
) -> None:
    words = tuple(word(f"ord{at}", start, start + 0.3) for at, start in enumerate(starts))
    windows = tuple(Window(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False))
    before = tuple(said(" ".join(f"ord{at}" for at in piece)).words for piece in standing)
    shares = words_by_piece(words, windows, before[: len(windows)])
    assert len(shares) == len(windows)
    assert tuple(word for share in shares for word in share) == words

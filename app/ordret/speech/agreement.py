"""Which words of an utterance that is still being spoken will not change any more.

LocalAgreement (Liu et al. 2020; Macháček et al. 2023): words that two passes agree on.
A small model agrees with itself on wrong words too, so both passes must also be sure of them and
lie apart, and the last words are held back, since the audio that decides them is still arriving.
"""

from ordret.events import Word

APART_SECONDS = 1.0
HELD_BACK_WORDS = 2
HELD_BACK_SECONDS = 1.0
SURE_PROBABILITY = 0.6


def agreed(
    before: tuple[Word, ...], now: tuple[Word, ...], heard_seconds: float
) -> tuple[Word, ...]:
    """The words at the beginning of `now` that stand in `before` too, are sure and old enough."""
    count = 0
    for old, new in zip(before, now[: len(now) - HELD_BACK_WORDS], strict=False):
        sure = min(old.probability, new.probability) >= SURE_PROBABILITY
        settled = new.end_seconds <= heard_seconds - HELD_BACK_SECONDS
        if old.text != new.text or not sure or not settled:
            break
        count += 1
    return now[:count]


def keeping(committed: tuple[Word, ...], words: tuple[Word, ...]) -> tuple[Word, ...]:
    """`words` with what was committed at their beginning, whatever a decode made of it.

    Where it made something else of it, only what was said after the committed words is taken.
    """
    count = len(committed)
    if [word.text for word in words[:count]] == [word.text for word in committed]:
        return words
    until_seconds = committed[-1].end_seconds
    return committed + tuple(
        word for word in words if (word.start_seconds + word.end_seconds) / 2 > until_seconds
    )

"""Spoken words on their way to written text: bare, with the marks around them kept apart."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ordret.events import Word

PAUSE = "<pause>"
"""How a pause is written in a line of spoken text; recognised speech has measured ones."""
PAUSE_SECONDS = 0.35
"""A silence from here on parts what is said before it from what is said after."""
LONG_PAUSE_SECONDS = 1.5
"""A silence from here on ends a phrase: no number or command reaches across it."""

OPENING_MARKS = "([{»“„\"'‘–—-"
CLOSING_MARKS = ".,;:!?…)]}«”\"'’–—-"
SENTENCE_ENDS = (".", "!", "?", "…")
_INITIAL_CHARACTERS = 1
"""»H. C. Andersen«: a single letter and a full stop end no sentence."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it was recognised, or what a rule made of one or several.

    `text` is bare; the marks that stood around it are `before` and `after`. A `decided` token is
    the result of a rule, or was asked for word by word: no later rule changes or reads it.
    `probability` is 0 to 1; `pause_before_seconds` is the silence in front of the word.
    """

    text: str
    before: str = ""
    after: str = ""
    pause_before_seconds: float = 0.0
    probability: float = 1.0
    decided: bool = False

    @property
    def spoken(self) -> str:
        """What rules compare: lower case, and empty where the token is decided."""
        return "" if self.decided else self.text.casefold()

    @property
    def ends_sentence(self) -> bool:
        """Whether a mark that ends a sentence stands after the word."""
        return self.after.rstrip("»«”\"'’)").endswith(SENTENCE_ENDS)


def tokens_of(words: Iterable[Word], ended_seconds: float | None = None) -> tuple[Token, ...]:
    """Recognised words; the silence before each is what lies between their times.

    The word before the first one ended at `ended_seconds`; without one there is no silence.
    """
    tokens: list[Token] = []
    for word in words:
        pause = 0.0 if ended_seconds is None else max(0.0, word.start_seconds - ended_seconds)
        tokens.extend(_tokens(word.text, pause, word.probability))
        ended_seconds = word.end_seconds
    return tuple(tokens)


def tokens_of_line(line: str) -> tuple[Token, ...]:
    """A line of spoken text; `<pause>` in it is a pause."""
    tokens: list[Token] = []
    pause = 0.0
    for piece in line.split():
        if piece == PAUSE:
            pause = PAUSE_SECONDS
            continue
        tokens.extend(_tokens(piece, pause, 1.0))
        pause = 0.0
    return tuple(tokens)


def _tokens(text: str, pause: float, probability: float) -> Iterator[Token]:
    for piece in text.split():
        match = _PARTS.fullmatch(piece)
        before, bare, after = match.groups() if match else ("", piece, "")
        yield Token(bare, before, after, pause, probability)
        pause = 0.0


_PARTS = re.compile(
    rf"([{re.escape(OPENING_MARKS)}]*)(.*?[^{re.escape(CLOSING_MARKS)}])([{re.escape(CLOSING_MARKS)}]*)"
)
"""A word made of marks alone is a word: nothing is lost by not knowing it."""


def phrases(tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], ...]:
    """The stretches that rules see at once: up to the end of a sentence or a long pause.

    Where phrases end depends on the words alone, so it makes no difference in what pieces they
    came. Only the last phrase can still grow.
    """
    found: list[list[Token]] = []
    for token in tokens:
        if not found or _begins_phrase(found[-1][-1], token):
            found.append([])
        found[-1].append(token)
    return tuple(tuple(phrase) for phrase in found)


def _begins_phrase(last: Token, token: Token) -> bool:
    if token.pause_before_seconds >= LONG_PAUSE_SECONDS:
        return True
    return last.ends_sentence and token.text[:1].isupper() and len(last.text) > _INITIAL_CHARACTERS


def decided(source: tuple[Token, ...], text: str) -> Token:
    """One decided token in the place of `source`, with the marks at its ends."""
    return Token(
        text,
        before=source[0].before,
        after=source[-1].after,
        pause_before_seconds=source[0].pause_before_seconds,
        probability=min(token.probability for token in source),
        decided=True,
    )

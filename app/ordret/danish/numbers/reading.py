"""A phrase as rules read it, and what a rule makes of a stretch of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from ordret.danish.style import Style
from ordret.danish.tokens import PAUSE_SECONDS, Token, decided


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as rules compare them."""
    return frozenset(text.split())


_CLOSING_WORDS = word_set(
    "af at blev bliver da de den der det efter eller en er et fordi for fra før han har havde hos "
    "hun hver hvis hvor i igen ikke inden jeg jf jævnfør kan klokken kl kunne med men mens mod må "
    "måtte når og også om op på samt senest skal skulle som så til uden under var ved vi vil ville "
    "blive blevet både dem derfor dog du hende ham herefter hvilket idet jo kun nu sig uanset "
    "viser viste lyder lød "
    "mandag tirsdag onsdag torsdag fredag lørdag søndag "
    "punktum komma kolon semikolon spørgsmålstegn udråbstegn tankestreg parentes citat "
    "anførselstegn citationstegn venstre højre lang kort ny nyt"
)
"""Words that nobody counts: a number in front of one of them stands alone."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The tokens of a phrase, the words that rules compare, one each, and what is asked for."""

    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    style: Style

    def word(self, at: int) -> str:
        """The word at a place, empty outside the phrase."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def adjacent(self, at: int) -> bool:
        """Whether no mark stands between this word and the next one."""
        return (
            at + 1 < len(self.tokens)
            and not self.tokens[at].after
            and not self.tokens[at + 1].before
        )

    def flows(self, at: int) -> bool:
        """Whether neither a mark nor a pause lies between this word and the next one."""
        return self.adjacent(at) and not self.pauses(at + 1)

    def pauses(self, at: int) -> bool:
        """Whether a pause lies in front of this word."""
        return self.tokens[at].pause_before_seconds >= PAUSE_SECONDS

    def closes(self, at: int) -> bool:
        """Whether what was said before this place is not a number of what follows it."""
        return (
            at >= len(self.tokens)
            or not self.flows(at - 1)
            or self.tokens[at].decided
            or self.words[at] in _CLOSING_WORDS
        )

    def follows(self, word: str, at: int, within: int = 3) -> bool:
        """Whether `word` is one of the `within` words in front of this place."""
        return word in self.words[max(0, at - within) : at]


@dataclass(frozen=True, slots=True)
class Conversion:
    """What stands for the tokens up to `end`."""

    end: int
    tokens: tuple[Token, ...]


Rule = Callable[[Reading, int], Conversion | None]
"""What a rule makes of the words from a place on; None where it has nothing to say."""


def written(reading: Reading, at: int, end: int, text: str) -> Token:
    """One decided token for a stretch; a capital at its beginning stays one."""
    source = reading.tokens[at:end]
    if source[0].text[:1].isupper() and text[:1].islower():
        text = text[:1].upper() + text[1:]
    token = decided(source, text)
    if end < len(reading.tokens) and text.endswith(".") and token.after == ".":
        # The phrase goes on, so the full stop was the abbreviation's.
        return replace(token, after="")
    return token


def converted(reading: Reading, at: int, end: int, text: str) -> Conversion:
    """A conversion into one token."""
    return Conversion(end, (written(reading, at, end, text),))


def kept(reading: Reading, at: int, end: int) -> Conversion:
    """A stretch that stays as it is and that no other rule shall take apart."""
    return Conversion(end, reading.tokens[at:end])

"""How written Danish is to look, where there is a choice."""

from dataclasses import dataclass
from enum import StrEnum


class Punctuation(StrEnum):
    """Whose marks are written."""

    AUTOMATIC = "automatic"
    """The recogniser's; »komma« is a word."""
    DICTATED = "dictated"
    """The speaker's; the recogniser's are left out."""
    BOTH = "both"
    """Both, and the same mark from both only once."""


@dataclass(frozen=True, slots=True)
class Style:
    """The choices. The defaults are those of Folketinget's publications.

    `quotes` is the opening and the closing mark; `thousands` stands between groups of three
    digits; numbers from `digits_from` on are written in digits in running text.
    """

    punctuation: Punctuation = Punctuation.BOTH
    quotes: str = "»«"
    thousands: str = "."
    currency: str = "kr."
    percent: str = "pct."
    abbreviations: bool = False
    digits_from: int = 11

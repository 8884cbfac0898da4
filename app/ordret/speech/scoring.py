"""How far a recognised text is from what was said.

What is compared is words, not writing: both texts are first made comparable by
`comparable_words`, so that »3.« and »tre« are the same.
"""

import re
import unicodedata
from dataclasses import dataclass

import jiwer

# fmt: off
_ONES = (
    "nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv",
    "tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten",
)
_TENS = ("tyve", "tredive", "fyrre", "halvtreds", "tres", "halvfjerds", "firs", "halvfems")
# fmt: on


@dataclass(frozen=True, slots=True)
class Score:
    """Edits (substitutions, deletions, insertions) and what they are counted against."""

    word_edits: int = 0
    words: int = 0
    character_edits: int = 0
    characters: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.word_edits + other.word_edits,
            self.words + other.words,
            self.character_edits + other.character_edits,
            self.characters + other.characters,
        )

    @property
    def word_error_rate(self) -> float | None:
        """Edits by words that were said; None where nothing was said."""
        return self.word_edits / self.words if self.words else None

    @property
    def character_error_rate(self) -> float | None:
        """Edits by characters of what was said; None where nothing was said."""
        return self.character_edits / self.characters if self.characters else None


def compare(reference: str, recognised: str) -> Score:
    """The fewest edits from `reference` to `recognised`, once both are made comparable."""
    said, heard = comparable_words(reference), comparable_words(recognised)
    words = jiwer.process_words(" ".join(said), " ".join(heard))
    characters = jiwer.process_characters(" ".join(said), " ".join(heard))
    return Score(
        word_edits=words.substitutions + words.deletions + words.insertions,
        words=len(said),
        character_edits=characters.substitutions + characters.deletions + characters.insertions,
        characters=len(" ".join(said)),
    )


def comparable_words(text: str) -> tuple[str, ...]:
    """The words of `text` without case and punctuation, numbers below a hundred written out.

    Every sign that is neither letter nor digit parts two words, the hyphen and the apostrophe too.

    >>> comparable_words("Tester 1, 22 – og »Åse«.")
    ('tester', 'en', 'toogtyve', 'og', 'åse')
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    return tuple(_written_out(word) for word in re.findall(r"[^\W_]+", folded))


def _written_out(word: str) -> str:
    if not re.fullmatch(r"[0-9]{1,2}", word):
        return word
    number = int(word)
    if number < len(_ONES):
        return _ONES[number]
    ten, one = _TENS[number // 10 - 2], number % 10
    return f"{_ONES[one]}og{ten}" if one else ten

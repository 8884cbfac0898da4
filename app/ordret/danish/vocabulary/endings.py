"""Danish endings: a term stays itself with one, and keeps it when it is respelled."""

from collections.abc import Iterator
from dataclasses import dataclass

_AFTER_CONSONANT = ("ernes", "enes", "erne", "ens", "ets", "ene", "ers", "en", "et", "er", "es")
_AFTER_E = ("rnes", "rne", "ns", "ts", "n", "r", "t")
_AFTER_ER = ("nes", "ne")
_NOT_AFTER_ER = ("ernes", "enes", "erne", "ene", "ers", "er")
_WITHOUT_E = ("renes", "rets", "rene", "ret", "res", "re")
"""»center«, »centret«; »nummer«, »numre«: the e before the r is lost."""
_DEFINITE = ("en", "et", "ne")
_CONSONANTS = "bdfgklmnprst"
_LEAST_STEM_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Inflected:
    """A word taken as `base` with an ending: the base without `cut` letters, and `ending`."""

    base: str
    cut: int = 0
    ending: str = ""
    apostrophe: bool = False

    def of(self, word: str) -> str | None:
        """`word` with the same ending; None where it can't have it."""
        if not self.ending:
            return word
        if word[-1:].isupper():
            return f"{word}'{self.ending}" if self.apostrophe else None
        if not word[-1:].isalpha() or not _takes(word, self.cut, self.ending):
            return None
        stem = word[: len(word) - self.cut]
        if self.cut and stem[-1] == stem[-2]:
            stem = stem[:-1]
        return stem + self.ending


def readings(word: str) -> Iterator[Inflected]:
    """Every way to take `word`, which is in lower case: as it is, and as a base with an ending."""
    yield Inflected(word)
    for mark in ("'", "’"):
        stem, found, ending = word.rpartition(mark)
        if found and stem and ending in {*_AFTER_CONSONANT, *_AFTER_E, "s", "e"}:
            yield Inflected(stem, ending=ending, apostrophe=True)
            return
    for ending in (*_AFTER_CONSONANT, *_AFTER_E, *_AFTER_ER, "e", "s"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < _LEAST_STEM_LETTERS:
            continue
        yield Inflected(stem, ending=ending)
        if ending[0] == "e" and stem[-1] == stem[-2] and stem[-1] in _CONSONANTS:
            yield Inflected(stem[:-1], ending=stem[-1] + ending)
    for ending in _WITHOUT_E:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _LEAST_STEM_LETTERS:
            yield Inflected(f"{stem}er", cut=2, ending=ending)
            yield Inflected(f"{stem}{stem[-1]}er", cut=2, ending=ending)


def _takes(word: str, cut: int, ending: str) -> bool:
    if cut:
        return word.endswith("er") and len(word) > _LEAST_STEM_LETTERS
    if ending == "s":
        return word[-1] not in "sxz"
    if word.endswith(_DEFINITE):
        return False
    if word.endswith("e"):
        return ending in _AFTER_E
    if ending in _AFTER_ER:
        return word.endswith("er")
    if ending in _NOT_AFTER_ER and word.endswith("er"):
        return False
    if ending == "t":
        return word.endswith("ig")
    if ending[0] != "e":
        return ending[0] == word[-1] and ending[1:] in {*_AFTER_CONSONANT, "e"}
    return True

"""Danish spaces, marks and capitals where two pieces of text meet. Pure functions of strings."""

import re
import unicodedata
from enum import StrEnum

from ordret.danish.manuscript.lexicon import ABBREVIATIONS, ABBREVIATIONS_AT_END, NEVER_NAMES

MARKS = ".,;:!?…"
"""What is never written twice, and never after a space."""

BULLET = "-"
"""The one mark for a list that every system for cases takes, whatever its character set. Word makes
a real list of such lines, and Markdown does too."""

_BRACKETS_OPENING = "([{"
_BRACKETS_CLOSING = ")]}"
LONE_MARKS = frozenset(MARKS + _BRACKETS_CLOSING)
"""What a word made of nothing else touches the word in front of it with."""
_QUOTES = "»«“”„\"'’"
_SPACES = " \t\u00a0\u202f"

_ORDINAL = re.compile(r"\d{1,3}|\d{1,2}\.(?:0?[1-9]|1[0-2])")
"""»den 5. maj«, »den 5.12. kom hun«; »2026.« and »14.30.« end a sentence."""
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,4}")
"""»bl.a«, »H.C«, »m.fl«: the inside of an abbreviation with several full stops."""
_ADDRESS = re.compile(r"www\.|.*(?:@|://)|.*\w\.(?:dk|eu|com|org|net|nu|info)\b", re.IGNORECASE)
_VOWELS = frozenset("aeiouyæøåéèêáàóüöä")
_LAST_WORD = re.compile(r"[^\s(\[{»“„\"/]*\Z")
_LAST_MARKS = re.compile(rf"[{re.escape(MARKS)}]*\Z")


class Place(StrEnum):
    """Where in a sentence the next word stands."""

    START = "start"
    INSIDE = "inside"
    UNSURE = "unsure"
    """After »kr.« or a colon a sentence may begin or not: whoever wrote the word decides."""


def clean(text: str) -> str:
    """`text` without control characters; line breaks stay, and a tab becomes a space."""
    if text.isprintable():
        return text
    text = re.sub("\r\n?|\u2028|\u2029|\x85|\v|\f", "\n", text).replace("\t", " ")
    return "".join(
        character
        for character in text
        if character == "\n" or unicodedata.category(character) not in {"Cc", "Cs"}
    )


def opens(text: str) -> bool:
    """Whether `text` ends with a bracket or quotation mark that its next word touches."""
    if text.endswith(tuple(_BRACKETS_OPENING)):
        return True
    if not text.endswith(tuple(_QUOTES)):
        return False
    before = text[:-1]
    return not before or before[-1].isspace() or before[-1] in "–/" or opens(before[-8:])


def gap(before: str) -> str:
    """What stands between `before` and the next word: a space or nothing."""
    return "" if not before or before[-1].isspace() or opens(before) else " "


def clings(text: str) -> bool:
    """Whether `text` begins with what touches the word in front of it."""
    if text[:1].isspace() or text[:1] in (*MARKS, *_BRACKETS_CLOSING, "«", "”", "’", "/", "-"):
        return True
    return text[:1] in ('"', "'") and not text[1:2].isalnum()


def is_item_mark(line: str) -> bool:
    """Whether `line` is the mark of a list's item and nothing else."""
    return line == BULLET or (line.endswith(".") and line[:-1].isdecimal())


def is_abbreviation(word: str) -> bool:
    """Whether `word`, given without its last full stop, is an abbreviation written with one."""
    spelled = f"{word.casefold()}."
    if _ADDRESS.match(word) or (word.isupper() and word.isalpha()):
        return False
    if spelled in ABBREVIATIONS_AT_END:
        return word.islower() or "." in word
    return spelled in ABBREVIATIONS or bool(_DOTTED.fullmatch(word))


def is_ordinal(word: str) -> bool:
    """Whether `word`, given without its full stop, may be an ordinal: »5.«, »21.«, »5.12.«."""
    return bool(_ORDINAL.fullmatch(word))


def ends_with_abbreviation(text: str) -> bool:
    """Whether the full stop at the end of `text` is an abbreviation's."""
    return text.endswith(".") and is_abbreviation(_word(text[:-1]))


def loose_marks(text: str) -> int:
    """How many marks stand at the end of `text` that are no part of its last word."""
    match = _LAST_MARKS.search(text)
    marks = len(match.group()) if match else 0
    return marks - 1 if marks == 1 and ends_with_abbreviation(text) else marks


def place(before: str) -> Place:
    """Where in a sentence the word after `before` stands."""
    text = before.rstrip(_SPACES)
    quoted = False
    while text and opens(text):
        quoted = quoted or text[-1] not in _BRACKETS_OPENING
        text = text[:-1].rstrip(_SPACES)
    if not text or text.endswith("\n") or text.rpartition("\n")[2] == BULLET:
        return Place.START
    inner = text.rstrip(_QUOTES + _BRACKETS_CLOSING)
    if inner.endswith(("!", "?")):
        return Place.START if inner == text else Place.UNSURE
    if inner.endswith((":", "…", "..")):
        return Place.UNSURE
    if inner.endswith("."):
        return Place.UNSURE if _may_go_on(_word(inner[:-1])) else Place.START
    return Place.UNSURE if quoted else Place.INSIDE


def _may_go_on(word: str) -> bool:
    """Whether the full stop after `word` may have another reason than the end of a sentence."""
    if is_abbreviation(word) or is_ordinal(word) or (len(word) == 1 and word.isalpha()):
        return True
    return word.isalpha() and _VOWELS.isdisjoint(word.casefold())


def ends_sentence(before: str, after: str) -> bool:
    """Whether a sentence ends between these two; `after` begins with its first letter.

    »500 kr. Derefter« holds an end, »hr. Jensen« and »H. C. Andersen« do not.
    """
    if not after or after[0].islower():
        return False
    where = place(before)
    if where is not Place.UNSURE:
        return where is Place.START
    inner = before.rstrip(_SPACES + _QUOTES + _BRACKETS_CLOSING)
    word = _word(inner[:-1])
    if not inner.endswith(".") or inner.endswith(".."):
        return inner.endswith(("!", "?", "…", ".."))
    if is_abbreviation(word):
        return f"{word.casefold()}." in ABBREVIATIONS_AT_END and after[0].isalpha()
    return not (len(word) == 1 and word.isupper())


def _word(text: str) -> str:
    match = _LAST_WORD.search(text)
    return match.group() if match else ""


def merged(standing: str, said: str, *, dictated: bool) -> str:
    """The marks after a word that has `standing` ones, once the mark `said` is dictated.

    `dictated` tells whether `standing` was dictated too. What the recogniser wrote yields. Of what
    was dictated only »!?« and the like stand together; otherwise the later one corrects the
    earlier, except that a full stop says no more than another end of the sentence.
    """
    if standing == said or not dictated or not standing:
        return said
    if said == "." and standing[-1] in "!?…":
        return standing
    if standing[-1] in "!?" and said in ("!", "?"):
        return standing if standing[-1] == said else standing + said
    if standing[-1] == "…" and said in (",", ";", "!", "?"):
        return standing + said
    return said


def capitalised(text: str) -> str:
    """`text` with a capital; »iPhone«, »pH« and addresses stay as they are."""
    word = text.split(maxsplit=1)[0] if text.strip() else ""
    if word != word.lower() or _ADDRESS.match(word):
        return text
    capital = text[:1].upper()
    return capital + text[1:] if len(capital) == 1 else text


def uncapitalised(word: str) -> str:
    """`word` without the capital that a sentence gave it, if it is certainly no name."""
    if word[:1].isupper() and word.casefold() in NEVER_NAMES and not word[1:].isupper():
        return word.lower()
    return word

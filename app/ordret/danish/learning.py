"""What a user's corrections teach: »skriv fremover X, når jeg siger Y«.

It is offered, never learned unasked. Only what looks like a mishearing is offered: a word or a
few, put right to something that sounds like it. Not what was reworded or moved, no digits, no
word with a capital that may be somebody's name, and no ordinary word in the place of another.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ordret.danish.tokens import Token, tokens_of_line
from ordret.danish.vocabulary.endings import readings
from ordret.danish.vocabulary.likeness import changes, letters_of, likeness
from ordret.danish.vocabulary.ordinary import FUNCTION_WORDS, ORDINARY_WORDS
from ordret.danish.vocabulary.phonetics import sound_key
from ordret.danish.vocabulary.terms import Term, Vocabulary, spoken_form

_MOST_WORDS = 4
_LEAST_LETTERS = 3
_MOST_LETTERS = 60
_MISHEARING_LIKENESS = 0.6
_KNOWN_TERM_LIKENESS = 0.45


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Write `write` from now on where `heard` is heard."""

    heard: str
    write: str


def suggestions(before: str, after: str, known: Vocabulary) -> tuple[Suggestion, ...]:
    """What the change of the inserted text `before` to `after` teaches, each once, in order."""
    old, new = tokens_of_line(before), tokens_of_line(after)
    old_words, new_words = ([_comparable(token) for token in tokens] for tokens in (old, new))
    still = f" {' '.join(word.casefold() for word in new_words)} "
    found: list[Suggestion] = []
    for old_places, new_places in _paired(old_words, new_words):
        heard = " ".join(old[place].text for place in old_places).casefold()
        write = " ".join(new[place].text for place in new_places)
        # What still stands somewhere was moved, or is right there.
        if f" {heard} " in still and heard != write.casefold():
            continue
        suggestion = _suggestion(heard, write, known)
        if suggestion and suggestion not in found:
            found.append(suggestion)
    return tuple(found)


def _comparable(token: Token) -> str:
    """The word without the capital of a sentence; one with capitals inside is another word."""
    return token.text if token.text[1:] != token.text[1:].casefold() else token.text.casefold()


def _paired(old: list[str], new: list[str]) -> Iterator[tuple[range, range]]:
    """The stretches that were put right; word for word where both have as many."""
    for first, second in changes(old, new):
        if not first or not second or max(len(first), len(second)) > _MOST_WORDS:
            continue
        if len(first) == len(second):
            for left, right in zip(first, second, strict=True):
                yield range(left, left + 1), range(right, right + 1)
        else:
            yield first, second


def _suggestion(heard: str, write: str, known: Vocabulary) -> Suggestion | None:
    """`write` for `heard`, bare of an ending that a known term has in both; None: not learnable."""
    term, heard = _known_term(heard, write, known)
    if not term and _may_be_a_name(write):
        return None
    write = term.word if term else write
    if not _can_be_listed(heard, write, known):
        return None
    letters, other = letters_of(heard), letters_of(write)
    if letters == other:
        alike = heard != write
    else:
        least = _KNOWN_TERM_LIKENESS if term else _MISHEARING_LIKENESS
        alike = likeness(sound_key(heard), sound_key(write), letters, other) >= least
    return Suggestion(heard, write) if alike and not _same_word(letters, other) else None


def _known_term(heard: str, write: str, known: Vocabulary) -> tuple[Term | None, str]:
    """The term that `write` is a form of, and `heard` without the same ending."""
    for reading in readings(spoken_form(write)):
        term = known.written.get(reading.base)
        if term and not reading.cut and heard.endswith(reading.ending):
            return term, heard.removesuffix(reading.ending)
    return None, heard


def _may_be_a_name(write: str) -> bool:
    """Whether a word begins with a capital and has no other: a person's name is never listed."""
    return any(word[:1].isupper() and word[1:].islower() for word in write.split())


def _can_be_listed(heard: str, write: str, known: Vocabulary) -> bool:
    """Whether `heard` can always be replaced by `write` without harm."""
    if any(map(str.isdigit, heard + write)):
        return False
    if any(not _LEAST_LETTERS <= len(letters_of(text)) <= _MOST_LETTERS for text in (heard, write)):
        return False
    words, form = heard.split(), spoken_form(heard)
    ordinary = all(word in ORDINARY_WORDS for word in words)
    if ordinary and (len(words) == 1 or any(word in FUNCTION_WORDS for word in words)):
        return False
    if all(word in ORDINARY_WORDS for word in write.casefold().split()):
        return False
    return form not in known.heard and (
        form not in known.written or known.written[form].word == write
    )


def _same_word(letters: str, other: str) -> bool:
    """Whether only an ending was put right."""
    if letters == other:
        return False
    return not {reading.base for reading in readings(letters)}.isdisjoint(
        reading.base for reading in readings(other)
    )

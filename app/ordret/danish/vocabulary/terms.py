"""Terms: the words a workplace uses, how they are heard, and when they are likely."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from ordret.danish.tokens import tokens_of_line
from ordret.danish.vocabulary.likeness import letters_of
from ordret.danish.vocabulary.phonetics import pronunciations, sound_key
from ordret.danish.vocabulary.sounds import Sound, SoundIndex

USUAL_WEIGHT = 1.0
_BEGINNING_LETTERS = 3
_JOINTS = re.compile(r"[\s-]+")


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or several, as it is to be written.

    `heard` are forms that are always replaced by it. `weight` is from 0.1 to 10, 1 is usual.
    `context` are words that make it likely where they stand near.
    """

    word: str
    heard: tuple[str, ...] = ()
    weight: float = USUAL_WEIGHT
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TermList:
    """The terms of one file; `source` is the file's name for messages."""

    title: str
    source: str
    terms: tuple[Term, ...]


def spoken_form(text: str) -> str:
    """How `text` is compared with spoken words: bare, lower case, hyphens as spaces."""
    if text.isalpha():
        return text.casefold()
    bare = " ".join(token.text for token in tokens_of_line(text))
    return _JOINTS.sub(" ", bare.casefold()).strip()


def spelling(text: str) -> str:
    """What different spellings of one term have in common: its spoken form without spaces."""
    return spoken_form(text).replace(" ", "")


def beginning(word: str) -> str:
    """The first letters of `word`, which every ending leaves as they are."""
    start = word[:_BEGINNING_LETTERS]
    return start if start.isalnum() else "".join(takewhile(str.isalnum, start))


def merged(earlier: Term, later: Term) -> Term:
    """One term from two of the same spelling: the later's word, and its weight if it has one."""
    return Term(
        later.word,
        tuple(dict.fromkeys((*earlier.heard, *later.heard))),
        earlier.weight if later.weight == USUAL_WEIGHT else later.weight,
        tuple(dict.fromkeys((*earlier.context, *later.context))),
    )


@dataclass(frozen=True)
class Vocabulary:
    """Terms of several lists with their indices. Made by `of`.

    `written` holds each term by the spoken form of its word, `heard` by the other forms.
    `starts` tells how many words the longest form has that begins as the word does.
    """

    terms: tuple[Term, ...]
    written: Mapping[str, Term]
    heard: Mapping[str, Term]
    starts: Mapping[str, int]

    @classmethod
    def of(cls, *lists: TermList) -> "Vocabulary":
        """The terms of `lists`; where two lists differ, the later wins.

        What a later list says is heard is never a term of an earlier one, so nothing that was
        replaced is replaced again.
        """
        terms: dict[str, Term] = {}
        owners: dict[str, str] = {}
        moved: dict[str, str] = {}
        for each in lists:
            added = {spelling(term.word) for term in each.terms}
            words = {spoken_form(term.word): key for key, term in terms.items() if key not in added}
            for term in each.terms:
                key = spelling(term.word)
                earlier = terms.pop(key, None)
                terms[key] = merged(earlier, term) if earlier else term
                moved.pop(key, None)
            for term in each.terms:
                key = spelling(term.word)
                for form in map(spoken_form, term.heard):
                    owners[form] = key
                    gone = words.get(form, key)
                    if gone != key and gone in terms:
                        del terms[gone]
                        moved[gone] = key
        written = {spoken_form(term.word): term for term in terms.values()}
        heard: dict[str, Term] = {}
        for form, owner in owners.items():
            key = owner
            while key in moved:
                key = moved[key]
            if form not in written or written[form] is terms[key]:
                heard[form] = terms[key]
        starts: dict[str, int] = {}
        for form in (*written, *heard):
            start = beginning(form)
            starts[start] = max(starts.get(start, 0), form.count(" ") + 1)
        return cls(tuple(terms.values()), written, heard, starts)

    @cached_property
    def parts(self) -> frozenset[str]:
        """The words that terms of several words are made of, and those of their context."""
        forms = [form for form in self.written if " " in form]
        context = {word.casefold() for term in self.terms for word in term.context}
        return frozenset(word for form in (*forms, *context) for word in form.split())

    @cached_property
    def sounds(self) -> SoundIndex:
        """The terms by sound, but those with digits, which are numbers as much as words.

        Made when first asked for: 100,000 terms take a few seconds.
        """
        return SoundIndex(self._sounds())

    def _sounds(self) -> Iterable[Sound]:
        for number, term in enumerate(self.terms):
            if any(map(str.isdigit, term.word)):
                continue
            for form in dict.fromkeys((*pronunciations(term.word), *term.heard)):
                yield Sound(number, letters_of(form), sound_key(form))

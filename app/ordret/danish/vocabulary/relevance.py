"""Which terms the recogniser is told to expect, and what it makes of them where nobody spoke."""

import math
import re
from collections import Counter
from collections.abc import Mapping
from itertools import takewhile

from ordret.danish.vocabulary.ordinary import FUNCTION_WORDS, ORDINARY_WORDS
from ordret.danish.vocabulary.terms import Term, Vocabulary, spoken_form
from ordret.events import Word

_WORD = re.compile(r"[^\W_]+(?:[.-][^\W_]+)*")
_LEAST_SHARED_LETTERS = 5
_NAMED_POINTS = 2.0
_RELATED_POINTS = 0.5
_ORDINARY_SHARE = 0.5
_SURELY_ECHOED_TERMS = 3
_PERHAPS_ECHOED_TERMS = 2
_UNSURE_PROBABILITY = 0.5
_DISBELIEVED_PROBABILITY = 0.1
"""Base, told eight terms, writes one of them in noise at 0.00 to 0.08."""
_MOST_LONE_WORDS = 3


def hints(vocabulary: Vocabulary, context: str, most: int) -> tuple[str, ...]:
    """At most `most` terms that are likely in a text about `context`, the likeliest first.

    `context` is what is known of the text before it is spoken: the template's title, the fields
    filled in, the subject, a KLE number. A term is likely where it stands there itself, or one of
    its context words does, the more so the fewer terms share that word; an ordinary word alone
    says nothing. None is where nothing says so: what a recogniser is told without reason it
    writes without reason.
    """
    said = frozenset(_WORD.findall(context.casefold())) - FUNCTION_WORDS
    shared = Counter(word.casefold() for term in vocabulary.terms for word in term.context)
    counts = {word: count for word, count in shared.items() if _stands_in(word, said)}
    points = ((_points(term, counts, said), number) for number, term in enumerate(vocabulary.terms))
    best = sorted(((-each, number) for each, number in points if each > 0))[:most]
    return tuple(vocabulary.terms[number].word for _, number in best)


def _points(term: Term, counts: Mapping[str, int], said: frozenset[str]) -> float:
    """How likely `term` is; `counts` tells how many terms share each context word that was said."""
    found = [word for word in map(str.casefold, term.context) if word in counts]
    likely = sum(1 / math.sqrt(counts[word]) for word in found)
    telling = sum(_ORDINARY_SHARE if word in ORDINARY_WORDS else 1.0 for word in found)
    form = spoken_form(term.word)
    if form in said:
        return (likely + _NAMED_POINTS) * term.weight
    if _stands_in(form, said - ORDINARY_WORDS):
        return (likely + _RELATED_POINTS) * term.weight
    return likely * term.weight if telling >= 1 else 0.0


def _stands_in(word: str, said: frozenset[str]) -> bool:
    """Whether `word` is among the words `said`, or one of them begins with the other."""
    return word in said or any(
        min(len(word), len(other)) >= _LEAST_SHARED_LETTERS
        and (word.startswith(other) or other.startswith(word))
        for other in said
    )


def without_echo(words: tuple[Word, ...], told: tuple[str, ...]) -> tuple[Word, ...]:
    """`words` without the terms at their end that only repeat what the recogniser was told.

    `told` are the hints in their order. A recogniser that hears nothing goes on with them, and
    nobody says three terms in just that order; two only count where it was unsure of them. In
    noise it may also write a single one, or something like it, which it does not believe itself.
    """
    if _is_disbelieved(words, told):
        return ()
    numbers = [number for number, hint in enumerate(told) for _ in hint.split()]
    pieces = [spoken_form(piece) for hint in told for piece in hint.split()]
    spoken = [spoken_form(word.text) for word in words]
    echoed = 0
    for end in range(1, len(pieces) + 1):
        length = _shared_end(spoken, pieces[:end])
        if length <= echoed:
            continue
        terms = len(set(numbers[end - length : end]))
        mean = sum(word.probability for word in words[-length:]) / length
        if terms >= _SURELY_ECHOED_TERMS or (
            terms >= _PERHAPS_ECHOED_TERMS and mean < _UNSURE_PROBABILITY
        ):
            echoed = length
    return words[: len(words) - echoed]


def _is_disbelieved(words: tuple[Word, ...], told: tuple[str, ...]) -> bool:
    """Whether all there is are a few told words, or such as begin like them, at no probability."""
    if not 0 < len(words) <= _MOST_LONE_WORDS:
        return False
    if sum(word.probability for word in words) / len(words) >= _DISBELIEVED_PROBABILITY:
        return False
    pieces = frozenset(piece for hint in told for piece in spoken_form(hint).split())
    return all(_stands_in(spoken_form(word.text), pieces) for word in words)


def _shared_end(words: list[str], others: list[str]) -> int:
    """How many words both end with."""
    pairs = zip(reversed(words), reversed(others), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))

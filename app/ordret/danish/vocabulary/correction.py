"""Terms in place of what was heard: by the forms that are listed, and by sound.

A listed form is always replaced. By sound a stretch of words is replaced only where the
recogniser was unsure of one of them, and never where it was sure of an ordinary word, so text
that is already written (probability 1) does not change.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ordret.danish.tokens import PAUSE_SECONDS, Token, tokens_of_line
from ordret.danish.vocabulary.endings import Inflected, readings
from ordret.danish.vocabulary.likeness import differs_in_a_part, letters_of, likeness
from ordret.danish.vocabulary.ordinary import FUNCTION_WORDS, ORDINARY_WORDS
from ordret.danish.vocabulary.phonetics import sound_key, spelled_out
from ordret.danish.vocabulary.sounds import Sound
from ordret.danish.vocabulary.terms import Term, Vocabulary, beginning

UNSURE_PROBABILITY = 0.6
"""Below it a word may be a misheard term."""

_MOST_WORDS_BY_SOUND = 4
_LEAST_LETTERS = 4
_NEEDED = ((5, 0.88), (6, 0.84), (7, 0.81), (8, 0.78), (10, 0.74), (12, 0.7), (15, 0.68))
"""How alike a stretch of so many letters has to be."""
_NEEDED_LONGER = 0.64
_ORDINARY_EXTRA = 0.12
_SPLIT_EXTRA = 0.02
_OTHER_START_EXTRA = 0.06
_SURER_EXTRA = 0.05
_VERY_UNSURE_PROBABILITY = 0.3
_CONTEXT_BONUS = 0.06
_WEIGHT_BONUS = 0.03
_HIGHEST_NEED = 0.97

Protected = Callable[[str], bool]


def corrected(
    tokens: tuple[Token, ...], vocabulary: Vocabulary, *, is_protected: Protected
) -> tuple[Token, ...]:
    """`tokens` with the terms of `vocabulary` as they are to be written.

    `is_protected` tells of a spoken word that it belongs to something else: a number, a command.
    """
    if not vocabulary.terms or not tokens:
        return tokens
    pieces = tuple(_by_form(tokens, vocabulary, is_protected))
    if all(token.probability >= UNSURE_PROBABILITY for token in tokens):
        return tuple(token for piece in pieces for token in piece.tokens)
    return tuple(_by_sound(pieces, vocabulary, is_protected))


@dataclass(frozen=True, slots=True)
class _Piece:
    """Tokens that belong together; `settled` ones are terms, or nothing that may be one."""

    tokens: tuple[Token, ...]
    settled: bool


def _by_form(
    tokens: tuple[Token, ...], vocabulary: Vocabulary, is_protected: Protected
) -> Iterator[_Piece]:
    at = 0
    while at < len(tokens):
        piece, words = _listed(tokens, at, vocabulary, is_protected)
        yield piece
        at += words


def _listed(
    tokens: tuple[Token, ...], at: int, vocabulary: Vocabulary, is_protected: Protected
) -> tuple[_Piece, int]:
    """The longest listed form that begins at `at`, else the token there; how many tokens it is."""
    most = vocabulary.starts.get(beginning(tokens[at].spoken), 0)
    window = tokens[at : at + _joined(tokens, at, most)]
    for count in range(len(window), 0, -1):
        source = window[:count]
        if all(is_protected(token.spoken) for token in source):
            continue
        if word := _form_of(" ".join(token.text for token in source), vocabulary):
            begins = at == 0 or tokens[at - 1].ends_sentence
            return _Piece(_written(word, source, begins, is_protected), settled=True), count
    first = tokens[at]
    return _Piece((first,), settled=first.decided or is_protected(first.spoken)), 1


def _joined(tokens: tuple[Token, ...], at: int, most: int) -> int:
    """How many tokens from `at` on may be one form: no marks or decided token between them."""
    count = 0
    while count < most and at + count < len(tokens):
        token = tokens[at + count]
        if token.decided or (count and token.before):
            break
        count += 1
        if token.after.strip("-"):
            break
    return count


def _form_of(text: str, vocabulary: Vocabulary) -> str | None:
    """How `text` is written if it is a listed form; None where it is none."""
    spoken = text.casefold()
    for reading in readings(spoken.replace("-", " ").strip()):
        listed = vocabulary.heard.get(reading.base)
        term = listed or vocabulary.written.get(reading.base)
        word = term and reading.of(term.word)
        if not term or not word:
            continue
        capitals = word != word.casefold() if listed else _has_own_capitals(term.word)
        return text if word.casefold() == spoken and not capitals else word
    return None


def _has_own_capitals(word: str) -> bool:
    """Whether `word` is known by its capitals: not those that could be an ordinary word's."""
    if word.casefold() in ORDINARY_WORDS or word == word.casefold():
        return False
    return not (word.isupper() and any(letter in "AEIOUYÆØÅ" for letter in word))


def _written(
    word: str, source: tuple[Token, ...], begins: bool, is_protected: Protected
) -> tuple[Token, ...]:
    """`word` as tokens in the place of `source`, with the marks at its ends.

    Later rules read a term as they read other words. One that they would take for a number or a
    command is decided. What is right already stays as it is.
    """
    if begins and source[0].text[:1].isupper() and word[:1].islower():
        word = word[:1].upper() + word[1:]
    pieces = tokens_of_line(word)
    breakable = any(
        is_protected(piece.spoken) or any(map(str.isdigit, piece.text)) for piece in pieces
    )
    if breakable:
        pieces = (Token(word),)
    elif word == " ".join(token.text for token in source):
        return source
    probability = min(token.probability for token in source)
    tokens = [replace(piece, probability=probability, decided=breakable) for piece in pieces]
    tokens[0] = replace(
        tokens[0],
        before=source[0].before + tokens[0].before,
        pause_before_seconds=source[0].pause_before_seconds,
    )
    own, after = tokens[-1].after, source[-1].after
    tokens[-1] = replace(tokens[-1], after=own + after.removeprefix(own))
    return tuple(tokens)


@dataclass(frozen=True, slots=True)
class _Guess:
    """The pieces from `start` to `end` may be `word`; `margin` is how much likelier than needed."""

    start: int
    end: int
    word: str
    margin: float


def _by_sound(
    pieces: tuple[_Piece, ...], vocabulary: Vocabulary, is_protected: Protected
) -> Iterator[Token]:
    """The pieces with the likeliest guesses in place, none of which overlap."""
    said = " ".join(token.spoken for piece in pieces for token in piece.tokens)
    guesses = sorted(
        _guesses(pieces, vocabulary, said), key=lambda guess: (-guess.margin, guess.start)
    )
    taken: dict[int, _Guess] = {}
    covered: set[int] = set()
    for guess in guesses:
        places = range(guess.start, guess.end)
        if covered.isdisjoint(places):
            covered.update(places)
            taken[guess.start] = guess
    at = 0
    last: Token | None = None
    while at < len(pieces):
        chosen = taken.get(at)
        if chosen is None:
            written, at = pieces[at].tokens, at + 1
        else:
            source = tuple(piece.tokens[0] for piece in pieces[at : chosen.end])
            begins = last is None or last.ends_sentence
            written = _written(chosen.word, source, begins, is_protected)
            at = chosen.end
        yield from written
        last = written[-1]


def _guesses(pieces: tuple[_Piece, ...], vocabulary: Vocabulary, said: str) -> Iterator[_Guess]:
    context = _Context(said)
    for start in range(len(pieces)):
        for end in range(start + 1, min(start + _MOST_WORDS_BY_SOUND, len(pieces)) + 1):
            last = pieces[end - 1]
            if last.settled or (end - start > 1 and _parted(pieces[end - 2], last)):
                break
            source = tuple(piece.tokens[0] for piece in pieces[start:end])
            if any(token.probability < UNSURE_PROBABILITY for token in source):
                guess = _likeliest(source, start, vocabulary, context)
                if guess is not None:
                    yield guess


def _parted(before: _Piece, after: _Piece) -> bool:
    """Whether marks or a pause say that these words are not one."""
    left, right = before.tokens[-1], after.tokens[0]
    paused = right.pause_before_seconds >= PAUSE_SECONDS
    return bool(left.after.strip("-") or right.before) or paused


class _Context:
    """The words of a phrase, asked for the words that make a term likely."""

    def __init__(self, said: str) -> None:
        self._said = said
        self._known: dict[str, bool] = {}

    def suits(self, term: Term) -> bool:
        return any(map(self._holds, term.context))

    def _holds(self, word: str) -> bool:
        if word not in self._known:
            self._known[word] = word.casefold() in self._said
        return self._known[word]


def _likeliest(
    source: tuple[Token, ...], start: int, vocabulary: Vocabulary, context: _Context
) -> _Guess | None:
    """The term that `source` most likely is, or None where none is likely enough."""
    spoken = " ".join(token.text for token in source)
    letters = letters_of(spoken)
    if len(letters) < _LEAST_LETTERS or not letters.isalpha():
        return None
    known = [token.spoken in ORDINARY_WORDS or token.spoken in vocabulary.parts for token in source]
    sure = [
        token.spoken
        for token, is_known in zip(source, known, strict=True)
        if is_known and token.probability >= UNSURE_PROBABILITY
    ]
    if sure and sure[0] in FUNCTION_WORDS:
        return None
    extra = _SPLIT_EXTRA * (len(source) - 1) + (_ORDINARY_EXTRA if all(known) else 0.0)
    probability = sum(token.probability for token in source) / len(source)
    extra += _SURER_EXTRA * max(0.0, probability - _VERY_UNSURE_PROBABILITY)
    best: _Guess | None = None
    for reading, key in _keys(spoken, letters):
        for sound in vocabulary.sounds.near(key):
            term = vocabulary.terms[sound.term]
            word = reading.of(term.word)
            if word is None or (sure and sound.letters != reading.base):
                continue
            if differs_in_a_part(key, sound.key):
                continue
            alike = likeness(key, sound.key, reading.base, sound.letters)
            needed = _needed(reading.base, sound.letters, extra, term)
            margin = alike - needed + (_CONTEXT_BONUS if context.suits(term) else 0.0)
            if margin < 0 or (best is not None and margin <= best.margin):
                continue
            if not _has_idle_word(source, sound, reading, alike):
                best = _Guess(start, start + len(source), word, margin)
    return best


def _keys(spoken: str, letters: str) -> Iterator[tuple[Inflected, str]]:
    for reading in readings(letters):
        yield reading, sound_key(reading.base)
    out = spelled_out(spoken)
    if out != spoken:
        yield Inflected(letters), sound_key(out)


def _has_idle_word(
    source: tuple[Token, ...], sound: Sound, reading: Inflected, alike: float
) -> bool:
    """Whether the first or last word of `source` makes it no liker: it was said for itself."""
    if len(source) == 1:
        return False
    for fewer in (source[1:], source[:-1]):
        letters = letters_of("".join(token.spoken for token in fewer))
        if fewer[-1] is source[-1]:
            letters = letters[: len(letters) - len(reading.ending)]
        if likeness(sound_key(letters), sound.key, letters, sound.letters) >= alike:
            return True
    return False


def _needed(letters: str, term_letters: str, extra: float, term: Term) -> float:
    """How alike the letters must be to those of the term."""
    length = len(letters)
    needed = next((need for most, need in _NEEDED if length <= most), _NEEDED_LONGER)
    if letters[0] != term_letters[0]:
        extra += _OTHER_START_EXTRA
    return min(needed + extra - _WEIGHT_BONUS * math.log2(term.weight), _HIGHEST_NEED)

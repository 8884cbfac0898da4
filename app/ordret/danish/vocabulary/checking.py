"""Whether the terms of a list can be used, and can be used together."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ordret.danish.vocabulary.terms import Term, merged, spelling, spoken_form
from ordret.errors import FaultCode, RequestFault

LEAST_WEIGHT = 0.1
MOST_WEIGHT = 10.0
MOST_CHARACTERS = 100
MOST_WORDS = 10
MOST_FORMS = 30

_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Co", "Cs"})
_REMEDY = "Ret linjen, og prøv igen."

Lines = Callable[[str], int]
"""The line on which a word or form stands."""


def wrong(source: str, line: int, what: str, remedy: str) -> RequestFault:
    """The fault of a word list."""
    return RequestFault(FaultCode.VOCABULARY_INVALID, f"{source}, linje {line}: {what}", remedy)


def checked(terms: Iterable[Term], source: str, line_of: Lines) -> tuple[Term, ...]:
    """`terms` in Unicode's composed form, each word once.

    Raises RequestFault VOCABULARY_INVALID: a word or form that is empty, too long or holds
    characters that nobody sees; a weight out of range; two spellings of one word; one form for
    two words; a word that would be replaced by another.
    """
    once: dict[str, Term] = {}
    for term in terms:
        for what, text in _texts(term):
            if fault := _mistake(what, text):
                raise wrong(source, line_of(text), fault, _REMEDY)
        if not LEAST_WEIGHT <= term.weight <= MOST_WEIGHT:
            raise wrong(
                source,
                line_of(term.word),
                f"vægten ved »{term.word}« skal være fra 0,1 til 10.",
                _REMEDY,
            )
        if len(term.heard) > MOST_FORMS or len(term.context) > MOST_FORMS:
            told = f"»{term.word}« har over {MOST_FORMS} former eller ord i konteksten."
            raise wrong(source, line_of(term.word), told, _REMEDY)
        composed = _composed(term)
        key = spelling(composed.word)
        other = once.get(key)
        if other and other.word != composed.word:
            raise wrong(
                source,
                line_of(term.word),
                f"»{term.word}« står også som »{other.word}« i linje {line_of(other.word)}.",
                "Lad kun den rigtige stavemåde stå.",
            )
        once[key] = merged(other, composed) if other else composed
    _refuse_contradictions(once.values(), source, line_of)
    return tuple(once.values())


def _texts(term: Term) -> Iterator[tuple[str, str]]:
    yield "ordet", term.word
    for form in term.heard:
        yield "formen", form
    for word in term.context:
        yield "ordet i konteksten", word


def _mistake(what: str, text: str) -> str:
    """What is wrong with `text`, or nothing."""
    for character in text if not text.isprintable() else "":
        if unicodedata.category(character) in _UNSEEN:
            return f"{what} indeholder et usynligt tegn (U+{ord(character):04X})."
    if not any(map(str.isalnum, text)):
        return f"{what} er tomt." if not text.strip() else f"{what} »{text}« har ingen bogstaver."
    if len(text) > MOST_CHARACTERS:
        return f"{what} »{text[:20]}…« har over {MOST_CHARACTERS} tegn."
    if len(text.split()) > MOST_WORDS:
        return f"{what} »{text[:20]}…« har over {MOST_WORDS} ord."
    return ""


def _composed(term: Term) -> Term:
    def clean(text: str) -> str:
        return " ".join(unicodedata.normalize("NFC", text).split())

    return replace(
        term,
        word=clean(term.word),
        heard=tuple(map(clean, term.heard)),
        context=tuple(map(clean, term.context)),
    )


def _refuse_contradictions(terms: Iterable[Term], source: str, line_of: Lines) -> None:
    written = {spoken_form(term.word): term for term in terms}
    owners: dict[str, Term] = {}
    for term in written.values():
        for heard in term.heard:
            form = spoken_form(heard)
            if heard == term.word:
                what = f"»{heard}« ville blive rettet til sig selv."
                raise wrong(source, line_of(heard), what, "Slet formen.")
            other = written.get(form, term)
            if other is not term:
                what = (
                    f"»{heard}« ville blive rettet til »{term.word}«, men står selv som ord i "
                    f"linje {line_of(other.word)}."
                )
                raise wrong(source, line_of(term.word), what, "Slet en af dem.")
            other = owners.setdefault(form, term)
            if other is not term:
                what = f"»{heard}« er hørt form af både »{other.word}« og »{term.word}«."
                raise wrong(source, line_of(term.word), what, "Lad formen stå ved kun ét ord.")

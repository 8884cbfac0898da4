"""Abbreviations that a style may ask for: »for eksempel« becomes »f.eks.«."""

from ordret.danish.numbers.reading import Conversion, Reading, converted, word_set

_ANYWHERE = {
    "for eksempel": "f.eks.",
    "blandt andet": "bl.a.",
    "blandt andre": "bl.a.",
    "det vil sige": "dvs.",
    "på grund af": "pga.",
    "i forhold til": "ift.",
    "i forbindelse med": "ifm.",
    "med hensyn til": "mht.",
    "i henhold til": "iht.",
    "ved hjælp af": "vha.",
    "cirka": "ca.",
    "eventuelt": "evt.",
    "inklusive": "inkl.",
    "eksklusive": "ekskl.",
    "henholdsvis": "hhv.",
    "jævnfør": "jf.",
    "vedrørende": "vedr.",
}
_AT_END = {
    "og så videre": "osv.",
    "og lignende": "o.l.",
    "eller lignende": "e.l.",
    "med mere": "m.m.",
    "med flere": "m.fl.",
    "med videre": "m.v.",
}
"""»med mere plads« is something else: these end what they belong to."""
_CLOSED_BY = word_set(
    "punktum komma semikolon kolon spørgsmålstegn udråbstegn parentes højre citat"
)
_BY_FIRST_WORD: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
for _table, _ends in ((_ANYWHERE, False), (_AT_END, True)):
    for _spoken, _short in _table.items():
        _words = tuple(_spoken.split())
        _BY_FIRST_WORD.setdefault(_words[0], []).append((_words, _short, _ends))
STARTS = frozenset(_BY_FIRST_WORD)


def abbreviation(reading: Reading, at: int) -> Conversion | None:
    """The abbreviation of the words that begin here."""
    if not reading.style.abbreviations:
        return None
    for words, short, only_at_end in _BY_FIRST_WORD[reading.words[at]]:
        end = at + len(words)
        if reading.words[at:end] != words:
            continue
        if not all(reading.adjacent(place) for place in range(at, end - 1)):
            continue
        if only_at_end and not _ends_something(reading, end):
            continue
        return converted(reading, at, end, short)
    return None


def _ends_something(reading: Reading, end: int) -> bool:
    return (
        end == len(reading.words) or not reading.flows(end - 1) or reading.words[end] in _CLOSED_BY
    )

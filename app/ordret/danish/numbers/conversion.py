"""The entry: numbers, dates, amounts and references of one phrase become written ones.

A cursor goes over the phrase once. At each word the rules that could begin there are asked, the
most specific first; what the first answer covers is done. A stretch that no rule is sure of stays
as it was said.
"""

from ordret.danish.numbers.abbreviations import STARTS as ABBREVIATION_STARTS
from ordret.danish.numbers.abbreviations import abbreviation
from ordret.danish.numbers.amounts import UNIT_WORDS, amount, percent_together
from ordret.danish.numbers.cardinals import ONES, atoms_of
from ordret.danish.numbers.dates import date, month_and_year, running_year
from ordret.danish.numbers.identifiers import (
    iban,
    identifier,
    international,
    postcode,
    telephone_or_cpr,
)
from ordret.danish.numbers.ordinals import MONTHS, ORDINALS, running_ordinal
from ordret.danish.numbers.quantities import FRACTION_WORDS
from ordret.danish.numbers.reading import Reading, Rule
from ordret.danish.numbers.references import STARTS as REFERENCE_STARTS
from ordret.danish.numbers.references import reference, section_together
from ordret.danish.numbers.running import calculation, running_number, series
from ordret.danish.numbers.times import (
    CLOCK_WORDS,
    clock,
    clock_reading,
    clock_without_word,
)
from ordret.danish.style import Style
from ordret.danish.tokens import Token

_AT_NUMBER: tuple[Rule, ...] = (
    date,
    identifier,
    postcode,
    telephone_or_cpr,
    clock_without_word,
    amount,
    calculation,
    running_year,
    series,
    running_number,
)
_AT_ORDINAL: tuple[Rule, ...] = (date, running_ordinal)
_AT_FRACTION: tuple[Rule, ...] = (clock_without_word, amount, running_number)
_AT_WORD: dict[str, tuple[Rule, ...]] = {
    **dict.fromkeys(CLOCK_WORDS, (clock, clock_reading)),
    **dict.fromkeys(ORDINALS, _AT_ORDINAL),
    **dict.fromkeys(FRACTION_WORDS, _AT_FRACTION),
    **dict.fromkeys(MONTHS, (month_and_year,)),
    **dict.fromkeys(REFERENCE_STARTS, (reference,)),
    **dict.fromkeys(ABBREVIATION_STARTS, (abbreviation,)),
    **dict.fromkeys(("iban", "iban-nummer", "iban-nummeret"), (iban,)),
    "plus": (international,),
}
_NUMBER_WORDS = (_AT_WORD.keys() - ABBREVIATION_STARTS) | UNIT_WORDS | {"nul", "komma"}


def convert(tokens: tuple[Token, ...], style: Style) -> tuple[Token, ...]:
    """The tokens of a phrase with every sure number, date, amount and reference written."""
    reading = Reading(tokens, tuple(token.spoken for token in tokens), style)
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        for rule in _rules_at(reading.words[at]):
            conversion = rule(reading, at)
            if conversion is not None:
                found.extend(conversion.tokens)
                at = conversion.end
                break
        else:
            found.append(tokens[at])
            at += 1
    return tuple(found)


def is_number_word(spoken: str) -> bool:
    """Whether a word is part of what is converted here; numbers in digits are too."""
    return (
        spoken[:1].isdigit() or spoken in _NUMBER_WORDS or bool(spoken != "og" and atoms_of(spoken))
    )


def _rules_at(word: str) -> tuple[Rule, ...]:
    rules = _AT_WORD.get(word)
    if rules is not None:
        return rules
    if word == "nul" or word in ONES:
        return _AT_NUMBER
    if word[:1].isdigit():
        return (percent_together, *_AT_NUMBER) if word.endswith("%") else _AT_NUMBER
    if word.startswith("§"):
        return (section_together,)
    return _AT_NUMBER if word != "og" and atoms_of(word) else ()

"""Numbers that something is measured in: whole, decimal (»to komma fem«), mixed (»to en halv«)."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from ordret.danish.numbers.cardinals import (
    LARGE_PARTS,
    ONES,
    Number,
    grouped,
    number_at,
    value_of,
)
from ordret.danish.numbers.reading import Reading

_PARTS = {
    "halve": 2,
    "kvart": 4,
    **{
        f"{part}{ending}": whole
        for part, whole in (
            ("tredjedel", 3),
            ("fjerdedel", 4),
            ("femtedel", 5),
            ("sjettedel", 6),
            ("ottendedel", 8),
            ("tiendedel", 10),
        )
        for ending in ("", "e")
    },
}
_SIGNS = {
    **dict(zip(((1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 6), (5, 6)), "½⅓⅔¼¾⅙⅚", strict=True)),
    **dict(zip(((1, 5), (2, 5), (3, 5), (4, 5)), "⅕⅖⅗⅘", strict=True)),
    **dict(zip(((1, 8), (3, 8), (5, 8), (7, 8)), "⅛⅜⅝⅞", strict=True)),
}
_HALVES = frozenset({"halv", "halvt", "halve"})
_ONE_AND_A_HALF = frozenset({"halvanden", "halvandet"})
FRACTION_WORDS = _ONE_AND_A_HALF | {"halv", "kvart", "kvarter"}
"""Words that begin a quantity or a time without being a number."""
_LARGE = {
    **dict.fromkeys(("million", "millioner", "mio"), "mio."),
    **dict.fromkeys(("milliard", "milliarder", "mia"), "mia."),
}
_DECIMAL = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+),(\d+)|\d*[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]")
_SAID_DIGIT_LIMIT = 10
_TWO_DIGITS_LIMIT = 100


class Form(Enum):
    """How a quantity was said."""

    WHOLE = auto()
    DECIMAL = auto()
    MIXED = auto()
    """»to en halv«"""
    ONE_AND_A_HALF = auto()
    FRACTION = auto()
    """»to tredjedele«, »en kvart«"""
    PART = auto()
    """»en halv«, »en tredjedel«: in running text these stay words."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity as it is written, and where it ends; `number` where it is a whole one."""

    text: str
    end: int
    form: Form
    number: Number | None = None
    large: str = ""
    """»mio.« or »mia.« that was said after it and is no part of the digits."""


def quantity_at(reading: Reading, at: int) -> Quantity | None:
    """The quantity that begins at this place."""
    word = reading.word(at)
    if word in _ONE_AND_A_HALF:
        return _with_large(reading, Quantity("1½", at + 1, Form.ONE_AND_A_HALF))
    if written := _DECIMAL.fullmatch(word):
        return _with_large(reading, _written(reading, written, at))
    number = number_at(reading, at)
    if number is None:
        return None
    quantity = _fraction(reading, number) or _mixed(reading, number) or _decimal(reading, number)
    if quantity is not None:
        return _with_large(reading, quantity)
    whole = Quantity(grouped(number.value, reading.style), number.end, Form.WHOLE, number)
    # »2 mio. kr.« is written already, while »2 millioner« has become digits.
    return _with_large(reading, whole) if reading.word(number.end) in ("mio", "mia") else whole


def _written(reading: Reading, match: re.Match[str], at: int) -> Quantity:
    whole, decimals = match.groups()
    if whole is None:
        return Quantity(match[0], at + 1, Form.MIXED)
    text = f"{grouped(int(whole.replace('.', '')), reading.style)},{decimals}"
    return Quantity(text, at + 1, Form.DECIMAL)


def _with_large(reading: Reading, quantity: Quantity) -> Quantity:
    large = _LARGE.get(reading.word(quantity.end))
    if large is None or not reading.adjacent(quantity.end - 1):
        return quantity
    end = quantity.end + 1
    return Quantity(quantity.text, end, quantity.form, None, large)


def _fraction(reading: Reading, number: Number) -> Quantity | None:
    """»to tredjedele«, »tre kvart«, »en halv«."""
    part = reading.word(number.end)
    if not reading.adjacent(number.end - 1) or number.value == 0:
        return None
    if number.is_article and part in _HALVES:
        return Quantity("½", number.end + 1, Form.PART)
    whole = _PARTS.get(part)
    if whole is None or number.value >= whole:
        return None
    text = _SIGNS.get((number.value, whole), f"{number.value}/{whole}")
    form = Form.PART if number.value == 1 and part != "kvart" else Form.FRACTION
    return Quantity(text, number.end + 1, form)


def _mixed(reading: Reading, number: Number) -> Quantity | None:
    """»to en halv«, »to og et halvt«, »fem en kvart«."""
    at = number.end + (reading.word(number.end) == "og")
    if reading.word(at) not in ONES or number.is_article or number.value == 0:
        return None
    part = reading.word(at + 1)
    if not all(reading.adjacent(place) for place in range(number.end - 1, at + 1)):
        return None
    if part in _HALVES - {"halve"}:
        sign = "½"
    elif part == "kvart":
        sign = "¼"
    else:
        return None
    return Quantity(grouped(number.value, reading.style) + sign, at + 2, Form.MIXED)


def _decimal(reading: Reading, number: Number) -> Quantity | None:
    """»nul komma syv fem«: nothing stands around the word »komma«."""
    at = number.end
    if reading.word(at) != "komma" or not (reading.flows(at - 1) and reading.flows(at)):
        return None
    digits, end = _decimals(reading, at + 1)
    if not digits:
        return None
    return Quantity(f"{grouped(number.value, reading.style)},{digits}", end, Form.DECIMAL, number)


def _decimals(reading: Reading, at: int) -> tuple[str, int]:
    """The digits after the comma: one by one, or a pair after any zeros."""
    digits = ""
    end = at
    while end == at or reading.flows(end - 1):
        word = reading.word(end)
        value = value_of(word)
        if word.isdigit() and not digits:
            return word, end + 1
        if value is None or word.isdigit() or value >= _TWO_DIGITS_LIMIT:
            break
        number = number_at(reading, end)
        if number is not None and number.unit_and_tens and not digits.strip("0"):
            return digits + str(number.value), number.end
        if value >= _SAID_DIGIT_LIMIT:
            return (digits + str(value), end + 1) if not digits.strip("0") else (digits, end)
        if word in ONES and digits and _is_article(reading, end):
            break
        digits += str(value)
        end += 1
    return ("", at) if reading.word(end) in LARGE_PARTS else (digits, end)


def _is_article(reading: Reading, at: int) -> bool:
    """Whether »en« after a digit begins something else."""
    return not (reading.closes(at + 1) or value_of(reading.word(at + 1)) is not None)

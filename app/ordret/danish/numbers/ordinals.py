"""Danish ordinal numbers: »femte«, »enogtyvende«, »5.«."""

import re
from dataclasses import dataclass

from ordret.danish.numbers.cardinals import ONES, UNITS
from ordret.danish.numbers.reading import Conversion, Reading, converted, word_set

_LOW = {
    1: "første",
    2: "anden andet",
    3: "tredje tredie",
    4: "fjerde",
    5: "femte",
    6: "sjette",
    7: "syvende",
    8: "ottende",
    9: "niende",
    10: "tiende",
    11: "ellevte elvte",
    12: "tolvte",
    13: "trettende",
    14: "fjortende",
    15: "femtende",
    16: "sekstende",
    17: "syttende",
    18: "attende",
    19: "nittende",
}
_TENS = {
    "tyvende": 20,
    "tredivte": 30,
    "tredevte": 30,
    "fyrretyvende": 40,
    "fyrrende": 40,
    "halvtredsindstyvende": 50,
    "tresindstyvende": 60,
    "tredsindstyvende": 60,
    "halvfjerdsindstyvende": 70,
    "firsindstyvende": 80,
    "halvfemsindstyvende": 90,
}
_MONTHS: tuple[str, ...] = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august")
_MONTHS += ("september", "oktober", "november", "december")
MONTHS = {name: month for month, name in enumerate(_MONTHS, start=1)}
ORDINALS = {
    **{word: value for value, words in _LOW.items() for word in words.split()},
    **_TENS,
    **{
        f"{unit}og{ten}": UNITS[unit] + value
        for unit in UNITS
        for ten, value in _TENS.items()
        if unit not in ONES or unit == "en"
    },
}
_BEFORE = word_set(
    "den det de denne dette min mit mine din dit dine sin sit sine hans hendes dens dets vores "
    "jeres deres på i af ved efter inden før"
)
"""What an ordinal in running text follows; elsewhere it could be anything."""
_DIGITS = re.compile(r"[1-9]\d?")


@dataclass(frozen=True, slots=True)
class Ordinal:
    """An ordinal number that was said, and where it ends; `in_digits` of »5.«."""

    value: int
    end: int
    in_digits: bool = False


def ordinal_at(reading: Reading, at: int) -> Ordinal | None:
    """The ordinal number that begins at this place, one or two digits long."""
    word = reading.word(at)
    if word in ORDINALS:
        return Ordinal(ORDINALS[word], at + 1)
    if word in UNITS and reading.word(at + 1) == "og" and reading.word(at + 2) in _TENS:
        if reading.adjacent(at) and reading.adjacent(at + 1):
            return Ordinal(UNITS[word] + _TENS[reading.words[at + 2]], at + 3)
        return None
    if _DIGITS.fullmatch(word) and reading.tokens[at].after == ".":
        return Ordinal(int(word), at + 1, in_digits=True)
    return None


def running_ordinal(reading: Reading, at: int) -> Conversion | None:
    """»det tyvende århundrede« becomes »det 20. århundrede«; small ones stay in letters."""
    ordinal = ordinal_at(reading, at)
    if ordinal is None or ordinal.in_digits or ordinal.value < max(reading.style.digits_from, 3):
        return None
    if reading.word(at - 1) not in _BEFORE or reading.word(ordinal.end) in MONTHS:
        # A month here has no such day, or the date would have been written.
        return None
    return converted(reading, at, ordinal.end, f"{ordinal.value}.")

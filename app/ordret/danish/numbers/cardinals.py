"""Danish cardinal numbers in words, in digits, and mixed: 0 to 999 billions.

Both spellings of the tens (»halvtreds«, »halvtredsindstyve«), the old bank forms (»femti«), words
written together (»tohundredeogfem«) or apart, and what a recogniser writes (»2 tusind«).
"""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from ordret.danish.numbers.reading import Reading, word_set
from ordret.danish.style import Style

ONES = frozenset({"en", "et", "én", "ét", "een", "eet"})
UNITS = {
    **dict.fromkeys(ONES, 1),
    **dict(
        zip(("to", "tre", "fire", "fem", "seks", "syv", "otte", "ni"), range(2, 10), strict=True)
    ),
}
_TEENS: tuple[str, ...] = ("ti", "elleve", "tolv", "tretten", "fjorten")
_TEENS += ("femten", "seksten", "sytten", "atten", "nitten")
_TENS = {
    20: "tyve",
    30: "tredive tredve",
    40: "fyrre fyrretyve",
    50: "halvtreds halvtres halvtredsindstyve halvtresindstyve",
    60: "tres treds tresindstyve tredsindstyve",
    70: "halvfjerds halvfjerdsindstyve",
    80: "firs firsindstyve",
    90: "halvfems halvfemsindstyve",
}
_BANK_TENS = ("toti", "treti", "firti", "femti", "seksti", "syvti", "otti", "niti")
_SCALES = {
    **dict.fromkeys(("tusind", "tusinde"), 10**3),
    **dict.fromkeys(("million", "millioner"), 10**6),
    **dict.fromkeys(("milliard", "milliarder"), 10**9),
}
_HUNDREDS = frozenset({"hundrede", "hundred"})
LARGE_PARTS = _HUNDREDS | {"tusind", "tusinde"}
"""What makes a hundred or thousand times as much of the number in front of it."""
_HUNDRED = 100
_THOUSAND = 1000
_TEN = 10
_YEARS_BY_HUNDREDS = range(1601, 2100)
_PLURALS = ("er", "e", "r", "børn", "kr", "ting", "procent")
_VAGUE = word_set("par flere nogle mange få adskillige utallige enkelte")


class _Kind(Enum):
    UNIT = auto()
    TEEN = auto()
    TENS = auto()
    BANK_TENS = auto()
    AND = auto()
    HUNDRED = auto()
    SCALE = auto()
    DIGITS = auto()


_Atom = tuple[_Kind, int]
_ATOMS: dict[str, _Atom] = {
    **{word: (_Kind.UNIT, value) for word, value in UNITS.items()},
    **{word: (_Kind.TEEN, value) for value, word in enumerate(_TEENS, start=10)},
    **{word: (_Kind.TENS, value) for value, words in _TENS.items() for word in words.split()},
    **{word: (_Kind.BANK_TENS, value * 10) for value, word in enumerate(_BANK_TENS, start=2)},
    **dict.fromkeys(_HUNDREDS, (_Kind.HUNDRED, _HUNDRED)),
    **{word: (_Kind.SCALE, value) for word, value in _SCALES.items()},
    "og": (_Kind.AND, 0),
}
_LONGEST_FIRST = sorted(_ATOMS, key=len, reverse=True)
_TOGETHER = re.compile(rf"(?:{'|'.join(_LONGEST_FIRST)}){{2,}}")
WHOLE_DIGITS = re.compile(r"0|[1-9]\d*|[1-9]\d{0,2}(?:\.\d{3})+")
"""An integer in digits, with or without thousands dots; a leading zero makes it an identifier."""


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number that was said, and where it ends.

    `is_article` of »en« and »et« alone; `is_bare` of »tusind« with nothing in front, `is_vague` of
    the same after »et par«; `in_digits` of a number that came as one word of digits; `bank_form` of
    »femti«; `as_year` of »nitten hundrede femogfirs«, which no amount is said as; `unit_and_tens`
    of »fem og tyve« in three words.
    """

    value: int
    end: int
    is_article: bool = False
    is_bare: bool = False
    is_vague: bool = False
    in_digits: bool = False
    bank_form: bool = False
    as_year: bool = False
    unit_and_tens: bool = False


class _Sum:
    """Takes the atoms of a number one by one, as far as they make a number together."""

    def __init__(self) -> None:
        self.total = 0
        self.group = 0
        self.last: _Kind | None = None
        self.scale_limit = 10**12
        self.unit_open = False
        """A single digit that »og« and tens may follow."""
        self.after_hundred = False
        self.doubtful = False
        """»hundrede en gang« is no 101, while »en million et hundrede« goes on."""
        self.bank_form = False
        self.hundreds_above_ten = False

    @property
    def value(self) -> int:
        return self.total + self.group

    @property
    def is_complete(self) -> bool:
        return self.last is not _Kind.AND and not self.doubtful

    @property
    def is_as_year(self) -> bool:
        is_year = self.value in _YEARS_BY_HUNDREDS and self.value % _HUNDRED > 0
        return self.hundreds_above_ten and is_year

    def take(self, atom: _Atom, *, within_word: bool) -> bool:
        """Whether the atom goes on with the number; where not, the sum is spent."""
        kind, value = atom
        if kind is _Kind.UNIT:
            after_larger = self.last in (_Kind.HUNDRED, _Kind.SCALE)
            self.doubtful = value == 1 and after_larger and not within_word
        elif kind is not _Kind.AND:
            self.doubtful = False
        taken = self._taken(kind, value)
        self.last = kind
        return taken

    def _taken(self, kind: _Kind, value: int) -> bool:
        match kind:
            case _Kind.AND:
                return self.last in (_Kind.HUNDRED, _Kind.SCALE) or (
                    self.last is _Kind.UNIT and self.unit_open
                )
            case _Kind.UNIT:
                return self._added(value, is_open=self._is_open(), unit_open=True)
            case _Kind.TEEN:
                return self._added(value, is_open=self._is_open())
            case _Kind.TENS | _Kind.BANK_TENS:
                self.bank_form |= kind is _Kind.BANK_TENS
                ends_unit = self.last is _Kind.AND and self.unit_open
                return self._added(value, is_open=ends_unit or self._is_open())
            case _Kind.HUNDRED:
                return self._hundred()
            case _Kind.SCALE:
                return self._scale(value)
            case _Kind.DIGITS:
                limit = _HUNDRED if self.after_hundred else _THOUSAND
                return self._added(
                    value, is_open=self.last is None or (self._is_open() and value < limit)
                )

    def _is_open(self) -> bool:
        """Whether a number below a hundred can be added here."""
        if self.last in (_Kind.HUNDRED, _Kind.SCALE, None):
            return True
        return self.last is _Kind.AND and not self.unit_open

    def _added(self, value: int, *, is_open: bool, unit_open: bool = False) -> bool:
        if is_open:
            self.group += value
            self.unit_open = unit_open
        return is_open

    def _hundred(self) -> bool:
        if self.after_hundred or (self.last is _Kind.AND and self.unit_open):
            return False
        if self.group >= _HUNDRED or (self.group >= _TEN and self.total):
            return False
        self.hundreds_above_ten = self.group >= _TEN
        self.group = max(self.group, 1) * _HUNDRED
        self.after_hundred = True
        self.unit_open = False
        return True

    def _scale(self, value: int) -> bool:
        if value >= self.scale_limit or self.last is _Kind.AND or self.hundreds_above_ten:
            return False
        if not self.group and value > _THOUSAND:
            return False
        self.total += max(self.group, 1) * value
        self.group = 0
        self.scale_limit = value
        self.after_hundred = False
        self.unit_open = False
        return True


def number_at(reading: Reading, at: int) -> Number | None:
    """The longest whole number that begins at this place."""
    first = reading.word(at)
    if first == "nul":
        return Number(0, at + 1)
    if first not in _ATOMS and not atoms_of(first):
        return None
    number = _longest(reading, at, len(reading.words))
    if number is None or reading.word(at - 1) != "mellem" or reading.word(number.end) == "og":
        return number
    # »mellem fem og tyve« has two numbers: the first one ends at its »og«.
    for end in range(at, number.end):
        if reading.words[end] == "og":
            return _longest(reading, at, end)
    return number


def _longest(reading: Reading, at: int, limit: int) -> Number | None:
    first = reading.words[at]
    total = _Sum()
    found: Number | None = None
    for end in range(at, limit):
        word = reading.words[end]
        atoms = atoms_of(word)
        if not atoms or (end > at and not _goes_on(reading, end)):
            break
        if not all(
            total.take(atom, within_word=place > 0 or end == at) for place, atom in enumerate(atoms)
        ):
            break
        if total.is_complete and not _begins_something(reading, end, at):
            found = Number(
                total.value,
                end + 1,
                is_article=end == at and word in ONES,
                is_bare=first in LARGE_PARTS,
                is_vague=first in LARGE_PARTS and reading.word(at - 1) in _VAGUE,
                in_digits=end == at and word[0].isdigit(),
                bank_form=total.bank_form,
                as_year=total.is_as_year,
                unit_and_tens=end == at + 2 and first in UNITS and reading.words[at + 1] == "og",
            )
    return found


def _goes_on(reading: Reading, end: int) -> bool:
    """Whether a number may reach over the gap in front of `end`."""
    if reading.adjacent(end - 1):
        return reading.words[end] != "og" or not _begins_like(reading, end)
    # A recogniser writes »to tusind, fem hundrede kroner«.
    return (
        reading.words[end - 1] in _SCALES
        and reading.tokens[end - 1].after == ","
        and not reading.tokens[end].before
        and (reading.word(end + 1) in _HUNDREDS or reading.word(end + 1) in _SCALES)
    )


def _begins_something(reading: Reading, at: int, start: int) -> bool:
    """Whether »en« in »fem hundrede og en undskyldning« is an article: its noun is no plural."""
    if at == start or reading.words[at] not in ONES or reading.words[at - 1] != "og":
        return False
    following = reading.word(at + 1)
    return not (reading.closes(at + 1) or following.endswith(_PLURALS) or atoms_of(following))


def _begins_like(reading: Reading, at: int) -> bool:
    """Whether behind this »og« stands a number as large as what is in front of it.

    »to hundrede og tre hundrede« has two numbers, »to tusind og tre hundrede« is one.
    """
    before, second = reading.words[at - 1], reading.word(at + 2)
    if before in _HUNDREDS:
        return second in _HUNDREDS
    return before in _SCALES and _SCALES.get(second, 0) >= _SCALES[before]


@lru_cache(maxsize=4096)
def atoms_of(word: str) -> tuple[_Atom, ...]:
    """What a word adds to a number: »femogtyve« is 5, »og«, 20. Empty where it's no number."""
    atom = _ATOMS.get(word)
    if atom is not None:
        return (atom,)
    if word[:1].isdigit():
        return ((_Kind.DIGITS, int(word.replace(".", ""))),) if WHOLE_DIGITS.fullmatch(word) else ()
    if not _TOGETHER.fullmatch(word):
        return ()
    atoms = tuple(_ATOMS[piece] for piece in _pieces(word) or ())
    return atoms if _sum_of(atoms) is not None else ()


def _pieces(word: str) -> tuple[str, ...] | None:
    """The words that are written together here: »tusindenogfirs« begins with no »tusinde«."""
    for piece in _LONGEST_FIRST:
        if word == piece:
            return (piece,)
        rest = _pieces(word[len(piece) :]) if word.startswith(piece) else None
        if rest is not None:
            return (piece, *rest)
    return None


def _sum_of(atoms: tuple[_Atom, ...]) -> int | None:
    total = _Sum()
    if not atoms or not all(total.take(atom, within_word=True) for atom in atoms):
        return None
    return total.value if total.is_complete else None


def value_of(word: str) -> int | None:
    """The number that one word is, whatever stands around it."""
    return 0 if word == "nul" else _sum_of(atoms_of(word))


def goes_on_large(reading: Reading, number: Number) -> bool:
    """Whether »millioner« or the like stands behind a number that it can't multiply."""
    return reading.word(number.end) in _SCALES or reading.word(number.end) in _HUNDREDS


def starts_number(reading: Reading, at: int) -> bool:
    """Whether a number begins here; »en« and »et« alone are no sign of one."""
    number = number_at(reading, at)
    return number is not None and not number.is_article


def grouped(value: int, style: Style) -> str:
    """Digits with the style's mark between groups of three."""
    return f"{value:,}".replace(",", style.thousands)

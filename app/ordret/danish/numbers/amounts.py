"""Money, percentages and units: what is measured is always written in digits."""

from dataclasses import dataclass

from ordret.danish.numbers.quantities import Form, Quantity, quantity_at
from ordret.danish.numbers.reading import Conversion, Reading, converted, kept, word_set
from ordret.danish.style import Style

_KRONER = frozenset({"krone", "kroner", "kr"})
_PERCENT = frozenset({"procent", "pct"})
_UNITS = {
    "millimeter": "mm",
    "centimeter": "cm",
    "meter": "m",
    "kilometer": "km",
    "kvadratcentimeter": "cm²",
    "kvadratmeter": "m²",
    "kvm": "m²",
    "m2": "m²",
    "kvadratkilometer": "km²",
    "km2": "km²",
    "kubikmeter": "m³",
    "m3": "m³",
    "hektar": "ha",
    "milligram": "mg",
    "gram": "g",
    "kilo": "kg",
    "kilogram": "kg",
    "milliliter": "ml",
    "centiliter": "cl",
    "deciliter": "dl",
    "liter": "l",
    "kilowatt": "kW",
    "kilowatttime": "kWh",
    "kilowatttimer": "kWh",
    "kilowattimer": "kWh",
    "megawatt": "MW",
    "megawatttimer": "MWh",
    "decibel": "dB",
}
_SPEEDS = {("kilometer", "i", "timen"): "km/t.", ("meter", "i", "sekundet"): "m/s"}
_NAMED = word_set(
    "euro dollar dollars pund promille procentpoint grader grad mikrogram ton tons øre"
)
"""Units that are written in full after their digits."""
UNIT_WORDS = _KRONER | _PERCENT | _UNITS.keys() | _NAMED | {"%", "dkk"}
_RANGE_WORDS = frozenset({"til", "og", "eller", "-", "–"})
_CALCULATION_SIGNS = frozenset({"+", "-", ":", "="})
_ORE_LIMIT = 100


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit as it is written, and where it ends."""

    text: str
    end: int
    is_money: bool = False


def amount(reading: Reading, at: int) -> Conversion | None:
    """»to tusind fem hundrede kroner«, »fra fem til ti procent«, »halvtreds kilometer i timen«."""
    first = quantity_at(reading, at)
    if first is None or reading.word(at - 1) in _CALCULATION_SIGNS:
        return None
    link, last = _second(reading, at, first)
    unit = _unit_at(reading, last.end, last)
    if unit is None:
        return None
    if _is_vague(first, unit):
        # »et par hundrede kroner«, »en krone«
        return kept(reading, at, unit.end)
    if last.form is Form.WHOLE and last is first and unit.is_money:
        ore = _with_ore(reading, first, unit.end)
        if ore is not None:
            text, end = ore
            return converted(reading, at, end, f"{text} {_currency(reading.style)}")
    texts = [_text(quantity, is_money=unit.is_money) for quantity in (first, last)]
    numbers = texts[0] if last is first else link.join(texts)
    return converted(reading, at, unit.end, f"{numbers} {unit.text}")


def percent_together(reading: Reading, at: int) -> Conversion | None:
    """»25%«, as recognisers write it without the space."""
    number = reading.words[at].removesuffix("%")
    if not number.replace(",", "").isdigit():
        return None
    return converted(reading, at, at + 1, f"{number} {reading.style.percent}")


def _second(reading: Reading, at: int, first: Quantity) -> tuple[str, Quantity]:
    """What joins a range, and its end: the first quantity itself where there's no range."""
    word = reading.word(first.end)
    is_apart = not (reading.adjacent(first.end - 1) and reading.adjacent(first.end))
    if word not in _RANGE_WORDS or is_apart:
        return "", first
    if word == "og" and not reading.follows("mellem", at):
        return "", first
    last = quantity_at(reading, first.end + 1)
    if last is None or (last.number is not None and last.number.is_article):
        return "", first
    dash = word in ("-", "–") or (word == "til" and not reading.follows("fra", at))
    return "-" if dash else f" {word} ", last


def _unit_at(reading: Reading, at: int, quantity: Quantity) -> _Unit | None:
    word = reading.word(at)
    if word not in UNIT_WORDS or not _reaches(reading, at):
        return None
    if word in _KRONER:
        return _Unit(_currency(reading.style, is_one=quantity.text == "1"), at + 1, is_money=True)
    if word == "dkk":
        return _Unit("DKK", at + 1, is_money=True)
    if word == "%":
        return _Unit("%", at + 1)
    if word in _PERCENT:
        return _Unit(reading.style.percent, at + 1)
    for words, text in _SPEEDS.items():
        end = at + len(words)
        if reading.words[at:end] == words and all(
            reading.adjacent(place) for place in range(at, end - 1)
        ):
            return _Unit(text, end)
    return _Unit(_UNITS.get(word, reading.tokens[at].text), at + 1)


def _reaches(reading: Reading, at: int) -> bool:
    """Whether a unit belongs to what stands in front of it: only »mio.« may have its full stop."""
    if reading.tokens[at].before:
        return False
    after = reading.tokens[at - 1].after
    return not after or (after == "." and reading.words[at - 1] in ("mio", "mia"))


def _is_vague(quantity: Quantity, unit: _Unit) -> bool:
    number = quantity.number
    if number is None or quantity.form is not Form.WHOLE:
        return False
    return number.is_vague or (number.is_article and unit.text not in ("pct.", "%", "procent"))


def _with_ore(reading: Reading, kroner: Quantity, at: int) -> tuple[str, int] | None:
    """»femten kroner og halvtreds øre«."""
    start = at + (reading.word(at) == "og")
    ore = quantity_at(reading, start)
    if ore is None or ore.number is None or reading.word(ore.end) != "øre":
        return None
    if ore.form is not Form.WHOLE or ore.number.value >= _ORE_LIMIT:
        return None
    if not all(reading.adjacent(place) for place in range(at - 1, ore.end)):
        return None
    return f"{kroner.text},{ore.number.value:02}", ore.end + 1


def _text(quantity: Quantity, *, is_money: bool) -> str:
    text = quantity.text
    if is_money and quantity.form is Form.DECIMAL and not quantity.large:
        whole, _, decimals = text.partition(",")
        text = f"{whole},{decimals:0<2}"
    return f"{text} {quantity.large}".strip()


def _currency(style: Style, *, is_one: bool = False) -> str:
    return "krone" if is_one and style.currency == "kroner" else style.currency

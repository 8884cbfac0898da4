"""Numbers in running text: small ones stay in letters, larger ones and calculations get digits."""

from dataclasses import dataclass

from ordret.danish.numbers.cardinals import (
    ONES,
    Number,
    goes_on_large,
    grouped,
    number_at,
    starts_number,
)
from ordret.danish.numbers.quantities import Form, quantity_at
from ordret.danish.numbers.reading import Conversion, Reading, converted, kept, written

_SIGNS = {
    ("plus",): " + ",
    ("minus",): " - ",
    ("divideret", "med"): " : ",
    ("lig", "med"): " = ",
    ("skråstreg",): "/",
    ("bindestreg",): "-",
}
_MOST_IN_SERIES = 12
_LINKS = frozenset({"og", "eller"})


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign between two numbers, and where it ends."""

    text: str
    end: int


def calculation(reading: Reading, at: int) -> Conversion | None:
    """»tolv plus atten lig med tredive«, »femten skråstreg tyve«."""
    first = number_at(reading, at)
    if first is None:
        return None
    text, end = str(first.value), first.end
    while (sign := _sign_at(reading, end)) is not None:
        number = number_at(reading, sign.end)
        if number is None or (number.is_article and not reading.closes(number.end)):
            break
        text += f"{sign.text}{number.value}"
        end = number.end
    return converted(reading, at, end, text) if end > first.end else None


def series(reading: Reading, at: int) -> Conversion | None:
    """»fem, otte og tolv«, »femten til tyve«: one in digits, all in digits."""
    numbers = [number] if (number := _plain(reading, at)) else []
    starts = [at]
    while (
        0 < len(numbers) < _MOST_IN_SERIES
        and (start := _next_in_series(reading, numbers[-1].end)) is not None
    ):
        following = _plain(reading, start)
        if following is None:
            break
        numbers.append(following)
        starts.append(start)
    if not numbers[1:] or all(n.value < reading.style.digits_from for n in numbers):
        return None
    links = [reading.words[start - 1] for start in starts[1:]]
    if links[-1] not in _LINKS and links != ["til"]:
        return None
    if any(number.is_vague for number in numbers) or starts_number_after(reading, numbers[-1]):
        return None
    if links == ["til"] and not reading.follows("fra", at):
        low, high = numbers
        if low.value >= high.value:
            return None
        text = f"{grouped(low.value, reading.style)}-{grouped(high.value, reading.style)}"
        return converted(reading, at, high.end, text)
    tokens = list(reading.tokens[at : numbers[-1].end])
    for start, number in reversed(list(zip(starts, numbers, strict=True))):
        digits = written(reading, start, number.end, _digits(reading, start, number))
        tokens[start - at : number.end - at] = [digits]
    return Conversion(numbers[-1].end, tuple(tokens))


def running_number(reading: Reading, at: int) -> Conversion | None:
    """A number or fraction by itself, in letters or digits."""
    quantity = quantity_at(reading, at)
    if quantity is None:
        return None
    if quantity.form in (Form.DECIMAL, Form.MIXED, Form.FRACTION):
        large = reading.tokens[quantity.end - 1].text if quantity.large else ""
        return converted(reading, at, quantity.end, f"{quantity.text} {large}".strip())
    number = quantity.number
    if number is None or quantity.form is not Form.WHOLE:
        return None
    if starts_number_after(reading, number):
        return _adjacent_numbers(reading, at, number)
    stays = (
        number.is_article
        or number.is_vague
        or number.bank_form
        or number.in_digits
        or number.value < reading.style.digits_from
        or goes_on_large(reading, number)
        or _is_figurative(reading, at, number)
    )
    if stays:
        return kept(reading, at, number.end)
    return converted(reading, at, number.end, quantity.text)


def starts_number_after(reading: Reading, number: Number) -> bool:
    """Whether another number stands right behind this one: then nobody knows what they mean."""
    return reading.flows(number.end - 1) and starts_number(reading, number.end)


def _adjacent_numbers(reading: Reading, at: int, number: Number) -> Conversion:
    end = number.end
    while reading.flows(end - 1) and (following := number_at(reading, end)) is not None:
        end = following.end
    return kept(reading, at, end)


def _sign_at(reading: Reading, at: int) -> _Sign | None:
    if at >= len(reading.words) or not reading.flows(at - 1):
        return None
    for words, text in _SIGNS.items():
        end = at + len(words)
        if reading.words[at:end] == words and all(reading.flows(place) for place in range(at, end)):
            return _Sign(text, end)
    return None


def _plain(reading: Reading, at: int) -> Number | None:
    """A number that can stand in a list; »en« may be an article."""
    number = number_at(reading, at)
    if number is None or number.is_article or number.bank_form:
        return None
    quantity = reading.word(number.end)
    return None if quantity == "komma" else number


def _next_in_series(reading: Reading, at: int) -> int | None:
    """Where the next number of a list may begin."""
    if at >= len(reading.words):
        return None
    if reading.tokens[at - 1].after == "," and not reading.tokens[at].before:
        has_end = not _LINKS.isdisjoint(reading.words[at : at + _MOST_IN_SERIES])
        return at if has_end else None
    if reading.adjacent(at - 1) and reading.words[at] in _LINKS | {"til"} and reading.adjacent(at):
        return at + 1
    return None


def _digits(reading: Reading, at: int, number: Number) -> str:
    return reading.tokens[at].text if number.in_digits else grouped(number.value, reading.style)


def _is_figurative(reading: Reading, at: int, number: Number) -> bool:
    """»tusind tak«, »et tusind tak«, »hundrede gange«, »tusind og en nat«."""
    following = reading.word(number.end)
    if following == "tak":
        return True
    if not number.is_bare or number.end > at + 1:
        return False
    return following == "gange" or (following == "og" and reading.word(number.end + 1) in ONES)

"""Dates and years: »den femte december totusind seksogtyve« becomes »den 5. december 2026«."""

from dataclasses import dataclass

from ordret.danish.numbers.cardinals import number_at, value_of
from ordret.danish.numbers.ordinals import MONTHS, Ordinal, ordinal_at
from ordret.danish.numbers.reading import Conversion, Reading, converted, word_set, written

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_YEARS = range(1500, 2101)
_CENTURIES = range(16, 21)
_TWO_DIGITS = range(10, 100)
_LAST_TWO_DIGIT_YEAR = 40
"""»femogfyrre« after a date is 1945; nobody dictates a deadline that far away."""
_YEAR_BEFORE = word_set(
    "i siden år året årets skoleåret regnskabsåret budgetåret født årene årsskiftet sommeren "
    "foråret efteråret vinteren primo medio ultimo"
)
"""Words after which a year is a year, whatever comes next."""
_YEAR_MAYBE_BEFORE = word_set("fra til for om før efter mellem inden og af eller ved senest fra")
_DATE_LINKS = frozenset({"og", "til", "eller", "samt"})


@dataclass(frozen=True, slots=True)
class Year:
    """A year and where it ends; `is_round` of »to tusind«, which is rather an amount."""

    value: int
    end: int
    is_round: bool
    as_year: bool


def date(reading: Reading, at: int) -> Conversion | None:
    """»femte december totusind seksogtyve«, »femte i tolvte«, »femte og sjette maj«."""
    day = ordinal_at(reading, at)
    if day is None or reading.word(at - 1) in ("hver", "hvert"):
        return None
    return _with_month(reading, at, day) or _numeric(reading, at, day) or _pair(reading, at, day)


def month_and_year(reading: Reading, at: int) -> Conversion | None:
    """»maj totusind fireogtyve«."""
    if not reading.flows(at):
        return None
    year = year_at(reading, at + 1)
    if year is None:
        return None
    if year.is_round and not reading.closes(year.end):
        return None
    return Conversion(
        year.end,
        (reading.tokens[at], written(reading, at + 1, year.end, str(year.value))),
    )


def running_year(reading: Reading, at: int) -> Conversion | None:
    """»siden to tusind og tolv«: what surely is a year gets no thousands dot."""
    year = None if reading.words[at][0].isdigit() else year_at(reading, at)
    if year is None:
        return None
    previous = reading.word(at - 1)
    closes = reading.closes(year.end)
    surely = (
        (year.as_year and closes)
        or (previous in _YEAR_BEFORE and (closes or not year.is_round))
        or (previous in _YEAR_MAYBE_BEFORE and closes and not year.is_round)
        or (_is_all(reading, at) and not year.is_round)
    )
    return converted(reading, at, year.end, str(year.value)) if surely else None


def _is_all(reading: Reading, at: int) -> bool:
    """Whether one number from here on is all that is said; no amount is said so."""
    number = number_at(reading, at)
    return at == 0 and number is not None and number.end == len(reading.words)


def year_at(reading: Reading, at: int) -> Year | None:
    """A year in words: one number, or its two halves (»tyve seksogtyve«)."""
    number = number_at(reading, at)
    if number is None or "." in reading.words[at]:
        return None
    if number.value in _YEARS:
        is_round = number.value % 1000 == 0
        return Year(number.value, number.end, is_round, number.as_year or number.in_digits)
    if number.value not in _CENTURIES or not reading.flows(number.end - 1):
        return None
    rest = number_at(reading, number.end)
    if rest is None or rest.value not in _TWO_DIGITS or rest.in_digits:
        return None
    return Year(number.value * 100 + rest.value, rest.end, is_round=False, as_year=False)


def _with_month(reading: Reading, at: int, day: Ordinal) -> Conversion | None:
    month = MONTHS.get(reading.word(day.end))
    if month is None or not _reaches(reading, day) or not _exists(day.value, month):
        return None
    name = reading.tokens[day.end].text.lower()
    year, end = _year_after(reading, day.end + 1)
    return converted(reading, at, end, f"{day.value}. {name} {year}".strip())


def _numeric(reading: Reading, at: int, day: Ordinal) -> Conversion | None:
    if reading.word(at - 1) != "den" or reading.word(day.end) != "i":
        return None
    month = ordinal_at(reading, day.end + 1)
    if month is None or not 1 <= month.value <= len(_DAYS) or not _exists(day.value, month.value):
        return None
    if not (_reaches(reading, day) and reading.adjacent(day.end)):
        return None
    year, end = _year_after(reading, month.end)
    if not year and not reading.closes(month.end) and not month.in_digits:
        # »den femte i tredje gruppe«
        return None
    return converted(reading, at, end, f"{day.value}.{month.value}.{year}")


def _pair(reading: Reading, at: int, first: Ordinal) -> Conversion | None:
    """»den femte og den sjette maj«: the first day is a date like the second."""
    link = first.end
    if reading.word(link) not in _DATE_LINKS or reading.word(at - 1) != "den" or first.in_digits:
        return None
    start = link + 1 + (reading.word(link + 1) == "den")
    second = ordinal_at(reading, start)
    if second is None or not all(reading.adjacent(place) for place in range(link - 1, start)):
        return None
    if _with_month(reading, start, second) is None:
        return None
    return converted(reading, at, first.end, f"{first.value}.")


def _reaches(reading: Reading, day: Ordinal) -> bool:
    """Whether the day belongs to what follows: digits have their full stop between."""
    if day.end >= len(reading.words):
        return False
    stop_between = day.in_digits and not reading.tokens[day.end].before
    return stop_between or reading.adjacent(day.end - 1)


def _exists(day: int, month: int) -> bool:
    return 1 <= day <= _DAYS[month - 1]


def _year_after(reading: Reading, at: int) -> tuple[str, int]:
    """The year after a day and its month, if one was said."""
    if at >= len(reading.words) or not reading.flows(at - 1):
        return "", at
    year = year_at(reading, at)
    if year is not None and (not year.is_round or reading.closes(year.end)):
        return str(year.value), year.end
    short = value_of(reading.words[at])
    if short is None or not reading.closes(at + 1) or reading.words[at].isdigit():
        return "", at
    if short not in _TWO_DIGITS:
        return "", at
    century = 2000 if short <= _LAST_TWO_DIGIT_YEAR else 1900
    return str(century + short), at + 1

"""Dates that an autotext names relative to the day it is inserted: »dato om 14 dage«."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

_MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_FIELD = re.compile(
    r"(?P<weekday>ugedag og )?dato"
    r"(?: om (?P<later>\d{1,4}) (?P<unit>dage?|uger?|måned(?:er)?|år)"
    r"| for (?P<earlier>\d{1,4}) (?P<past_unit>dage?|uger?|måned(?:er)?|år) siden)?",
    re.IGNORECASE,
)
_MOST_YEARS = 100
_MONTHS_A_YEAR = 12
_DAYS = {"d": 1, "u": 7}
_MONTH_COUNTS = {"m": 1, "å": _MONTHS_A_YEAR}
_MOST = {"d": 366 * _MOST_YEARS, "u": 52 * _MOST_YEARS, "m": 12 * _MOST_YEARS, "å": _MOST_YEARS}


def read_days(text: str) -> Callable[[date], str] | None:
    """How to write the date that `text` names, given today; None where it names none.

    »dato«, »dato om 14 dage«, »dato for 2 måneder siden«, and »ugedag og dato om 1 uge«. A month
    that is too short ends on its last day.
    """
    found = _FIELD.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    unit = (found["unit"] or found["past_unit"] or "d")[0].lower()
    number = int(found["later"] or found["earlier"] or 0)
    if number > _MOST[unit]:
        return None
    signed = -number if found["earlier"] else number
    with_weekday = found["weekday"] is not None
    return lambda today: _written(_moved(today, signed, unit), with_weekday)


def _moved(today: date, number: int, unit: str) -> date:
    if unit in _DAYS:
        return today + timedelta(days=number * _DAYS[unit])
    months = today.year * _MONTHS_A_YEAR + today.month - 1 + number * _MONTH_COUNTS[unit]
    year, month = divmod(months, _MONTHS_A_YEAR)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(today.day, last))


def _written(day: date, with_weekday: bool) -> str:
    text = f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"
    return f"{_WEEKDAYS[day.weekday()]} den {text}" if with_weekday else text

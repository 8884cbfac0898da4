"""Days as Danes write them, to and from `date`."""

import re
from datetime import date

MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_WRITTEN = re.compile(
    rf"(?:den )?(?P<day>\d{{1,2}})"
    rf"(?:\. ?(?P<name>{'|'.join(MONTHS)}) |(?P<mark>[.-])(?P<month>\d{{1,2}})(?P=mark))"
    r"(?P<year>\d{4})\.?"
)


def danish_date(day: date) -> str:
    """`day` as running text has it: »den 21. november 2026«."""
    return f"den {day.day}. {MONTHS[day.month - 1]} {day.year}"


def with_weekday(day: date) -> str:
    """`day` with the day of the week: »lørdag den 21. november 2026«."""
    return f"{_WEEKDAYS[day.weekday()]} {danish_date(day)}"


def read_date(text: str) -> date:
    """The day in `text`: 2026-11-21, 21.11.2026, 21-11-2026 or (den) 21. november 2026.

    Raises ValueError where it is none of these, or a day that no calendar has.
    """
    written = _WRITTEN.fullmatch(text.strip().casefold())
    if written is None:
        return date.fromisoformat(text.strip())
    month = int(written["month"]) if written["month"] else MONTHS.index(written["name"]) + 1
    return date(int(written["year"]), month, int(written["day"]))

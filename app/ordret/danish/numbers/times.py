"""The time of day: »klokken fjorten tredive« becomes »kl. 14.30«."""

import re
from dataclasses import dataclass

from ordret.danish.numbers.cardinals import ONES, UNITS, Number, number_at, value_of
from ordret.danish.numbers.reading import Conversion, Reading, converted, kept

CLOCK_WORDS = frozenset({"klokken", "kl"})
_WRITTEN = re.compile(r"([01]?\d|2[0-4])[.:]([0-5]\d)")
_DIGIT_MINUTES = re.compile(r"[0-5]\d")
_HOURS = range(25)
_HALF_DAY = range(1, 13)
_MINUTES = range(10, 60)
_MINUTES_FROM_HOUR = range(1, 30)
_SINGLE_DIGITS = range(10)
_HOUR_MINUTES = 60
_QUARTER = frozenset({"kvart", "kvarter"})
_MINUTE_WORDS = frozenset({"minut", "minutter"})
_TELLS = frozenset({"er", "var", "blev", "bliver"})


@dataclass(frozen=True, slots=True)
class _Clock:
    """A time as it is written, and where it ends."""

    text: str
    end: int


def clock(reading: Reading, at: int) -> Conversion | None:
    """»klokken ti«, »klokken halv tre«, »klokken otte til tolv«."""
    if not _follows_clock(reading, at + 1):
        return None
    is_between = reading.word(at - 1) == "mellem"
    start = _clock_at(reading, at + 1, and_is_link=is_between)
    if start is None:
        return None
    text, end = start.text, start.end
    link = {"til": " til " if reading.follows("fra", at) else "-"}
    if is_between:
        link = {"og": " og "}
    if reading.word(end) in link and reading.flows(end - 1) and reading.flows(end):
        to = _clock_at(reading, end + 1)
        if to is not None and reading.closes(to.end):
            text, end = f"{text}{link[reading.words[end]]}{to.text}", to.end
    return converted(reading, at, end, f"kl. {text}")


def clock_without_word(reading: Reading, at: int) -> Conversion | None:
    """»kvart over ti«, »tyve minutter over elleve«, »halv ni«."""
    found = _past_or_to(reading, at, needs_word=True) or _half(reading, at)
    if found is None or not reading.closes(found.end):
        return None
    previous = reading.word(at - 1)
    if value_of(previous) is not None or previous in ("om", "hver", "i", "så", "kun", "over"):
        return None
    if previous in _TELLS and reading.word(at - 2) == "klokken":
        return converted(reading, at, found.end, found.text)
    return converted(reading, at, found.end, f"kl. {found.text}")


def clock_reading(reading: Reading, at: int) -> Conversion | None:
    """»klokken er ti« tells the time: a small number stays as it was said."""
    if reading.word(at + 1) not in _TELLS:
        return None
    number = number_at(reading, at + 2)
    if number is None or number.value not in _HALF_DAY or not reading.closes(number.end):
        return None
    return kept(reading, at, number.end)


def _follows_clock(reading: Reading, at: int) -> bool:
    return at < len(reading.words) and reading.tokens[at - 1].after in ("", ".")


def _clock_at(reading: Reading, at: int, *, and_is_link: bool = False) -> _Clock | None:
    written = _WRITTEN.fullmatch(reading.word(at))
    if written:
        return _Clock(f"{int(written[1])}.{written[2]}", at + 1)
    return (
        _past_or_to(reading, at)
        or _half(reading, at)
        or _hour_and_minutes(reading, at, and_is_link=and_is_link)
    )


def _hour_and_minutes(reading: Reading, at: int, *, and_is_link: bool) -> _Clock | None:
    number = number_at(reading, at)
    if number is None:
        return None
    if number.unit_and_tens and number.value not in _HOURS:
        # »otte og tredive« is half past eight.
        hour = UNITS[reading.words[at]]
        return _Clock(f"{hour}.{number.value - hour}", number.end)
    if number.value not in _HOURS or (number.is_article and not reading.closes(number.end)):
        return None
    whole = _Clock(str(number.value), number.end)
    if and_is_link and reading.word(number.end) == "og":
        return whole
    return _minutes(reading, number) or whole


def _minutes(reading: Reading, hour: Number) -> _Clock | None:
    at = hour.end
    if not reading.flows(at - 1):
        return None
    if reading.word(at) == "og" and reading.flows(at):
        at += 1
        minutes = value_of(reading.word(at))
        if minutes is None or minutes not in _MINUTES or not reading.closes(at + 1):
            return None
        return _Clock(f"{hour.value}.{minutes}", at + 1)
    if reading.word(at) == "nul" and reading.flows(at):
        last = value_of(reading.word(at + 1))
        if last in _SINGLE_DIGITS:
            return _Clock(f"{hour.value}.0{last}", at + 2)
        if last in _MINUTES and hour.value == 0:
            return _Clock(f"0.{last}", at + 2)
        return None
    if _DIGIT_MINUTES.fullmatch(reading.word(at)):
        return _Clock(f"{hour.value}.{reading.words[at]}", at + 1)
    number = number_at(reading, at)
    if number is None or number.in_digits or number.value not in _MINUTES:
        return None
    return _Clock(f"{hour.value}.{number.value}", number.end)


def _half(reading: Reading, at: int) -> _Clock | None:
    """»halv tre« is half past two."""
    if reading.word(at) != "halv" or not reading.flows(at):
        return None
    hour = _twelve_hours(reading, at + 1)
    return None if hour is None else _before(hour, 30)


def _past_or_to(reading: Reading, at: int, *, needs_word: bool = False) -> _Clock | None:
    """»kvart over ti«, »ti minutter i fem«, »fem over halv ni«."""
    minutes, end = 15, at + 1
    if reading.word(at) == "et" and reading.word(at + 1) in _QUARTER:
        end = at + 2
    elif reading.word(at) not in _QUARTER:
        number = number_at(reading, at)
        if number is None or number.value not in _MINUTES_FROM_HOUR:
            return None
        minutes, end = number.value, number.end
        if reading.word(end) in _MINUTE_WORDS:
            end += 1
        elif needs_word:
            return None
    word = reading.word(end)
    if word not in ("over", "i") or not (reading.flows(end - 1) and reading.flows(end)):
        return None
    half = _half(reading, end + 1)
    hour = half or _twelve_hours(reading, end + 1)
    if hour is None:
        return None
    offset = minutes if word == "over" else -minutes
    return _moved(hour, offset)


def _twelve_hours(reading: Reading, at: int) -> _Clock | None:
    number = number_at(reading, at)
    if number is None or number.value not in _HALF_DAY:
        return None
    if reading.word(at) in ONES and not reading.closes(number.end):
        return None
    return _Clock(f"{number.value}.00", number.end)


def _before(hour: _Clock, minutes: int) -> _Clock:
    return _moved(hour, -minutes)


def _moved(time: _Clock, minutes: int) -> _Clock:
    """The time so many minutes later, on a face of twelve hours."""
    hours, _, past = time.text.partition(".")
    total = int(hours) * _HOUR_MINUTES + int(past) + minutes
    hour = total // _HOUR_MINUTES % 12 or 12
    return _Clock(f"{hour}.{total % _HOUR_MINUTES:02}", time.end)

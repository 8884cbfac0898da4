"""Digits that are a name and no quantity: CPR, CVR, telephone, postcode, KLE, cases, accounts."""

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from ordret.danish.numbers.cardinals import number_at, value_of
from ordret.danish.numbers.reading import Conversion, Reading, converted, word_set
from ordret.danish.numbers.towns import TOWNS, WORDS_PER_TOWN


class Kind(Enum):
    """What an identifier identifies, which decides how it is written."""

    PHONE = auto()
    CPR = auto()
    KLE = auto()
    JOINED = auto()
    """A CVR, case, journal, account or invoice number: no spaces."""


_NAMES = {
    **dict.fromkeys(word_set("telefon tlf mobil mobiltelefon fastnettelefon hotline"), Kind.PHONE),
    **dict.fromkeys(word_set("cpr personnummer personnummeret"), Kind.CPR),
    **dict.fromkeys(word_set("kle kle-emne"), Kind.KLE),
    **dict.fromkeys(word_set("cvr ean gln iban p-enhed"), Kind.JOINED),
}
_COMPOUND = re.compile(r"(?P<name>.{2,}?)-?(?:nummer|nummeret|nr)")
_CASE_HEADS = word_set("sag journal konto faktura")
_BETWEEN = word_set("nummer nummeret nr er var lyder hedder")
"""What may stand between the name of an identifier and its digits."""
_SIGNS = {
    **dict.fromkeys(("skråstreg", "/"), "/"),
    **dict.fromkeys(("bindestreg", "streg", "-"), "-"),
    **dict.fromkeys(("punktum", "prik"), "."),
    "understregning": "_",
}
_LETTER = re.compile(r"[a-zæøå]")
_DIGITS = re.compile(r"\d+")
_PAIR_LIMIT = 100
_PHONE_DIGITS = 8
_CPR_DIGITS = 10
_KLE_DIGITS = 6
_MOST_WORDS = 40
_FEWEST_BARE_ZERO_DIGITS = 4
_SHORT_PHONE_DIGITS = 3
_CENTURIES = {"0123": (1900, 1900), "49": (2000, 1900), "5678": (2000, 1800)}
_LAST_YEARS = {"0123": 99, "49": 36, "5678": 57}
_POSTCODES = range(1000, 9991)


@dataclass(frozen=True, slots=True)
class _Run:
    """Digits that were said one after the other, and the words that they came as."""

    text: str
    end: int
    sizes: tuple[int, ...]


def identifier(reading: Reading, at: int) -> Conversion | None:
    """Digits after the name of what they identify: »cpr-nummer«, »telefon«, »journalnummer«."""
    kind = _kind_before(reading, at)
    if kind is None:
        return None
    if kind is Kind.JOINED:
        text, end = joined_at(reading, at)
        return converted(reading, at, end, text) if text else None
    run = _digits_at(reading, at, apart=kind is Kind.PHONE)
    if kind is Kind.PHONE:
        return _phone(reading, at, run)
    if kind is Kind.CPR:
        return _cpr_after_name(reading, at)
    if kind is Kind.KLE:
        return _kle(reading, at)
    return None


def telephone_or_cpr(reading: Reading, at: int) -> Conversion | None:
    """Eight digits in a row are a telephone number, ten that begin with a date a CPR number."""
    run = _digits_at(reading, at)
    if any(size not in (1, 2, 6, 4) for size in run.sizes):
        return None
    if len(run.text) == _CPR_DIGITS and len(run.sizes) > 1 and _is_cpr(run.text):
        return converted(reading, at, run.end, _as_cpr(run.text))
    text, end = _with_dash(reading, at)
    if len(text) == _CPR_DIGITS and end > run.end and _is_cpr(text):
        return converted(reading, at, end, _as_cpr(text))
    in_words = not any(reading.words[place].isdigit() for place in range(at, run.end))
    if run.text[:1] == "0" and len(run.text) >= _FEWEST_BARE_ZERO_DIGITS and in_words:
        is_phone = len(run.text) == _PHONE_DIGITS
        return converted(reading, at, run.end, _pairs(run.text) if is_phone else run.text)
    if len(run.text) != _PHONE_DIGITS or max(run.sizes) > len("00") or _counts_up(run):
        return None
    return converted(reading, at, run.end, _pairs(run.text))


def international(reading: Reading, at: int) -> Conversion | None:
    """»plus femogfyrre …« in front of a telephone number."""
    if not reading.flows(at):
        return None
    run = _digits_at(reading, at + 1)
    if len(run.text) != _PHONE_DIGITS + 2 or not run.text.startswith("45"):
        return None
    return converted(reading, at, run.end, f"+45 {_pairs(run.text[2:])}")


def iban(reading: Reading, at: int) -> Conversion | None:
    """»IBAN DK …«: groups of four."""
    start = at + 1
    while start < len(reading.words) and reading.words[start] in _BETWEEN:
        start += 1
    end = start
    if reading.word(end) == "d" and reading.word(end + 1) == "k":
        end += 2
    elif reading.word(end) == "dk":
        end += 1
    else:
        return None
    run = _digits_at(reading, end)
    if not run.text:
        return None
    text = f"DK{run.text}"
    groups = " ".join(text[place : place + 4] for place in range(0, len(text), 4))
    before = reading.tokens[at:start]
    return Conversion(run.end, (*before, *converted(reading, start, run.end, groups).tokens))


def postcode(reading: Reading, at: int) -> Conversion | None:
    """»fem tusinde Odense C«: the digits of the town that follows."""
    number = number_at(reading, at)
    if number is not None and number.value in _POSTCODES:
        text, end = str(number.value), number.end
    else:
        run = _digits_at(reading, at)
        text, end = run.text, run.end
    if len(text) != len("0000") or end >= len(reading.words) or not reading.adjacent(end - 1):
        return None
    towns = TOWNS[int(text[0])]
    if not any(reading.words[end : end + length] in towns for length in WORDS_PER_TOWN):
        return None
    return converted(reading, at, end, text)


def joined_at(reading: Reading, at: int) -> tuple[str, int]:
    """Numbers, and signs and single letters between them, as one text; empty where there's none."""
    text, end = _joined_part(reading, at)
    while text and end < len(reading.words) and end - at < _MOST_WORDS:
        sign = _SIGNS.get(reading.words[end])
        if sign is None or not (reading.adjacent(end - 1) and reading.adjacent(end)):
            break
        part, part_end = _joined_part(reading, end + 1)
        if not part and _is_letter_between(reading, end + 1):
            part, part_end = reading.tokens[end + 1].text.upper(), end + 2
        goes_on = reading.closes(part_end) or reading.word(part_end) in _SIGNS
        if not part or (sign == "." and not (len(part) > 1 and goes_on)):
            break
        text, end = text + sign + part, part_end
    return text, end


def _is_letter_between(reading: Reading, at: int) -> bool:
    """A letter of a number such as »15-A-3«: another sign follows, or nothing."""
    if not _LETTER.fullmatch(reading.word(at)):
        return False
    return reading.closes(at + 1) or reading.word(at + 1) in _SIGNS


def _joined_part(reading: Reading, at: int) -> tuple[str, int]:
    text, end = "", at
    if _LETTER.fullmatch(reading.word(at)) and reading.adjacent(at):
        number, number_end = _numbers(reading, at + 1)
        return (reading.tokens[at].text.upper() + number, number_end) if number else ("", at)
    number, end = _numbers(reading, at)
    return text + number, end


def _numbers(reading: Reading, at: int) -> tuple[str, int]:
    """Numbers side by side, each with all its digits."""
    text, end = "", at
    while end < len(reading.words) and end - at < _MOST_WORDS:
        word = reading.words[end]
        if end > at and not reading.adjacent(end - 1):
            break
        if _DIGITS.fullmatch(word):
            text, end = text + word, end + 1
            continue
        number = number_at(reading, end)
        if number is None or (number.is_article and not _is_digit_here(reading, end)):
            break
        text, end = text + str(number.value), number.end
    return text, end


def _is_digit_here(reading: Reading, at: int) -> bool:
    """Whether »en« or »et« is a digit: another one is beside it, or nothing is counted."""
    following = reading.word(at + 1)
    return value_of(following) is not None or following in _SIGNS or reading.closes(at + 1)


def _digits_at(reading: Reading, at: int, *, apart: bool = False) -> _Run:
    """Single digits, pairs and groups in digits; with `apart` commas may stand between them."""
    text, end = "", at
    sizes: list[int] = []
    while end < len(reading.words) and end - at < _MOST_WORDS:
        if end > at and not reading.adjacent(end - 1):
            comma = reading.tokens[end - 1].after == "," and not reading.tokens[end].before
            if not (apart and comma):
                break
        word = reading.words[end]
        if _DIGITS.fullmatch(word):
            piece, piece_end = word, end + 1
        else:
            number = number_at(reading, end)
            if number is None or number.value >= _PAIR_LIMIT or number.in_digits:
                break
            if number.is_article and not _is_digit_here(reading, end):
                break
            piece, piece_end = str(number.value), number.end
        text, end = text + piece, piece_end
        sizes.append(len(piece))
    return _Run(text, end, tuple(sizes))


def _kind_before(reading: Reading, at: int) -> Kind | None:
    """What the words in front of a number say that it identifies."""
    for place in range(at - 1, max(-1, at - 5), -1):
        word = reading.words[place]
        if reading.tokens[place].after not in ("", ".", ":"):
            return None
        kind = _kind_of(word)
        if kind is not None:
            return kind
        if word in ("nummer", "nr") and reading.word(place - 1) in _CASE_HEADS:
            return Kind.JOINED
        if word not in _BETWEEN:
            return None
    return None


def _kind_of(word: str) -> Kind | None:
    if word in _NAMES:
        return _NAMES[word]
    compound = _COMPOUND.fullmatch(word)
    if compound is None:
        return None
    name = compound["name"]
    return _NAMES.get(name, Kind.JOINED)


def _phone(reading: Reading, at: int, run: _Run) -> Conversion | None:
    if len(run.text) == _PHONE_DIGITS:
        return converted(reading, at, run.end, _pairs(run.text))
    if len(run.text) == _SHORT_PHONE_DIGITS and len(run.sizes) > 1:
        return converted(reading, at, run.end, run.text)
    number = number_at(reading, at)
    if number is not None and not number.in_digits and number.end == run.end:
        return None
    if len(run.sizes) > 1 and len(run.text) > _SHORT_PHONE_DIGITS:
        return converted(reading, at, run.end, run.text)
    return None


def _cpr_after_name(reading: Reading, at: int) -> Conversion | None:
    text, end = _with_dash(reading, at)
    if len(text) != _CPR_DIGITS:
        return None
    return converted(reading, at, end, _as_cpr(text) if _is_cpr(text) else text)


def _with_dash(reading: Reading, at: int) -> tuple[str, int]:
    """Digits whose dash after the date may have been said."""
    first = _digits_at(reading, at)
    if _SIGNS.get(reading.word(first.end)) != "-" or len(first.text) != len("ddmmyy"):
        return first.text, first.end
    last = _digits_at(reading, first.end + 1)
    return first.text + last.text, last.end


def _kle(reading: Reading, at: int) -> Conversion | None:
    text, end = joined_at(reading, at)
    parts = re.fullmatch(r"([\d.]+)(-.*)?", text)
    if parts is None:
        return None
    digits = parts[1].replace(".", "")
    if len(digits) not in (2, 4, _KLE_DIGITS):
        return None
    number = ".".join(digits[place : place + 2] for place in range(0, len(digits), 2))
    return converted(reading, at, end, number + (parts[2] or ""))


def _is_cpr(digits: str) -> bool:
    """Whether the date exists in the century that the seventh digit tells [cpr.dk]."""
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    for sevenths, (early, late) in _CENTURIES.items():
        if digits[6] in sevenths:
            year += early if year <= _LAST_YEARS[sevenths] else late
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _as_cpr(digits: str) -> str:
    return f"{digits[:6]}-{digits[6:]}"


def _pairs(digits: str) -> str:
    return " ".join(digits[place : place + 2] for place in range(0, len(digits), 2))


def _counts_up(run: _Run) -> bool:
    """»et to tre fire …« is somebody who counts."""
    return run.text in "0123456789" and max(run.sizes) == 1

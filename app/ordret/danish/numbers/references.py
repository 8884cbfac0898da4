"""References to law and documents: »§ 20, stk. 2, nr. 3«, »artikel 6«, »uge 43«, »bilag 2«."""

import re
from dataclasses import dataclass

from ordret.danish.numbers.cardinals import ONES, number_at, starts_number
from ordret.danish.numbers.identifiers import joined_at
from ordret.danish.numbers.ordinals import ordinal_at
from ordret.danish.numbers.reading import Conversion, Reading, converted, word_set

_SECTIONS = frozenset({"paragraf", "paragraffer", "paragrafferne", "§", "§§"})
_SUBSECTIONS = frozenset({"stykke", "stk"})
_NUMBERS = frozenset({"nummer", "nr"})
_SENTENCES = frozenset({"punktum", "pkt"})
_PLACES = word_set(
    "artikel kapitel bilag afsnit side siderne uge ugerne punkt spørgsmål trin fodnote figur "
    "tabel version klasse gruppe sektion dokument"
)
"""What is written in full in front of its number."""
_NUMBERED = word_set(
    "sag journal bilag dokument faktura punkt lov bekendtgørelse vejledning cirkulære konto ordre "
    "bevilling dagsordenspunkt"
)
"""After these »nummer« is written »nr.«."""
_NOT_BEFORE = word_set(
    "en et den det hver hvert hele næste sidste forrige denne dette anden andet ene samme per pr "
    "første tredje om nogle flere få to tre fire fem hvilken hvilket intet ingen ny nyt langt "
    "sin sit sine hans hendes dens dets deres vores min mit din dit begge begges modsatte "
    "stort lille godt"
)
"""»hver uge to gange«: the number is not the week's."""
_COUNTED = word_set(
    "sider eksemplarer gange gang dage dag uger måneder år timer minutter kroner børn personer "
    "borgere procent meter møder"
)
_SUBSECTION_BEFORE = word_set("i efter jf jævnfør se af og eller til følger fra samt med")
_LETTER = re.compile(r"[a-zæ]")
_SECTION_LETTER = re.compile(r"[a-hj-zæ]")
"""Never »i«: »paragraf toogtyve i forvaltningsloven«."""
_TOGETHER = re.compile(r"(§§?)(\d+)([a-z]?)")
_WITH_LETTER = re.compile(r"(\d+)([a-z])")
_WHOLE = re.compile(r"\d+")
_WEEKS = range(1, 54)
_LIST_WORDS = frozenset({"og", "eller", "til", "samt"})
STARTS = _SECTIONS | _SUBSECTIONS | _NUMBERS | _PLACES | {"litra"}


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a reference as it is written, and where it ends."""

    text: str
    end: int


def reference(reading: Reading, at: int) -> Conversion | None:
    """A reference with all its parts; a comma between them was said by nobody."""
    first = _first(reading, at)
    if first is None:
        return None
    texts, end = [first.text], first.end
    while (part := _further(reading, end)) is not None:
        texts.append(part.text)
        end = part.end
    return converted(reading, at, end, ", ".join(texts))


def section_together(reading: Reading, at: int) -> Conversion | None:
    """»§20«, as recognisers write it without the space."""
    match = _TOGETHER.fullmatch(reading.words[at])
    if match is None:
        return None
    sign, number, letter = match.groups()
    texts, end = [f"{sign} {number} {letter}".strip()], at + 1
    while (part := _further(reading, end)) is not None:
        texts.append(part.text)
        end = part.end
    return converted(reading, at, end, ", ".join(texts))


def _first(reading: Reading, at: int) -> _Part | None:
    word = reading.words[at]
    previous = reading.word(at - 1)
    if word in _SECTIONS:
        return _section(reading, at)
    if word in _NUMBERS:
        return _numbered(reading, at) if previous in _NUMBERED else None
    if word in _SUBSECTIONS or word == "litra":
        stands_alone = at == 0 or not reading.adjacent(at - 1) or previous in _SUBSECTION_BEFORE
        return _sub(reading, at) if stands_alone or word == "litra" else None
    if previous in _NOT_BEFORE:
        return None
    values = _values(reading, at + 1, dash="-") if _leads(reading, at) else None
    if values is None or reading.word(values.end) in _COUNTED:
        return None
    if reading.words[at] == "uge" and not _is_week(values.text):
        return None
    return _Part(f"{reading.tokens[at].text} {values.text}", values.end)


def _is_week(values: str) -> bool:
    return all(int(week) in _WEEKS for week in _WHOLE.findall(values))


def _section(reading: Reading, at: int) -> _Part | None:
    values = _values(reading, at + 1, letters=_SECTION_LETTER) if _leads(reading, at) else None
    if values is None:
        return None
    is_several = any(link in values.text for link in (" og ", " eller ", " samt ", "-"))
    sign = "§§" if is_several or reading.words[at] == "§§" else "§"
    return _Part(f"{sign} {values.text}", values.end)


def _numbered(reading: Reading, at: int) -> _Part | None:
    if not _leads(reading, at):
        return None
    text, end = joined_at(reading, at + 1)
    return _Part(f"nr. {text}", end) if text else None


def _sub(reading: Reading, at: int) -> _Part | None:
    word = reading.words[at]
    if not _leads(reading, at):
        return None
    if word == "litra":
        letter = reading.word(at + 1)
        return _Part(f"litra {letter}", at + 2) if _LETTER.fullmatch(letter) else None
    values = _values(reading, at + 1)
    if values is None:
        return None
    return _Part(f"{'stk.' if word in _SUBSECTIONS else 'nr.'} {values.text}", values.end)


def _further(reading: Reading, at: int) -> _Part | None:
    """The next part: a subsection, a number, a letter or a sentence."""
    if at >= len(reading.words) or reading.tokens[at - 1].after not in ("", ","):
        return None
    if reading.tokens[at].before:
        return None
    if reading.words[at] in _SUBSECTIONS | _NUMBERS | {"litra"}:
        return _sub(reading, at)
    return _sentence(reading, at)


def _sentence(reading: Reading, at: int) -> _Part | None:
    """»andet punktum«, »2. pkt.«."""
    ordinal = ordinal_at(reading, at)
    if ordinal is None or not (ordinal.in_digits or reading.adjacent(ordinal.end - 1)):
        return None
    if reading.word(ordinal.end) in _SENTENCES:
        return _Part(f"{ordinal.value}. pkt.", ordinal.end + 1)
    link = reading.word(ordinal.end)
    last = ordinal_at(reading, ordinal.end + 1) if link in _LIST_WORDS else None
    if last is None or reading.word(last.end) not in _SENTENCES:
        return None
    return _Part(f"{ordinal.value}. {link} {last.value}. pkt.", last.end + 1)


def _leads(reading: Reading, at: int) -> bool:
    """Whether a number can follow: only an abbreviation has a full stop."""
    return at + 1 < len(reading.words) and reading.tokens[at].after in ("", ".")


def _values(
    reading: Reading, at: int, *, letters: re.Pattern[str] | None = None, dash: str = "-"
) -> _Part | None:
    """One number or several: »20«, »12 a«, »22 og 24«, »3-7«."""
    first = _value(reading, at, letters)
    if first is None:
        return None
    word = reading.word(first.end)
    if word in _LIST_WORDS and reading.adjacent(first.end - 1) and reading.adjacent(first.end):
        second = _value(reading, first.end + 1, letters)
        if second is not None and _ends_list(reading, second.end):
            link = dash if word == "til" else f" {word} "
            return _Part(f"{first.text}{link}{second.text}", second.end)
    return first


def _ends_list(reading: Reading, at: int) -> bool:
    return reading.closes(at) or reading.word(at) in _SUBSECTIONS | _NUMBERS | {"litra"}


def _value(reading: Reading, at: int, letters: re.Pattern[str] | None) -> _Part | None:
    word = reading.word(at)
    together = _WITH_LETTER.fullmatch(word)
    if together is not None:
        return _Part(f"{together[1]} {together[2]}", at + 1) if letters is not None else None
    if _WHOLE.fullmatch(word):
        text, end = word, at + 1
    else:
        number = number_at(reading, at)
        if number is None or (word in ONES and number.is_article and not _may_be_one(reading, at)):
            return None
        text, end = str(number.value), number.end
    letter = reading.word(end)
    if letters is not None and letters.fullmatch(letter) and reading.flows(end - 1):
        return _Part(f"{text} {letter}", end + 1)
    return _Part(text, end)


def _may_be_one(reading: Reading, at: int) -> bool:
    """Whether »et« is the number: »stykke et litra e«, »bilag et«."""
    following = reading.word(at + 1)
    return (
        reading.closes(at + 1)
        or following in STARTS
        or _sentence(reading, at + 1) is not None
        or starts_number(reading, at + 1)
    )

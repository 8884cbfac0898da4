"""Texts that are kept under a name and inserted by saying it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ordret.danish.commands.autotext_dates import read_days
from ordret.danish.commands.names import meant, name_key
from ordret.danish.toml_lines import line_of, parse_toml
from ordret.errors import FaultCode, RequestFault

MAX_CHARACTERS = 50_000
"""How long an autotext may be with everything that it inserts."""

_MAX_DEPTH = 20
"""So many autotexts may insert one another in a row."""
_BRACES = re.compile(r"\{([^{}\n]*)\}?|\}")
_INSERT = re.compile(r"indsæt\s+(.+)")
_EXAMPLES = (
    "Mellem { og } kan stå: {dato}, {dato om 14 dage}, {dato for 3 uger siden} eller navnet på en "
    "anden autotekst: {indsæt venlig hilsen}."
)


@dataclass(frozen=True, slots=True)
class Autotext:
    """A text and the names that one can ask for it by. `line` is where it stands in `source`."""

    name: str
    also: tuple[str, ...]
    text: str
    source: str
    line: int
    enabled: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of it."""
        return (self.name, *self.also)


@dataclass(frozen=True, slots=True)
class AutotextFile:
    """A file of autotexts, checked as far as one can without the others."""

    source: str
    autotexts: tuple[Autotext, ...]


@dataclass(frozen=True, slots=True)
class Autotexts:
    """All autotexts there are; `by_name` has every name, and texts that insert no others."""

    autotexts: tuple[Autotext, ...]
    by_name: Mapping[str, Autotext]

    def named(self, spoken: str) -> Autotext | None:
        """The one that is meant by a spoken name; None where there is none."""
        name = meant(spoken, self.by_name, in_part=False)
        return None if name is None else self.by_name[name]


def read_autotexts(text: str, source: str) -> AutotextFile:
    """What the TOML `text` of the file `source` says.

    Raises RequestFault AUTOTEXT_INVALID with source and line.
    """
    values = parse_toml(text, source, FaultCode.AUTOTEXT_INVALID)
    entries = values.pop("autotext", [])
    if values:
        key = next(iter(values))
        raise _wrong(source, line_of(text, key), f"»{key}« står ikke under en autotekst.", _SHAPE)
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise _wrong(source, line_of(text, "autotext"), "»autotext« er ikke en autotekst.", _SHAPE)
    headers = [
        number
        for number, line in enumerate(text.splitlines(), 1)
        if line.partition("#")[0].replace(" ", "").strip() == "[[autotext]]"
    ]
    # Written in another form of TOML, they have no lines of their own: their number must do.
    lines = headers if len(headers) == len(entries) else range(1, len(entries) + 1)
    found: list[Autotext] = []
    taken: dict[str, int] = {}
    for entry, line in zip(entries, lines, strict=True):
        autotext = _autotext(entry, text, source, line)
        for name in autotext.names:
            if taken.setdefault(name_key(name), line) != line:
                raise _wrong(
                    source,
                    line_of(text, name, line),
                    f"navnet »{name}« er brugt før i filen.",
                    "Vælg et andet navn, eller slet den ene.",
                )
        found.append(autotext)
    return AutotextFile(source, tuple(found))


def merged_autotexts(files: Iterable[AutotextFile]) -> Autotexts:
    """All autotexts of the files; a later one takes over an earlier one of the same name.

    Raises RequestFault AUTOTEXT_INVALID with source and line where one inserts what there is not,
    or itself.
    """
    latest: dict[str, Autotext] = {}
    for file in files:
        for autotext in file.autotexts:
            key = name_key(autotext.name)
            if not autotext.enabled and key not in latest:
                raise _wrong(
                    autotext.source,
                    autotext.line,
                    f"der er ingen autotekst »{autotext.name}« at slå fra.",
                    "Ret navnet, eller slet afsnittet.",
                )
            latest.pop(key, None)
            latest[key] = autotext
    kept = [autotext for autotext in latest.values() if autotext.enabled]
    by_key = {name_key(name): autotext for autotext in kept for name in autotext.also}
    by_key |= {name_key(autotext.name): autotext for autotext in kept}
    whole: dict[str, Autotext] = {}
    for autotext in kept:
        _expand(autotext, by_key, whole, ())
    finished = tuple(whole[name_key(autotext.name)] for autotext in kept)
    names = {
        name: autotext
        for autotext in finished
        for name in autotext.names
        if name_key(by_key[name_key(name)].name) == name_key(autotext.name)
    }
    return Autotexts(finished, names)


def filled(autotext: Autotext, today: date) -> str:
    """The text of one of `Autotexts`, with its dates reckoned from `today`."""

    def dated(inside: str) -> str:
        days = read_days(inside)
        return "" if days is None else days(today)

    return _substituted(autotext.text, dated)


_SHAPE = (
    'En autotekst skrives sådan: en linje med [[autotext]], en med name = "navn" og en med '
    'text = """teksten""".'
)


def _autotext(entry: Mapping[str, object], text: str, source: str, line: int) -> Autotext:
    for key in entry:
        if key not in ("name", "say", "text", "enabled"):
            raise _wrong(
                source,
                line_of(text, key, line),
                f"Ordret kender ikke »{key}«.",
                "Her kan stå name, say, text, enabled.",
            )
    name, also = entry.get("name"), entry.get("say", [])
    enabled = entry.get("enabled", True)
    if not isinstance(name, str) or not name_key(name):
        raise _wrong(source, line, "autoteksten mangler et navn.", 'Skriv name = "navn".')
    if not isinstance(also, list):
        raise _wrong(
            source, line_of(text, "say", line), "»say« er ikke en liste.", 'Skriv say = ["navn"].'
        )
    names = tuple(each for each in also if isinstance(each, str) and name_key(each))
    if len(names) < len(also):
        raise _wrong(
            source,
            line_of(text, "say", line),
            "»say« har et tomt navn.",
            "Skriv et navn i anførselstegn, eller slet det.",
        )
    if not isinstance(enabled, bool):
        raise _wrong(
            source,
            line_of(text, "enabled", line),
            "»enabled« kan ikke være det.",
            "Skriv true eller false.",
        )
    content = entry.get("text", "")
    if not isinstance(content, str) or (enabled and not content.strip()):
        raise _wrong(
            source, line, f"autoteksten »{name}« mangler sin tekst.", 'Skriv text = """teksten""".'
        )
    content = content.replace("\r\n", "\n").strip("\n")
    if len(content) > MAX_CHARACTERS:
        raise _too_long(name, source, line)
    for match in _BRACES.finditer(content):
        inside = (match[1] or "").strip()
        if not match[0].endswith("}") or match[0] == "}" or not _is_known(inside):
            raise _wrong(
                source,
                line_of(text, match[0], line_of(text, "text", line) - 1),
                f"Ordret forstår ikke »{match[0]}«.",
                _EXAMPLES,
            )
    return Autotext(name.strip(), names, content, source, line, enabled)


def _is_known(inside: str) -> bool:
    return read_days(inside) is not None or _INSERT.fullmatch(inside) is not None


def _expand(
    autotext: Autotext,
    by_key: Mapping[str, Autotext],
    whole: dict[str, Autotext],
    inside: tuple[str, ...],
) -> str:
    """The text with everything that it inserts; it is kept in `whole`."""
    key = name_key(autotext.name)
    if key in whole:
        return whole[key].text
    if key in inside:
        raise _wrong(
            autotext.source,
            autotext.line,
            f"autoteksten »{autotext.name}« indsætter sig selv, måske gennem en anden.",
            "Slet { } et af stederne.",
        )
    if len(inside) >= _MAX_DEPTH:
        raise _too_long(autotext.name, autotext.source, autotext.line)

    room = MAX_CHARACTERS

    def inserted(content: str) -> str:
        nonlocal room
        asked = _INSERT.fullmatch(content)
        if asked is None:
            return "{" + content + "}"
        other = by_key.get(name_key(asked[1]))
        if other is None:
            raise _wrong(
                autotext.source,
                autotext.line,
                f"autoteksten »{autotext.name}« indsætter »{asked[1]}«, som ikke findes.",
                "Ret navnet, eller slet det.",
            )
        text = _expand(other, by_key, whole, (*inside, key))
        room -= len(text)
        if room < 0:
            raise _too_long(autotext.name, autotext.source, autotext.line)
        return text

    text = _substituted(autotext.text, inserted)
    whole[key] = Autotext(autotext.name, autotext.also, text, autotext.source, autotext.line)
    return text


def _substituted(text: str, of: Callable[[str], str]) -> str:
    return "".join(_pieces(text, of))


def _pieces(text: str, of: Callable[[str], str]) -> Iterator[str]:
    at = 0
    for match in _BRACES.finditer(text):
        yield text[at : match.start()]
        yield of(match[1].strip())
        at = match.end()
    yield text[at:]


def _too_long(name: str, source: str, line: int) -> RequestFault:
    return _wrong(
        source,
        line,
        f"autoteksten »{name}« bliver for lang.",
        f"En autotekst kan højst have {MAX_CHARACTERS} tegn med det, den indsætter.",
    )


def _wrong(source: str, line: int, what: str, remedy: str) -> RequestFault:
    return RequestFault(FaultCode.AUTOTEXT_INVALID, f"{source}, linje {line}: {what}", remedy)

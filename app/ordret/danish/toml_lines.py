"""TOML written by people: what it says, and on which line a mistake stands."""

import re
import tomllib
import unicodedata

from ordret.errors import FaultCode, RequestFault

_LINE_NUMBER = re.compile(r"line (\d+)")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([bfe]))")
_ESCAPED_LETTERS = {"b": "\b", "f": "\f", "e": "\x1b"}
_ALLOWED_CONTROLS = "\t\n\r"
_BIDIRECTIONAL = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]")
"""Invisible marks that turn the direction of writing, break lines or mark byte order: text that
holds them reads otherwise than it looks. Right-to-left letters themselves are fine."""
_PIECES = re.compile(
    r'"""(?:\\.|[^\\])*?"""'
    r"|'''.*?'''"
    r'|"(?P<basic>(?:[^"\\\n]|\\.)*)"'
    r"|'(?P<literal>[^'\n]*)'"
    r"|(?P<key>[\w-]+)(?=[ \t]*[=.\]])"
    r"|#[^\n]*",
    re.DOTALL,
)


def parse_toml(text: str, source: str, code: FaultCode) -> dict[str, object]:
    """What the TOML `text` says. `source` names its file in messages.

    Raises RequestFault `code` with source and line where it is no TOML, or where it holds
    characters that nobody sees.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    for number, line in enumerate(text.split("\n"), 1):
        if hidden := _hidden(line):
            raise _invisible(hidden, source, number, code)
    try:
        values = tomllib.loads(text)
    # tomllib raises a plain ValueError for a number too long for Python, and RecursionError for
    # brackets nested without end.
    except (ValueError, RecursionError) as error:
        found = _LINE_NUMBER.search(str(error))
        number = int(found[1]) if found else len(text.splitlines())
        raise RequestFault(
            code,
            f"{source}, linje {max(number, 1)}: det kan ikke læses som TOML.",
            'En linje skal se sådan ud: navn = "tekst" eller navn = ["en", "to"]. Et afsnit '
            "begynder med [navn] eller [[navn]], og hvert navn må kun stå én gang i et afsnit.",
        ) from error
    if hidden := _hidden_in(values):
        raise _invisible(hidden, source, _line_of_escape(text, hidden), code)
    return values


def line_of(text: str, needle: str, after: int = 0) -> int:
    """The 1-based line, past line `after`, that holds `needle` as a TOML string or key.

    Where none does, the first past `after` that holds it anywhere; `after`, or 1, where none.
    """
    text = text.removeprefix("\ufeff")
    start = 0
    for _ in range(after):
        start = text.find("\n", start) + 1 or len(text)
    escaped = needle.replace("\\", "\\\\").replace('"', '\\"')
    for piece in _PIECES.finditer(text, start):
        if piece["basic"] == escaped or needle in (piece["literal"], piece["key"]):
            return text.count("\n", 0, piece.start()) + 1
    found = text.find(needle, start)
    return max(after, 1) if found < 0 else text.count("\n", 0, found) + 1


def _hidden(text: str) -> str:
    """The first character in `text` that nobody sees; empty where there is none."""
    if found := _BIDIRECTIONAL.search(text):
        return found[0]
    if text.isprintable():
        return ""
    return next(
        (
            character
            for character in text
            if unicodedata.category(character) == "Cc" and character not in _ALLOWED_CONTROLS
        ),
        "",
    )


def _hidden_in(values: object) -> str:
    if isinstance(values, str):
        return _hidden(values)
    if isinstance(values, dict):
        return next(filter(None, map(_hidden_in, (*values.keys(), *values.values()))), "")
    if isinstance(values, list):
        return next(filter(None, map(_hidden_in, values)), "")
    return ""


def _line_of_escape(text: str, character: str) -> int:
    for escape in _ESCAPE.finditer(text):
        short, long, letter = escape.groups()
        meant = _ESCAPED_LETTERS[letter] if letter else chr(int(short or long, 16))
        if meant == character:
            return text.count("\n", 0, escape.start()) + 1
    return 1


def _invisible(character: str, source: str, line: int, code: FaultCode) -> RequestFault:
    return RequestFault(
        code,
        f"{source}, linje {line}: der står et usynligt tegn (U+{ord(character):04X}).",
        "Slet linjen, og skriv den igen uden at kopiere.",
    )

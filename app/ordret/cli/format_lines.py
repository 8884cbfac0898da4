"""`ordret format`: lines of spoken text in, written text out."""

import io
import json
import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from ordret.cli.base import AsJson, find_surroundings, write_line
from ordret.errors import FaultCode, RequestFault
from ordret.settings.declaration import Writing, declared_settings

_SECTION = "writing"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("format")(format_spoken)


def format_spoken(
    style: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAVN=VÆRDI",
            help="En indstilling fra afsnittet »writing«, for eksempel percent=%. Må gentages.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Gør talte ord til skreven tekst, linje for linje, som diktering gør det.

    Hver linje fra standard input er en diktering for sig. En pause i talen skrives <pause>.
    """
    surroundings = find_surroundings(dict(_setting(pair) for pair in style or ()))
    from ordret.cli.formatting import Formatter  # noqa: PLC0415 - reads the word lists

    formatter = Formatter(surroundings)
    for line in _lines():
        text = formatter.written(line)
        write_line(json.dumps({"text": text}, ensure_ascii=False) if as_json else text)


def _lines() -> Iterator[str]:
    """The lines of stdin. Raises `RequestFault` for one that is not UTF-8."""
    stream = sys.stdin.buffer if isinstance(sys.stdin, io.TextIOWrapper) else None
    if stream is None:
        yield from sys.stdin.read().splitlines()
        return
    for number, line in enumerate(stream, 1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise RequestFault(
                FaultCode.FILE_UNREADABLE,
                f"Linje {number} er ikke gemt som UTF-8.",
                "Gem teksten med tegnsættet UTF-8, og prøv igen.",
            ) from error


def _setting(pair: str) -> tuple[str, object]:
    """The key and value of `name=value`; what the value may be, the settings say."""
    name, equals, value = pair.partition("=")
    name = name.strip()
    if not equals or name not in Writing.model_fields:
        known = ", ".join(Writing.model_fields)
        raise RequestFault(
            FaultCode.REQUEST_INVALID,
            f"»--style {pair}« er ikke en indstilling og en værdi.",
            f"Skriv navn, = og værdi, for eksempel percent=%. Navnene er: {known}.",
        )
    key = f"{_SECTION}.{name}"
    (kind,) = (setting.type for setting in declared_settings() if setting.key == key)
    return key, _value(kind, value)


def _value(kind: str, value: str) -> object:
    if kind == "boolean" and value in {"true", "false"}:
        return value == "true"
    if kind == "integer" and value.isdecimal() and value.isascii():
        return int(value)
    return value

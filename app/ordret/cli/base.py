"""What every command needs: where the files are, what the settings say, and where to write."""

import io
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, TextIO

import typer
from rich.console import Console

from ordret.paths import Paths, find_paths
from ordret.policy import read_values
from ordret.settings.declaration import DeviceType, Settings
from ordret.settings.precedence import Layer, Level, Resolved, resolve

AsJson = Annotated[bool, typer.Option("--json", help="Skriv resultatet som JSON.")]
"""The option of every command whose answer a program may read; `boundary` looks for its name."""

ModelName = Annotated[
    str | None, typer.Option("--model", metavar="ID|MAPPE", help="Talemodellen, som skal bruges.")
]
"""The option of every command that recognises speech."""

ChosenDevice = Annotated[
    DeviceType | None,
    typer.Option("--device-type", help="Hvad modellen regner på: processoren eller grafikkortet."),
]
"""Likewise."""

_UNSEEN_CHARACTERS = 120
"""How wide a table is where no terminal tells."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The paths and settings that hold for one command.

    `results` writes what was asked for, to stdout; `messages` everything else, to stderr.
    """

    paths: Paths
    settings: Settings
    results: Console
    messages: Console


def find_surroundings(arguments: Mapping[str, object] = MappingProxyType({})) -> Surroundings:
    """The surroundings of this process.

    `arguments` are settings that stand after the command, by key (`recognition.model`); None is
    one that does not. Raises `Fault` and `RequestFault` as `read_settings`.
    """
    paths = find_paths(os.environ)
    return Surroundings(paths, read_settings(paths, arguments).settings, results(), messages())


def read_settings(paths: Paths, arguments: Mapping[str, object]) -> Resolved:
    """The settings in force. Raises `RequestFault` for a wrong one, `Fault` for a closed file."""
    return resolve(
        (
            Layer(Level.POLICY, paths.policy_file, read_values(paths.policy_file)),
            Layer(Level.COMMAND, None, _by_section(arguments)),
            Layer(Level.MACHINE, paths.machine_config_file, read_values(paths.machine_config_file)),
            Layer(Level.USER, paths.user_settings_file, read_values(paths.user_settings_file)),
        )
    )


def results() -> Console:
    """Where what the user asked for is written."""
    return _console(stderr=False)


def messages() -> Console:
    """Where everything else is written."""
    return _console(stderr=True)


def write_json(value: object) -> None:
    """Write one JSON value to stdout."""
    _write_utf8(json.dumps(value, ensure_ascii=False, indent=2), sys.stdout)


def write_line(text: str) -> None:
    """Write one line, or what has line breaks in it, to stdout in UTF-8 at once."""
    _write_utf8(text, sys.stdout)
    sys.stdout.flush()


def write_json_error(code: str, message: str, remedy: str) -> None:
    """Write an error to stderr as one line of JSON."""
    error = {"error": {"code": code, "message": message, "remedy": remedy}}
    _write_utf8(json.dumps(error, ensure_ascii=False), sys.stderr)


def _write_utf8(text: str, stream: TextIO) -> None:
    """What programs read is UTF-8 whatever the locale says (JSON by RFC 8259)."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", newline="\n")
    stream.write(f"{text}\n")


def _by_section(arguments: Mapping[str, object]) -> dict[str, dict[str, object]]:
    sections: dict[str, dict[str, object]] = {}
    for key, value in arguments.items():
        section, _, name = key.partition(".")
        if value is not None:
            sections.setdefault(section, {})[name] = value
    return sections


def _console(*, stderr: bool) -> Console:
    console = Console(stderr=stderr, markup=False, highlight=False, emoji=False)
    if not console.is_terminal:
        # Whoever reads a file or a pipe breaks the lines where they like; a table has to end.
        console.soft_wrap = True
        if "COLUMNS" not in os.environ:
            console.width = _UNSEEN_CHARACTERS
    return console

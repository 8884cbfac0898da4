"""`ordret demo`: a recording is dictated at speaking pace, into a case note and a letter."""

from pathlib import Path
from typing import Annotated

import typer

from ordret.cli.base import find_surroundings


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("demo")(demo)


def demo(
    audio: Annotated[
        Path, typer.Option("--audio", metavar="FIL", help="Optagelsen, der dikteres.")
    ],
) -> None:
    """Se Ordret arbejde: en optagelse bliver til et sagsnotat, et brev og tal for forbruget."""
    surroundings = find_surroundings()
    from ordret.cli.demonstration import demonstrate  # noqa: PLC0415 - loads the recogniser

    demonstrate(surroundings, audio)

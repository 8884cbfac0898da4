"""The commands, a module each: what they are called, what they take, and what they say.

A command imports what takes long to load (recogniser, sound, Word) when it runs, so that help
and figures come at once.
"""

from importlib.metadata import version
from typing import Annotated

import typer

from ordret.cli import (
    demo,
    dictate,
    doctor,
    evaluate,
    format_lines,
    models,
    notes,
    phrases,
    recover,
    transcribe,
    usage,
    vocabulary,
)
from ordret.cli.base import results
from ordret.cli.help import DanishGroup, speak_danish

COMMANDS = (
    dictate,
    transcribe,
    format_lines,
    phrases,
    vocabulary,
    demo,
    notes,
    recover,
    models,
    doctor,
    evaluate,
    usage,
)
"""Each has `register`. `ordret --help` lists single commands first, and then the groups."""

app = typer.Typer(cls=DanishGroup, add_completion=False)


def _show_version(wanted: bool) -> None:
    if wanted:
        results().print(f"ordret {version('ordret')}")
        raise typer.Exit


@app.callback()
def ordret(
    show_version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Vis, hvilken udgave det er."
        ),
    ] = False,
) -> None:
    """Diktér dansk på din egen maskine: tal, og få teksten i et notat, et brev eller en fil.

    »ordret KOMMANDO --help« siger, hvad en kommando kan. Virker noget ikke, så kør
    »ordret doctor«.
    """


for command in COMMANDS:
    command.register(app)
speak_danish(app)

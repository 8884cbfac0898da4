"""`ordret phrases`: what can be said while dictating."""

from typing import Annotated

import typer

from ordret.cli.base import AsJson, find_surroundings, write_json


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("phrases")(phrases)


def phrases(
    search: Annotated[
        str, typer.Option(metavar="TEKST", help="Vis de kommandoer, som teksten står i.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Vis, hvad man kan sige, mens man dikterer: tegn, rettelser, felter og autotekster."""
    from ordret.assembly.house import House  # noqa: PLC0415 - quick help
    from ordret.cli.listening import tell_notice  # noqa: PLC0415
    from ordret.cli.phrase_list import as_mapping, spoken, table  # noqa: PLC0415

    surroundings = find_surroundings()
    house = House(surroundings.paths, surroundings.settings)
    found = house.find_grammar()
    for fault in found.faults:
        tell_notice(surroundings.messages, fault)
    rows = spoken(found.grammar, search)
    if as_json:
        write_json({"commands": [as_mapping(row) for row in rows]})
    elif rows:
        surroundings.results.print(table(rows))
    else:
        surroundings.messages.print(f"Ingen kommando indeholder »{search}«.")

"""`ordret recover`: what was said when a dictation was broken off becomes a draft note."""

from typing import Annotated

import typer

from ordret.cli.base import AsJson, find_surroundings


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("recover")(recover)


def recover(
    only_list: Annotated[
        bool, typer.Option("--list", help="Vis kun, hvad der ligger, uden at gøre noget.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Gør afbrudte dikteringer til kladder. Intet sættes ind noget sted af sig selv."""
    surroundings = find_surroundings()
    from ordret.cli.recovering import list_unfinished, recover_all  # noqa: PLC0415 - recogniser

    if only_list:
        list_unfinished(surroundings, as_json=as_json)
    else:
        recover_all(surroundings, as_json=as_json)

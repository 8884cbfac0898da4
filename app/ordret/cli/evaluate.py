"""`ordret evaluate`: how well a model hears recordings whose text is known."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from ordret.cli.base import AsJson, ChosenDevice, ModelName, find_surroundings


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("evaluate")(evaluate)


def evaluate(  # noqa: PLR0917 - the options of a command
    manifest: Annotated[
        Path,
        typer.Argument(
            metavar="LISTE",
            help="Liste over lydfiler (tabulatorer, med overskrift): »file« og »text«, og hvis "
            "de findes »source«, »kind« og »confidence«.",
        ),
    ],
    streaming: Annotated[
        bool,
        typer.Option(
            "--streaming", help="Som under diktering: vis også ventetiden, beregnet af regnetiden."
        ),
    ] = False,
    by: Annotated[
        Literal["kind", "source"],
        typer.Option(help="Læg tallene sammen for hver slags stemme eller hver kilde."),
    ] = "kind",
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="ANTAL", help="Kun de første filer på listen.")
    ] = None,
    model: ModelName = None,
    device_type: ChosenDevice = None,
    as_json: AsJson = False,
) -> None:
    """Mål, hvor mange ord en talemodel hører forkert, og hvor hurtig den er.

    Tegn og store bogstaver tæller ikke, og tallene under hundrede er ens i cifre og bogstaver
    (»3« og »tre«). I alt er alle fejl delt med alle ord, ikke snittet af filernes procenter.
    """
    surroundings = find_surroundings(
        {"recognition.model": model, "recognition.device_type": device_type}
    )
    from ordret.cli.evaluating import carry_out  # noqa: PLC0415 - loads the recogniser

    if not carry_out(
        surroundings, manifest, streaming=streaming, by=by, limit=limit, as_json=as_json
    ):
        raise typer.Exit(1)

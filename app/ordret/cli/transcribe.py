"""`ordret transcribe`: recordings become text, subtitles or a Word document."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from ordret.cli.base import ChosenDevice, ModelName, find_surroundings
from ordret.errors import FaultCode, RequestFault


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("transcribe")(transcribe)


def transcribe(  # noqa: PLR0917 - the options of a command
    files: Annotated[
        list[Path], typer.Argument(metavar="FIL", help="Lyd- og videofiler, så lange de er.")
    ],
    form: Annotated[
        Literal["txt", "json", "srt", "vtt", "docx"],
        typer.Option(
            "--format",
            help="Ren tekst, JSON med ordenes tider, undertekster (srt, vtt) eller Word.",
        ),
    ] = "txt",
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="MAPPE", help="Mappen, filerne lægges i. Uden: teksten vises på skærmen."
        ),
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Overskriv filer, der findes i mappen.")
    ] = False,
    model: ModelName = None,
    device_type: ChosenDevice = None,
) -> None:
    """Skriv optagelser ud: møder, samtaler og diktater, også flere timer lange.

    Filerne i mappen får optagelsens navn. Kan en optagelse ikke læses, skrives de andre ud
    alligevel, og kommandoen slutter med 1.
    """
    if out is None and (form == "docx" or (form != "txt" and len(files) > 1)):
        raise RequestFault(
            FaultCode.REQUEST_INVALID,
            "Et Word-dokument kan ikke vises på skærmen."
            if form == "docx"
            else f"Flere optagelser kan ikke vises samlet som {form}.",
            "Tilføj »--out MAPPE«.",
        )
    surroundings = find_surroundings(
        {"recognition.model": model, "recognition.device_type": device_type}
    )
    from ordret.cli.transcribing import carry_out  # noqa: PLC0415 - loads the recogniser

    if not carry_out(surroundings, files, form, out, overwrite=overwrite):
        raise typer.Exit(1)

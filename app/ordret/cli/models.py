"""`ordret models`: which speech models there are, and putting one on this machine."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from ordret.cli import model_list
from ordret.cli.base import AsJson, Surroundings, find_surroundings, write_json
from ordret.cli.progress import byte_bar
from ordret.errors import Fault, FaultCode
from ordret.paths import find_catalogue
from ordret.speech import acquire
from ordret.speech.catalogue import Catalogue, read_catalogue
from ordret.speech.model_files import read_record
from ordret.speech.models import (
    ListedModel,
    ModelFolder,
    Verification,
    describe_folder,
    find_model,
    list_models,
    verify,
)

AcceptLicence = Annotated[
    bool,
    typer.Option(
        "--accept-licence",
        help="Sig, at I har læst modellens licens og må bruge den. Kræves kun, hvor licensen ikke "
        "klart tillader brug i arbejdet.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    models = typer.Typer(help="Se, hent og efterse talemodeller.")
    models.command("list")(show_list)
    models.command("get")(get)
    models.command("verify")(verify_models)
    models.command("add")(add)
    app.add_typer(models, name="models")


def show_list(
    with_details: Annotated[
        bool,
        typer.Option("--details", help="Vis også målingerne, og hvad maskinen skal kunne, i ord."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Vis de talemodeller, Ordret kender: hvor godt de hører dansk, og hvad de kræver."""
    surroundings = find_surroundings()
    catalogue = read_catalogue(find_catalogue())
    listed = list_models(surroundings.paths.models_folder, catalogue)
    in_use = surroundings.settings.recognition.model
    if entry := catalogue.find(in_use):
        in_use = entry.id
    if as_json:
        models = [model_list.as_mapping(each, in_use=each.id == in_use) for each in listed]
        write_json({"in_use": in_use, "models": models})
        return
    tell = surroundings.results.print
    tell(model_list.table(listed, in_use), soft_wrap=False)
    if with_details:
        for model in listed:
            tell()
            tell(model_list.details(model))
    tell()
    if not with_details:
        tell(
            "Forkerte ord: hvor mange danske ord der blev forkerte i andres offentliggjorte "
            "målinger, den bedste og den værste. »--details« viser hvilke."
        )
    for line in _remarks(listed, in_use):
        tell(line)


def get(
    model_id: Annotated[
        str, typer.Argument(metavar="ID", help="Modellens id, som »ordret models list« viser.")
    ],
    accept_licence: AcceptLicence = False,
) -> None:
    """Hent en talemodel, efterse den, og læg den klar på denne maskine.

    Er den her i forvejen, sker der intet. Bliver hentningen afbrudt, fortsætter den, hvor den
    slap, næste gang.
    """
    surroundings = find_surroundings()
    catalogue = read_catalogue(find_catalogue())
    entry = catalogue.require(model_id)
    with byte_bar(surroundings.messages, f"Henter {entry.id}") as progress:
        model = acquire.get(
            entry.id,
            surroundings.paths.models_folder,
            catalogue,
            consent=accept_licence,
            progress=progress,
        )
    _tell_ready(model, surroundings)


def add(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="MAPPE", help="Mappen med modellen (CTranslate2 eller Transformers)."
        ),
    ],
    model_id: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help="Hvad den skal hedde. Ellers bruges mappens navn."),
    ] = None,
    accept_licence: AcceptLicence = False,
) -> None:
    """Læg en talemodel fra en mappe ind blandt Ordrets modeller.

    En model i Transformers-format bliver omdannet én gang; det tager nogle minutter.
    """
    surroundings = find_surroundings()
    catalogue = read_catalogue(find_catalogue())
    with byte_bar(surroundings.messages, "Kopierer") as progress:
        model = acquire.add(
            source.expanduser(),
            _id_of(source.expanduser()) if model_id is None else model_id,
            surroundings.paths.models_folder,
            catalogue,
            consent=accept_licence,
            progress=progress,
        )
    _tell_ready(model, surroundings)


def verify_models(
    model_ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="ID", help="Modellernes id'er. Uden: alle, der er her."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Læs talemodellerne igennem, og se efter, om de er, som de skal være.

    Slutter med 1, hvis en af dem er beskadiget eller ikke kan bruges.
    """
    surroundings = find_surroundings()
    folder = surroundings.paths.models_folder
    catalogue = read_catalogue(find_catalogue())
    models = _to_verify(model_ids or [], folder, catalogue)
    outcomes: list[tuple[str, Verification | Fault]] = []
    for model in models:
        with byte_bar(surroundings.messages, f"Efterser {model.id}") as progress:
            try:
                outcomes.append((model.id, verify(model, folder, progress)))
            except Fault as fault:
                outcomes.append((model.id, fault))
    if as_json:
        write_json({"models": [_outcome_as_mapping(*outcome) for outcome in outcomes]})
    else:
        for outcome in outcomes:
            surroundings.results.print(_outcome(*outcome))
    if any(isinstance(told, Fault) for _, told in outcomes):
        raise typer.Exit(1)


def _to_verify(names: list[str], folder: Path, catalogue: Catalogue) -> list[ModelFolder]:
    """The models in `names`, or all that are here. Raises as `find_model`."""
    here = {
        model.id: (model.path, model.entry)
        for model in list_models(folder, catalogue)
        if model.path is not None
    }
    if not names and not here:
        raise Fault(
            FaultCode.MODEL_MISSING,
            "Der er ingen talemodeller på denne maskine.",
            "Kør »ordret models get base«, eller vælg en bedre i »ordret models list«.",
        )
    models = []
    for name in names or here:
        entry = catalogue.find(name)
        model_id = entry.id if entry else name
        if model_id in here:
            models.append(describe_folder(*here[model_id], folder))
        else:
            models.append(find_model(name, folder, catalogue))
    return models


def _outcome(model_id: str, told: Verification | Fault) -> Text:
    if isinstance(told, Fault):
        return Text.assemble(("Fejl ", "bold red"), f"{model_id}: {told.what} {told.remedy}")
    compared = (
        "som den skal være"
        if told.known
        else "men ingen har oplyst, hvad den skal være, så den kan ikke sammenlignes"
    )
    return Text.assemble(("ok   ", "green"), f"{model_id}: SHA-256 er {told.sha256}, {compared}.")


def _outcome_as_mapping(model_id: str, told: Verification | Fault) -> dict[str, object]:
    if isinstance(told, Fault):
        fault = {"code": told.code.value, "message": told.what, "remedy": told.remedy}
        return {"id": model_id, "ok": False, "sha256": None, "known": None, "fault": fault}
    return {
        "id": model_id,
        "ok": True,
        "sha256": told.sha256,
        "known": told.known,
        "fault": None,
    }


def _remarks(listed: tuple[ListedModel, ...], in_use: str) -> Iterator[str]:
    """What the table has no room for."""
    if any(model.entry and not model.entry.commercial for model in listed):
        yield "* Hentes kun med »--accept-licence«, når I har læst licensen og må bruge modellen."
    used = next((model for model in listed if model.id == in_use), None)
    if used is None:
        yield f"I brug: {in_use}, som ikke står på listen."
    elif used.path is None:
        yield f"I brug: {in_use}, men den er ikke her. Kør »ordret models get {in_use}«."
    elif used.entry:
        yield f"I brug: {in_use}. {used.entry.note}"
    for model in listed:
        if model.fault:
            yield f"{model.id}: {model.fault.what} {model.fault.remedy}"


def _tell_ready(model: ModelFolder, surroundings: Surroundings) -> None:
    tell = surroundings.results.print
    tell(f"Talemodellen »{model.id}« er klar i {model.path}.")
    if model.entry and model_list.is_poor(model.entry):
        tell(f"{model_list.quality(model.entry)} »ordret models list« viser bedre.")
    if model.id != surroundings.settings.recognition.model:
        tell(
            f'Brug den med »--model {model.id}«, eller skriv model = "{model.id}" under '
            f"[recognition] i {surroundings.paths.user_settings_file}."
        )


def _id_of(source: Path) -> str:
    """What a model is called where nobody says: what Ordret noted of it, or its folder's name."""
    folder = source if source.is_dir() else source.parent
    if record := read_record(folder):
        return record.id
    return re.sub(r"[^a-z0-9._-]+", "-", folder.absolute().name.casefold()).strip("-._")

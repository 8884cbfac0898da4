"""Puts speech models into the models folder: the embedded one, from the hub, or from a folder.

The user never sees half a model. It is built in a hidden folder beside the others, checked and
hashed, and then gets its name in one step. A lock on each model lets two processes try at once.
The files that a broken download did get stay hidden, and the next attempt takes the rest.
"""

import importlib.util
import re
import shutil
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from ordret.errors import Fault, FaultCode, RequestFault
from ordret.speech.catalogue import (
    ID_PATTERN,
    Catalogue,
    CatalogueModel,
    EmbeddedSource,
    HubSource,
    ModelFormat,
)
from ordret.speech.model_disk import (
    BuildingSite,
    building_site,
    install,
    read_pieces,
    require_space,
    summing,
    write_pieces,
)
from ordret.speech.model_files import (
    MODEL_FILES,
    WEIGHTS,
    Progress,
    Record,
    check_folder,
    hash_file,
    model_files,
    require_hash,
)
from ordret.speech.models import ModelFolder, describe_folder, find_model, next_best

_TRANSFORMERS_FILES = (".json", ".safetensors", "merges.txt")


def get(
    name: str,
    models_folder: Path,
    catalogue: Catalogue,
    *,
    consent: bool,
    progress: Progress,
    endpoint: str | None = None,
) -> ModelFolder:
    """The catalogue's model `name`, fetched unless it is here and whole.

    `consent` says that the user has read a licence that does not plainly allow use at work;
    `endpoint` is another hub than the usual. Raises `Fault` MODEL_LICENCE, MODEL_HUB_UNREACHABLE,
    MODEL_MISSING, MODEL_DAMAGED, MODEL_UNSUITED, DISK_FULL or FILE_UNWRITABLE.
    """
    entry = catalogue.require(name)
    _require_licence(entry, consent=consent)
    if model := _already_here(entry, models_folder, catalogue):
        return model
    with building_site(entry.id, models_folder) as site:
        if model := _already_here(entry, models_folder, catalogue):
            return model
        if isinstance(entry.source, EmbeddedSource):
            sha256 = _join(entry, entry.source, site.model, progress)
        else:
            try:
                sha256 = _fetch(entry, entry.source, site, endpoint, progress)
            except _OutOfReachError as error:
                raise _unreachable(entry, models_folder, catalogue) from error
        check_folder(site.model)
        install(site.model, Record(id=entry.id, sha256=sha256), models_folder)
    return describe_folder(models_folder / entry.id, entry, models_folder)


def add(
    source: Path,
    model_id: str,
    models_folder: Path,
    catalogue: Catalogue,
    *,
    consent: bool,
    progress: Progress,
) -> ModelFolder:
    """Put the model in the folder `source` (or beside the file `source`) among the others.

    A CTranslate2 folder is copied and a Transformers folder converted. Raises as `get`, and
    `RequestFault` where `model_id` can't be an id or no model is in `source`.
    """
    if not re.fullmatch(ID_PATTERN, model_id):
        raise RequestFault(
            FaultCode.REQUEST_INVALID,
            f"En talemodel kan ikke hedde »{model_id}«.",
            "Brug små bogstaver, tal, punktum og bindestreg, for eksempel »edda-v0.2«.",
        )
    entry = catalogue.find(model_id)
    if entry:
        _require_licence(entry, consent=consent)
    origin = source if source.is_dir() else source.parent
    converted = not (origin / WEIGHTS).is_file()
    if converted and not any(origin.glob("*.safetensors")):
        raise RequestFault(
            FaultCode.REQUEST_INVALID,
            f"Der er ingen talemodel i {source}.",
            "Vælg en mappe med »model.bin« (CTranslate2) eller »model.safetensors« (Transformers).",
        )
    expected = entry.sha256 if entry and not converted else None
    with building_site(model_id, models_folder) as site:
        if converted:
            sha256 = _convert(origin, site.model, progress)
        else:
            check_folder(origin)
            sha256 = _copy(origin, site.model, progress)
            require_hash(origin / WEIGHTS, sha256, expected)
        check_folder(site.model)
        install(site.model, Record(id=model_id, sha256=sha256), models_folder)
    return describe_folder(models_folder / model_id, entry, models_folder)


class _OutOfReachError(Exception):
    """The hub can't be reached."""


def _already_here(
    entry: CatalogueModel, models_folder: Path, catalogue: Catalogue
) -> ModelFolder | None:
    """The model, if it is here and whole; a damaged one is fetched again."""
    try:
        return find_model(entry.id, models_folder, catalogue)
    except Fault:
        return None


def _require_licence(entry: CatalogueModel, *, consent: bool) -> None:
    if not entry.commercial and not consent:
        raise Fault(
            FaultCode.MODEL_LICENCE,
            f"Licensen for »{entry.id}« ({entry.licence}) tillader ikke uden videre brug i "
            f"arbejdet. {entry.note}",
            "Læs licensen. Må I bruge modellen, så gentag kommandoen med »--accept-licence«.",
        )


def _join(entry: CatalogueModel, source: EmbeddedSource, target: Path, progress: Progress) -> str:
    require_space(target.parent, entry.size_bytes)
    target.mkdir()
    received = summing(progress, entry.size_bytes)
    parts = [_embedded_file(part) for part in source.parts]
    sha256 = write_pieces(read_pieces(parts), target / WEIGHTS, received)
    if sha256 != (entry.sha256 or sha256):
        raise Fault(
            FaultCode.MODEL_DAMAGED,
            f"Den indbyggede talemodel »{entry.id}« er beskadiget: SHA-256 passer ikke med "
            "kataloget.",
            "Slet mappen ».venv«, og kør »sh installer/linux/setup.sh« igen.",
        )
    for name in source.files:
        file = _embedded_file(name)
        write_pieces(read_pieces([file]), target / file.name, lambda _count: None)
    return sha256


def _embedded_file(name: str) -> Traversable:
    package, _, path = name.partition(":")
    if importlib.util.find_spec(package) is None:
        raise Fault(
            FaultCode.MODEL_MISSING,
            f"Pakken »{package}«, som den indbyggede talemodel ligger i, er ikke installeret.",
            "Kør »sh installer/linux/setup.sh«, eller hent en anden model: »ordret models list«.",
        )
    return resources.files(package).joinpath(path)


def _fetch(
    entry: CatalogueModel,
    source: HubSource,
    site: BuildingSite,
    endpoint: str | None,
    progress: Progress,
) -> str:
    # Imported here: it takes a quarter of a second, and most starts never fetch anything.
    from ordret.speech.hub import HubRepository, HubUnreachableError  # noqa: PLC0415

    converted = entry.format is ModelFormat.SAFETENSORS
    if converted:
        _require_converter()
    repository = HubRepository(source.repository, source.revision, endpoint)
    try:
        files = [
            file
            for file in repository.list_files()
            if (file.name.endswith(_TRANSFORMERS_FILES) if converted else file.name in MODEL_FILES)
        ]
        total_bytes = sum(file.size_bytes for file in files)
        require_space(site.model.parent, total_bytes)
        received = summing(progress, total_bytes)
        for file in files:
            repository.fetch(file, site.download, received)
    except HubUnreachableError as error:
        raise _OutOfReachError from error
    if converted:
        return _convert(site.download, site.model, progress)
    check_folder(site.download)
    sha256 = hash_file(site.download / WEIGHTS, progress)
    if sha256 != (entry.sha256 or sha256):
        shutil.rmtree(site.download)
        raise _wrong_hash(entry)
    shutil.rmtree(site.download / ".cache", ignore_errors=True)
    site.download.rename(site.model)
    return sha256


def _require_converter() -> None:
    from ordret.speech.conversion import require_converter  # noqa: PLC0415  # as in `_convert`

    require_converter()


def _convert(origin: Path, target: Path, progress: Progress) -> str:
    # Imported here: CTranslate2's converter loads PyTorch where there is one, and that is slow.
    from ordret.speech.conversion import convert  # noqa: PLC0415

    weights_bytes = sum(file.stat().st_size for file in origin.glob("*.safetensors"))
    require_space(target.parent, weights_bytes)
    convert(origin, target)
    return hash_file(target / WEIGHTS, progress)


def _copy(origin: Path, target: Path, progress: Progress) -> str:
    files = model_files(origin)
    total_bytes = sum(file.stat().st_size for file in files)
    require_space(target.parent, total_bytes)
    target.mkdir()
    received = summing(progress, total_bytes)
    hashes = {
        file.name: write_pieces(read_pieces([file]), target / file.name, received) for file in files
    }
    return hashes[WEIGHTS]


def _wrong_hash(entry: CatalogueModel) -> Fault:
    return Fault(
        FaultCode.MODEL_DAMAGED,
        f"Det, der blev hentet, er ikke »{entry.id}«: SHA-256 passer ikke med kataloget.",
        "Det er slettet igen. Prøv en gang til; sker det igen, så sig det til jeres it-afdeling.",
    )


def _unreachable(entry: CatalogueModel, models_folder: Path, catalogue: Catalogue) -> Fault:
    return Fault(
        FaultCode.MODEL_HUB_UNREACHABLE,
        f"»{entry.id}« kan ikke hentes: modelhubben svarer ikke.",
        "Hent mappen på en maskine med netadgang, og læg den ind her med »ordret models add«. "
        + next_best(entry.id, models_folder, catalogue),
    )

"""Which speech models are here, and the one a user asked for."""

from dataclasses import dataclass
from pathlib import Path

from ordret.errors import Fault, FaultCode, RequestFault
from ordret.speech.catalogue import (
    DEFAULT_MODEL_ID,
    Catalogue,
    CatalogueModel,
    EmbeddedSource,
    ModelFormat,
)
from ordret.speech.model_files import (
    WEIGHTS,
    Progress,
    check_folder,
    hash_file,
    read_record,
    recall_hash,
    remember_hash,
    require_hash,
    unreadable,
)


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A folder with a model that has been checked.

    `entry` is None for a model that the catalogue does not know, and `expected_sha256` for one
    whose right hash nobody has told.
    """

    id: str
    path: Path
    entry: CatalogueModel | None
    expected_sha256: str | None

    @property
    def weights(self) -> Path:
        """The file with the weights."""
        return self.path / WEIGHTS


@dataclass(frozen=True, slots=True)
class Verification:
    """What a full hash of the weights told. `known` is False where there was none to compare."""

    sha256: str
    known: bool


@dataclass(frozen=True, slots=True)
class ListedModel:
    """A model for a list. `path` is None where it is not here; `fault` says why it is no use."""

    id: str
    entry: CatalogueModel | None
    path: Path | None
    fault: Fault | None


def find_model(name: str, models_folder: Path, catalogue: Catalogue) -> ModelFolder:
    """The model with the id, hub name or folder `name`, ready to load.

    The weights are hashed only if they are new or changed since they were last hashed. Raises
    `Fault` MODEL_MISSING with the next best choice, MODEL_DAMAGED or MODEL_UNSUITED, and
    `RequestFault` where there is no such model at all.
    """
    entry = catalogue.find(name)
    path = models_folder / (entry.id if entry else name)
    if not path.is_dir():
        if entry:
            raise _not_here(entry, models_folder, catalogue)
        path = Path(name).expanduser()
        if not path.is_dir():
            raise _unknown(name, catalogue)
    model = describe_folder(path, entry, models_folder)
    check_folder(model.path)
    if model.expected_sha256 and _known_hash(model, models_folder) is None:
        verify(model, models_folder, lambda _done, _total: None)
    return model


def describe_folder(path: Path, entry: CatalogueModel | None, models_folder: Path) -> ModelFolder:
    """What `path` claims to hold; nothing is checked but Ordret's own note of it."""
    record = read_record(path)
    own = path.parent == models_folder
    name = entry.id if entry else record.id if record else path.name if own else str(path)
    expected = record.sha256 if record else None
    if entry and entry.sha256 and entry.format is ModelFormat.CTRANSLATE2:
        expected = entry.sha256
    return ModelFolder(name, path, entry, expected)


def verify(model: ModelFolder, models_folder: Path, progress: Progress) -> Verification:
    """Hash the weights, whatever was remembered. Raises `Fault` MODEL_DAMAGED or _UNSUITED."""
    check_folder(model.path)
    sha256 = hash_file(model.weights, progress)
    require_hash(model.weights, sha256, model.expected_sha256)
    remember_hash(models_folder, model.weights, sha256)
    return Verification(sha256, known=model.expected_sha256 is not None)


def list_models(models_folder: Path, catalogue: Catalogue) -> tuple[ListedModel, ...]:
    """The catalogue's models, here or not, and then those that somebody added.

    The weights are not hashed. Raises `Fault` where `models_folder` can't be read.
    """
    try:
        here = sorted(
            folder
            for folder in models_folder.iterdir()
            if folder.is_dir() and not folder.name.startswith(".")
        )
    except FileNotFoundError:
        here = []
    except OSError as error:
        raise unreadable(models_folder) from error
    known = {model.id for model in catalogue.models}
    listed = [
        _listed(model.id, model, models_folder / model.id)
        if models_folder / model.id in here
        else ListedModel(model.id, model, None, None)
        for model in catalogue.models
    ]
    listed += [_listed(folder.name, None, folder) for folder in here if folder.name not in known]
    return tuple(listed)


def next_best(name: str, models_folder: Path, catalogue: Catalogue) -> str:
    """A Danish sentence with what to use while the model `name` can't be had."""
    usable = [
        model
        for model in list_models(models_folder, catalogue)
        if model.path and not model.fault and model.id != name
    ]
    if usable:
        best = min(usable, key=_error_rate)
        return f"Indtil da kan du bruge »{best.id}«, som er her: »--model {best.id}«."
    if name == DEFAULT_MODEL_ID:
        return ""
    return (
        f"Indtil da kan du bruge »{DEFAULT_MODEL_ID}«, som ligger i Ordret: "
        f"»ordret models get {DEFAULT_MODEL_ID}«."
    )


def _listed(model_id: str, entry: CatalogueModel | None, folder: Path) -> ListedModel:
    try:
        check_folder(folder)
    except Fault as fault:
        return ListedModel(model_id, entry, folder, fault)
    return ListedModel(model_id, entry, folder, None)


def _error_rate(model: ListedModel) -> float:
    """The lowest published figure; a model of which none is known comes last."""
    if model.entry is None:
        return float("inf")
    return min(rate.word_error_rate_percent for rate in model.entry.error_rate)


def _known_hash(model: ModelFolder, models_folder: Path) -> str | None:
    """The remembered hash, if it is the right one."""
    try:
        remembered = recall_hash(models_folder, model.weights)
    except OSError as error:
        raise unreadable(model.weights) from error
    return remembered if remembered == model.expected_sha256 else None


def _not_here(entry: CatalogueModel, models_folder: Path, catalogue: Catalogue) -> Fault:
    where = "gjort klar" if isinstance(entry.source, EmbeddedSource) else "hentet"
    remedy = f"Kør »ordret models get {entry.id}«."
    return Fault(
        FaultCode.MODEL_MISSING,
        f"Talemodellen »{entry.id}« er ikke {where} på denne maskine.",
        f"{remedy} {next_best(entry.id, models_folder, catalogue)}".strip(),
    )


def _unknown(name: str, catalogue: Catalogue) -> RequestFault:
    if "/" in name or "\\" in name:
        return RequestFault(
            FaultCode.MODEL_MISSING,
            f"Der er ingen talemodel i {name}.",
            "Skriv stien til en mappe med en CTranslate2-model, eller et af de id'er, som "
            "»ordret models list« viser.",
        )
    return catalogue.unknown(name)

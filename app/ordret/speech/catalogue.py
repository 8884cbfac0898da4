"""The catalogue of speech models, as `models/catalogue.toml` declares them."""

import difflib
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ordret.errors import Fault, FaultCode, RequestFault

DEFAULT_MODEL_ID = "base"
"""The embedded model, which is there without any network."""

ID_PATTERN = r"^[a-z0-9][a-z0-9._-]*$"
"""An id is also the name of a folder, on every system."""

_Text = Annotated[str, Field(min_length=1, pattern=r"^[^\n\r]*$")]
_Part = Annotated[str, Field(pattern=r"^[a-z0-9_]+:[A-Za-z0-9._/-]+$")]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ModelFormat(StrEnum):
    """What the source holds. Safetensors are converted to CTranslate2 once, when fetched."""

    CTRANSLATE2 = "ctranslate2"
    SAFETENSORS = "safetensors"


class ContextMode(StrEnum):
    """What the model gains from being told before the next utterance."""

    TEXT = "text"
    """The previous text as prompt."""
    NONE = "none"
    """Nothing, or it has not been measured."""


class EmbeddedSource(_Table):
    """The model lies in installed packages; `package:path` names one of their files.

    `parts` joined in order are `model.bin`; `files` are copied beside it.
    """

    kind: Literal["embedded"]
    parts: Annotated[tuple[_Part, ...], Field(min_length=1)]
    files: tuple[_Part, ...]


class HubSource(_Table):
    """The model is fetched from the hub; without `revision`, the newest there is."""

    kind: Literal["hub"]
    repository: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$")]
    revision: Annotated[str, Field(pattern=r"^[0-9a-f]{40}$")] | None = None


class Hardware(_Table):
    """What the model asks of the machine; `processor` and `graphics` are Danish advice."""

    memory_bytes: Annotated[int, Field(gt=0)]
    processor: _Text
    graphics: _Text


class ErrorRate(_Table):
    """A published word error rate in Danish, and where it was published."""

    data_set: _Text
    word_error_rate_percent: Annotated[float, Field(gt=0)]
    source: _Text


class CatalogueModel(_Table):
    """One model. What each key means stands in `models/README.md`."""

    id: Annotated[str, Field(pattern=ID_PATTERN)]
    name: _Text
    parameters: Annotated[int, Field(gt=0)]
    size_bytes: Annotated[int, Field(gt=0)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    licence: _Text
    commercial: bool
    format: ModelFormat
    languages: Annotated[tuple[_Text, ...], Field(min_length=1)]
    context: ContextMode
    timestamp_tokens: bool
    note: _Text
    source: Annotated[EmbeddedSource | HubSource, Field(discriminator="kind")]
    hardware: Hardware
    error_rate: Annotated[tuple[ErrorRate, ...], Field(min_length=1)]


class _File(_Table):
    model: Annotated[tuple[CatalogueModel, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every model that is known, in the order of the file."""

    models: tuple[CatalogueModel, ...]

    def find(self, name: str) -> CatalogueModel | None:
        """The model with this id or hub repository, or None."""
        for model in self.models:
            if name == model.id or (
                isinstance(model.source, HubSource) and name == model.source.repository
            ):
                return model
        return None

    def require(self, name: str) -> CatalogueModel:
        """As `find`; raises the fault of `unknown` where there is no such model."""
        if model := self.find(name):
            return model
        raise self.unknown(name)

    def unknown(self, name: str) -> RequestFault:
        """The fault for a model that nobody knows, with the nearest id."""
        near = difflib.get_close_matches(name, [model.id for model in self.models], n=1)
        hint = f"Mente du »{near[0]}«? " if near else ""
        return RequestFault(
            FaultCode.MODEL_MISSING,
            f"Der er ingen talemodel, der hedder »{name}«.",
            f"{hint}»ordret models list« viser dem, der er.",
        )


def read_catalogue(file: Path) -> Catalogue:
    """The catalogue in `file`, checked. Raises `Fault` that names the file and every wrong key."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(file, "den kan ikke læses") from error
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(file, f"den er ikke gyldig TOML ({error})") from error
    try:
        models = _File.model_validate(content).model
    except ValidationError as error:
        keys = ", ".join(
            "»" + ".".join(_step(step) for step in mistake["loc"]) + "«"
            for mistake in error.errors()
        )
        raise _unreadable(file, f"noget mangler eller er forkert ved {keys}") from error
    ids = [model.id for model in models]
    if twice := sorted({each for each in ids if ids.count(each) > 1}):
        raise _unreadable(file, f"»model.id« er ens flere steder: {', '.join(twice)}")
    return Catalogue(models)


def _step(step: int | str) -> str:
    return str(step + 1) if isinstance(step, int) else step


def _unreadable(file: Path, why: str) -> Fault:
    return Fault(
        FaultCode.FILE_UNREADABLE,
        f"Listen over talemodeller {file} kan ikke bruges: {why}.",
        "Ret filen, eller installér Ordret igen.",
    )

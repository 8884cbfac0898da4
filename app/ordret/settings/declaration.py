"""Every setting there is, declared once; and which value holds where several files name one.

A section of a settings file is a class here and a key is a field, with its bounds, its default
and a Danish line that says what it does and in which unit. Messages, `docs/indstillinger.md` and
what `ordret doctor` shows are made from this declaration.
"""

import difflib
import json
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from ordret.errors import FaultCode, RequestFault

DeviceType = Literal["auto", "cpu", "cuda"]

_ONE_LINE = r"^[^\x00-\x1f\x7f]*$"
_SEVERAL_LINES = r"^[^\x00-\x09\x0b-\x1f\x7f]*$"
DEPARTMENT_PATTERN = r"^[0-9]{0,5}(?:[\p{L}\p{M} .,&/()-]+[0-9]{0,5})*$"
DEPARTMENT_MAX_CHARACTERS = 60

Line = Annotated[str, Field(max_length=200, pattern=_ONE_LINE)]
Lines = Annotated[str, Field(max_length=500, pattern=_SEVERAL_LINES)]
Folder = Annotated[str, Field(max_length=1000, pattern=_ONE_LINE)]
Department = Annotated[str, Field(max_length=DEPARTMENT_MAX_CHARACTERS, pattern=DEPARTMENT_PATTERN)]
"""Stands in usage records, so no CPR or telephone number fits: five digits in a row at most."""


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Recognition(_Section):
    """How speech is recognised."""

    model: Folder = Field(
        default="base",
        description="Talemodellen: et id, som »ordret models list« viser, eller stien til en "
        "mappe med en CTranslate2-model.",
    )
    device_type: DeviceType = Field(
        default="auto",
        description="Hvad modellen regner på. »auto« prøver grafikkortet (»cuda«) og tager ellers "
        "processoren (»cpu«).",
    )
    threads: int = Field(
        default=0,
        ge=0,
        le=64,
        description="Hvor mange tråde modellen må bruge på processoren (antal). 0: Ordret vælger "
        "efter maskinen.",
    )
    second_pass: bool = Field(
        default=True,
        description="Genkend en gang til i pauserne og ved slutningen, og ret teksten i Ordrets "
        "egne notater og breve, hvis du ikke selv har ændret den.",
    )


class Audio(_Section):
    """Where speech comes from."""

    microphone: Line = Field(
        default="",
        description="Mikrofonens navn, som »ordret doctor« viser det. Tom: systemets egen "
        "standardmikrofon.",
    )
    pre_roll_seconds: float = Field(
        default=0.3,
        ge=0,
        le=2,
        description="Hvor meget lyd fra før talen, der tages med, så det første ord ikke mistes "
        "(sekunder).",
    )


class Endpoint(_Section):
    """When an utterance is over. The bounds keep the second wait the longer one."""

    silence_seconds: float = Field(
        default=0.5,
        ge=0.2,
        le=1,
        description="Hvor længe der skal være stille, før en ytring er slut (sekunder).",
    )
    unfinished_sentence_seconds: float = Field(
        default=1.5,
        ge=1,
        le=5,
        description="Hvor længe der ventes i stilhed, når sætningen ikke lyder færdig (sekunder).",
    )


class Documents(_Section):
    """Case notes and letters."""

    draft_retention_days: int = Field(
        default=30,
        ge=1,
        le=365,
        description="Hvor længe en kladde gemmes, efter at den sidst er ændret, før den slettes "
        "(dage).",
    )
    templates_folder: Folder = Field(
        default="",
        description="Mappe med organisationens egne brevskabeloner. Tom: kun de indbyggede.",
    )
    output_folder: Folder = Field(
        default="",
        description="Mappe, som færdige notater og breve lægges i. Tom: mappen »Ordret« under dine "
        "dokumenter.",
    )


class Organisation(_Section):
    """The sender of a letter."""

    name: Line = Field(default="", description="Organisationens navn i brevenes afsenderfelt.")
    department: Line = Field(default="", description="Afdelingens navn i brevenes afsenderfelt.")
    address: Lines = Field(
        default="", description="Adressen i brevenes afsenderfelt, gerne på flere linjer."
    )
    telephone: Line = Field(default="", description="Telefonnummeret i brevenes afsenderfelt.")
    email: Line = Field(default="", description="E-mailadressen i brevenes afsenderfelt.")


class Author(_Section):
    """Who writes."""

    name: Line = Field(default="", description="Dit navn i notater og under breve.")
    title: Line = Field(default="", description="Din stillingsbetegnelse under breve.")


class Usage(_Section):
    """What is counted. See docs/forbrug.md."""

    collect: bool = Field(
        default=True,
        description="Gem tal om hver diktering, aldrig hvad der blev sagt. »ordret usage« viser "
        "dem.",
    )
    department: Department = Field(
        default="", description="Afdelingen, som dikteringerne tælles under."
    )
    retention_days: int = Field(
        default=400,
        ge=1,
        le=800,
        description="Hvor længe tallene om en diktering gemmes, før de slettes (dage).",
    )


class Settings(_Section):
    """All settings, checked. Immutable; hand on the values that are needed, not this."""

    recognition: Recognition = Field(default=Recognition(), description="Talegenkendelse")
    audio: Audio = Field(default=Audio(), description="Lyd")
    endpoint: Endpoint = Field(default=Endpoint(), description="Hvornår en ytring er slut")
    documents: Documents = Field(default=Documents(), description="Notater og breve")
    organisation: Organisation = Field(default=Organisation(), description="Afsender")
    author: Author = Field(default=Author(), description="Den, der skriver")
    usage: Usage = Field(default=Usage(), description="Forbrug")


class Level(StrEnum):
    """Who decides a value. The first that names a key wins."""

    POLICY = "policy"
    COMMAND = "command"
    MACHINE = "machine"
    USER = "user"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Layer:
    """What one file, or the arguments of the command (`file` is None), says: section to key."""

    level: Level
    file: Path | None
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class InForce:
    """The value that holds for `key` (`section.name`), who decided it, and in which file."""

    key: str
    value: object
    level: Level
    file: Path | None

    @property
    def locked(self) -> bool:
        """True where policy has decided and nobody else can."""
        return self.level is Level.POLICY


@dataclass(frozen=True, slots=True)
class Resolved:
    """The settings that hold, and for every key where its value comes from."""

    settings: Settings
    in_force: tuple[InForce, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """One declared setting, in the words of a settings file; `allowed` is Danish."""

    section: str
    section_title: str
    name: str
    type: str
    default: object
    allowed: str
    description: str

    @property
    def key(self) -> str:
        """`section.name`."""
        return f"{self.section}.{self.name}"


def declared_settings() -> tuple[Setting, ...]:
    """Every setting, in the order of the declaration. `type` is JSON Schema's name for it."""
    declared = []
    for section, section_field in Settings.model_fields.items():
        schema = type(section_field.default).model_json_schema()
        for name, field in schema["properties"].items():
            declared.append(
                Setting(
                    section=section,
                    section_title=section_field.description or "",
                    name=name,
                    type=field["type"],
                    default=field["default"],
                    allowed=_allowed(field),
                    description=field["description"],
                )
            )
    return tuple(declared)


def resolve(layers: tuple[Layer, ...]) -> Resolved:
    """The settings that hold when all `layers` are laid on top of the defaults.

    The order of `layers` does not matter; `Level` decides. Raises `RequestFault` that names file
    and key of every mistake in every layer, and of every argument that policy has decided.
    """
    by_weight = sorted(layers, key=lambda layer: tuple(Level).index(layer.level))
    mistakes = [(layer, sentence) for layer in by_weight for sentence in _mistakes_in(layer.values)]
    if not mistakes:
        mistakes = _arguments_against_policy(by_weight)
    if mistakes:
        raise _fault(mistakes)

    values: dict[str, dict[str, object]] = {}
    in_force = []
    for setting in declared_settings():
        winner = Layer(Level.DEFAULT, None, {setting.section: {setting.name: setting.default}})
        winner = next((layer for layer in by_weight if setting.key in _named(layer)), winner)
        value = _named(winner)[setting.key]
        values.setdefault(setting.section, {})[setting.name] = value
        in_force.append(InForce(setting.key, value, winner.level, winner.file))
    return Resolved(Settings.model_validate(values), tuple(in_force))


def _named(layer: Layer) -> dict[str, object]:
    return {
        f"{section}.{name}": value
        for section, content in layer.values.items()
        if isinstance(content, Mapping)
        for name, value in content.items()
    }


def _arguments_against_policy(layers: Iterable[Layer]) -> list[tuple[Layer, str]]:
    policy = {
        key: (value, layer.file)
        for layer in layers
        if layer.level is Level.POLICY
        for key, value in _named(layer).items()
    }
    return [
        (layer, f"»{key}« er fastlagt af organisationen i {policy[key][1]} og kan ikke vælges om.")
        for layer in layers
        if layer.level is Level.COMMAND
        for key, value in _named(layer).items()
        if key in policy and policy[key][0] != value
    ]


def _mistakes_in(values: Mapping[str, object]) -> list[str]:
    try:
        Settings.model_validate(values)
    except ValidationError as error:
        return [_sentence(details) for details in error.errors(include_url=False)]
    return []


def _sentence(details: ErrorDetails) -> str:
    """A mistake in Danish: pydantic says which kind it is, the declaration what is allowed."""
    key = ".".join(str(part) for part in details["loc"])
    if details["type"] == "extra_forbidden":
        return _unknown(key)
    if details["type"] == "model_type":
        return f"»{key}« skal være et afsnit, der begynder med linjen [{key}]."
    allowed = {setting.key: setting.allowed for setting in declared_settings()}
    return f"»{key}« skal være {allowed[key]}. Der står {_as_written(details['input'])}."


def _unknown(key: str) -> str:
    section, _, name = key.rpartition(".")
    declared = declared_settings()
    names = [setting.name for setting in declared if setting.section == section]
    known = names or list(Settings.model_fields)
    elsewhere = [setting.key for setting in declared if setting.name == name]
    if meant := difflib.get_close_matches(name, known, n=1) or elsewhere:
        return f"»{key}« findes ikke. Mente du »{'« eller »'.join(meant)}«?"
    return f"»{key}« findes ikke. Her kan stå: {', '.join(known)}."


def _as_written(value: object) -> str:
    return textwrap.shorten(json.dumps(value, ensure_ascii=False, default=str), 60)


def _allowed(field: Mapping[str, object]) -> str:
    match field:
        case {"enum": [*choices, last]}:
            return f"{', '.join(map(json.dumps, choices))} eller {json.dumps(last)}"
        case {"type": "boolean"}:
            return "true (ja) eller false (nej)"
        case {"type": "integer", "minimum": low, "maximum": high}:
            return f"et helt tal fra {low} til {high}"
        case {"type": "number", "minimum": low, "maximum": high}:
            return f"et tal fra {low} til {high}, med punktum som decimaltegn"
        case {"type": "string", "pattern": pattern, "maxLength": longest}:
            return f"{_TEXTS[str(pattern)]}, højst {longest} tegn"
    raise TypeError(f"A setting is declared without bounds: {field}")


_TEXTS = {
    _ONE_LINE: "tekst i anførselstegn, uden linjeskift",
    _SEVERAL_LINES: "tekst i anførselstegn",
    DEPARTMENT_PATTERN: (
        "tekst i anførselstegn med bogstaver, mellemrum, . , & / ( ) - og højst fem cifre i træk"
    ),
}


def _fault(mistakes: list[tuple[Layer, str]]) -> RequestFault:
    sentences = [f"{layer.file or 'Kommandolinjen'}: {sentence}" for layer, sentence in mistakes]
    what = sentences[0]
    if len(sentences) > 1:
        lines = "\n".join(f"– {sentence}" for sentence in sentences)
        what = f"Der er {len(sentences)} fejl i indstillingerne:\n{lines}"
    remedy = "Ret det, og prøv igen."
    if any(layer.level in {Level.POLICY, Level.MACHINE} for layer, _ in mistakes):
        remedy = "Ret det, eller bed it-afdelingen om det, hvis filen er deres, og prøv igen."
    return RequestFault(FaultCode.SETTING_INVALID, what, remedy)

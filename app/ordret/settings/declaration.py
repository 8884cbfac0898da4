"""Every setting there is, declared once.

A section of a settings file is a class here and a key is a field, with its bounds, its default
and a Danish line that says what it does and in which unit. Messages, `docs/indstillinger.md` and
what `ordret doctor` shows are made from this declaration.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

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


class Writing(_Section):
    """What spoken words become."""

    punctuation: Literal["automatic", "dictated", "both"] = Field(
        default="both",
        description="Hvis tegn der skrives: talegenkendelsens (»automatic«), dem du siger "
        "(»dictated«), eller begge dele (»both«).",
    )
    quotes: Literal["»«", "„“", '""'] = Field(
        default="»«", description="Anførselstegnene, det første og det sidste."
    )
    thousands: Literal[".", " ", ""] = Field(
        default=".",
        description="Tegnet mellem tusinder i et tal: punktum, mellemrum eller intet.",
    )
    currency: Literal["kr.", "DKK", "kroner"] = Field(
        default="kr.", description="Hvordan kroner skrives ved et beløb."
    )
    percent: Literal["pct.", "%", "procent"] = Field(
        default="pct.", description="Hvordan procent skrives ved et tal."
    )
    abbreviations: bool = Field(
        default=False,
        description="Skriv »for eksempel« som »f.eks.«, »blandt andet« som »bl.a.« og lignende.",
    )
    digits_from: int = Field(
        default=11,
        ge=0,
        le=100,
        description="Det mindste tal, der skrives med cifre i løbende tekst (tal).",
    )
    organisation_folder: Folder = Field(
        default="",
        description="Mappe med organisationens egne kommandoer, autotekster og ordlister. Tom: kun "
        "de indbyggede og dine egne.",
    )


class Vocabulary(_Section):
    """Which of the word lists that come with the program are used. See docs/skrivning.md."""

    social: bool = Field(default=True, description="Brug ordlisten for social og beskæftigelse.")
    citizen: bool = Field(default=True, description="Brug ordlisten for borgerservice.")
    building: bool = Field(default=True, description="Brug ordlisten for byg og miljø.")
    health: bool = Field(default=True, description="Brug ordlisten for sundhed og ældre.")


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
    writing: Writing = Field(default=Writing(), description="Skrivning")
    vocabulary: Vocabulary = Field(default=Vocabulary(), description="Ordlister")
    documents: Documents = Field(default=Documents(), description="Notater og breve")
    organisation: Organisation = Field(default=Organisation(), description="Afsender")
    author: Author = Field(default=Author(), description="Den, der skriver")
    usage: Usage = Field(default=Usage(), description="Forbrug")


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


def _allowed(field: Mapping[str, object]) -> str:
    match field:
        case {"enum": [*choices, last]}:
            return f"{', '.join(map(_quoted, choices))} eller {_quoted(last)}"
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


def _quoted(choice: object) -> str:
    return json.dumps(choice, ensure_ascii=False)

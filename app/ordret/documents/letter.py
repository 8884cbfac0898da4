"""A letter while it is being filled in: fields in order, values, what is still missing.

Everything here is pure. A letter is never changed; `with_value` gives a new one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from ordret.documents.dates import read_date
from ordret.documents.office import safe_text
from ordret.errors import FaultCode, RequestFault

TODAY = "i dag"
"""What a template writes as the standard of a date field that shall be the day of the letter."""


class FieldKind(StrEnum):
    """What a field holds; it decides how a value is tidied and written."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Condition:
    """True where the choice field `field_id` has the value `value`."""

    field_id: str
    value: str


@dataclass(frozen=True, slots=True)
class LetterField:
    """One field as its template declares it; `label` and `help` are Danish.

    `standard_setting` names the setting (`organisation.name`) whose value is used before
    `standard`. With `required_unless` the field is required as long as that is not true.
    """

    id: str
    label: str
    kind: FieldKind
    required: bool = False
    required_unless: Condition | None = None
    help: str = ""
    standard: str = ""
    standard_setting: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """A checked template. `document` is the Word file's bytes, `source` its declaration's path."""

    id: str
    title: str
    help: str
    fields: tuple[LetterField, ...]
    dictation_field: LetterField
    source: Path
    document: bytes = field(repr=False)

    @property
    def word_file(self) -> Path:
        """Where `document` was read from."""
        return self.source.with_suffix(".docx")

    def field_named(self, name: str) -> LetterField:
        """The field whose id or label is `name`, in any case.

        Raises RequestFault REQUEST_INVALID that lists the names there are.
        """
        wanted = name.strip().casefold()
        for candidate in self.fields:
            if wanted in {candidate.id.casefold(), candidate.label.casefold()}:
                return candidate
        known = ", ".join(candidate.id for candidate in self.fields)
        raise RequestFault(
            FaultCode.REQUEST_INVALID,
            f"Skabelonen »{self.title}« har ikke noget felt, der hedder »{name}«.",
            f"Vælg et af disse: {known}.",
        )

    def next_field(self, current: LetterField) -> LetterField | None:
        """The field after `current`, or None after the last."""
        after = self.fields.index(current) + 1
        return self.fields[after] if after < len(self.fields) else None

    def previous_field(self, current: LetterField) -> LetterField | None:
        """The field before `current`, or None before the first."""
        before = self.fields.index(current) - 1
        return self.fields[before] if before >= 0 else None


@dataclass(frozen=True, slots=True)
class Letter:
    """A template and a value for each of its fields, by id; an empty field is an empty string.

    Dates are kept as ISO 8601 and choices as one of their options.
    """

    template: LetterTemplate
    values: Mapping[str, str] = field(repr=False)


def new_letter(template: LetterTemplate, *, today: date, settings: Mapping[str, str]) -> Letter:
    """A letter with the standard texts filled in; `settings` has values by setting name."""
    letter = Letter(template, MappingProxyType({declared.id: "" for declared in template.fields}))
    for declared in template.fields:
        standard = settings.get(declared.standard_setting, "") or declared.standard
        if declared.kind is FieldKind.DATE and standard == TODAY:
            standard = today.isoformat()
        letter = with_value(letter, declared.id, standard)
    return letter


def with_value(letter: Letter, name: str, value: str) -> Letter:
    """`letter` with `value`, tidied to its kind, in the field whose id or label is `name`.

    Raises RequestFault REQUEST_INVALID for an unknown field, a date that is none, or a choice
    that the field does not offer.
    """
    declared = letter.template.field_named(name)
    tidied = tidy_value(declared, value)
    return replace(letter, values=MappingProxyType({**letter.values, declared.id: tidied}))


def tidy_value(declared: LetterField, value: str) -> str:
    """`value` as the field `declared` keeps it. Raises like `with_value`."""
    text = safe_text(value).strip()
    match declared.kind:
        case FieldKind.TEXT:
            return text
        case FieldKind.LINE:
            return " ".join(text.split())
        case FieldKind.DATE:
            return _iso_date(declared, text) if text else ""
        case FieldKind.CHOICE:
            return _option(declared, text) if text else ""


def missing_required(letter: Letter) -> tuple[LetterField, ...]:
    """The required fields that are empty, in the template's order."""
    return tuple(
        declared
        for declared in letter.template.fields
        if not letter.values[declared.id] and _is_required(declared, letter.values)
    )


def _is_required(declared: LetterField, values: Mapping[str, str]) -> bool:
    if declared.required_unless is None:
        return declared.required
    return values[declared.required_unless.field_id] != declared.required_unless.value


def _iso_date(declared: LetterField, text: str) -> str:
    try:
        return read_date(text).isoformat()
    except ValueError as error:
        raise RequestFault(
            FaultCode.REQUEST_INVALID,
            f"Feltet »{declared.label}« skal være en dato, og det er værdien ikke.",
            "Skriv den som 2026-11-21 eller 21. november 2026.",
        ) from error


def _option(declared: LetterField, text: str) -> str:
    wanted = text.rstrip(".").casefold()
    for option in declared.options:
        if option.casefold() == wanted:
            return option
    raise RequestFault(
        FaultCode.REQUEST_INVALID,
        f"Feltet »{declared.label}« har ikke den valgmulighed.",
        f"Vælg en af disse: {', '.join(declared.options)}.",
    )

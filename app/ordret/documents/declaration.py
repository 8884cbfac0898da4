"""The TOML file beside a letter template: which fields the letter has, in order.

Every mistake is told with the file, the field and the key, because an office worker writes it.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from ordret.documents.dates import read_date
from ordret.documents.letter import TODAY, Condition, FieldKind, LetterField
from ordret.documents.word_package import unusable

SENDER_SETTINGS = (
    "organisation.name",
    "organisation.department",
    "organisation.address",
    "organisation.telephone",
    "organisation.email",
    "author.name",
    "author.title",
)
"""The settings that a field may take its standard value from."""

_FIELD_ID = re.compile(r"[a-zæøå][a-zæøå0-9_]*")
_JINJA_WORDS = frozenset(
    {"and", "else", "false", "if", "in", "is", "none", "not", "or", "self", "true"}
)
_MAX_FIELDS = 200
_LINE_NUMBER = re.compile(r"line (\d+)")
_TYPE_NAMES: Mapping[type, str] = {
    str: "tekst i anførselstegn",
    bool: "true (ja) eller false (nej)",
    list: "en liste i [ ]",
    dict: "et felt og en værdi i { }",
}

_T = TypeVar("_T", str, bool, list[object], dict[str, object])


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a template's TOML file says, checked."""

    title: str
    help: str
    fields: tuple[LetterField, ...]
    dictation_field: LetterField


def read_declaration(content: bytes, file_name: str) -> Declaration:
    """What `content`, a TOML file in UTF-8 with or without byte order mark, declares.

    Raises Fault TEMPLATE_INVALID that names `file_name` and the key.
    """
    try:
        values = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise unusable(
            file_name, "er ikke gemt som UTF-8.", "Gem den igen i Notesblok med kodningen UTF-8."
        ) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = _LINE_NUMBER.search(str(error))
        raise unusable(
            file_name,
            f"har en skrivefejl{f' i linje {line[1]}' if line else ''}, så den ikke kan læses.",
            'Hver linje skal have formen nøgle = "værdi". Se eksemplet i docs/breve.md.',
        ) from error
    table = _Table(values, "", file_name)
    title = table.take("title", str)
    help_text = table.take("help", str, "")
    target = table.take("dictation_field", str)
    entries = table.take("field", list)
    table.refuse_others()
    fields = _fields(entries, file_name)
    return Declaration(title, help_text, fields, _dictation_field(fields, target, file_name))


class _Table:
    """One table of the file. `where` says which in a sentence; what is never taken is unknown."""

    def __init__(self, values: object, where: str, file_name: str) -> None:
        if not isinstance(values, dict):
            raise unusable(
                file_name,
                f"har noget andet end et felt{where}.",
                "Begynd hvert felt med linjen [[field]].",
            )
        self._values: dict[str, object] = values
        self._known: list[str] = []
        self.where = where
        self.file_name = file_name

    def take(self, key: str, kind: type[_T], default: _T | None = None) -> _T:
        """The value of `key`, which must be of type `kind`; without `default` it must be there."""
        self._known.append(key)
        value = self._values.get(key, default)
        if value is None or (default is None and not value):
            raise unusable(
                self.file_name,
                f"mangler »{key}«{self.where}.",
                f"Tilføj en linje med {key} = og {_TYPE_NAMES[kind]}.",
            )
        if not isinstance(value, kind):
            raise self.wrong(key, _TYPE_NAMES[kind])
        return value

    def wrong(self, key: str, allowed: str) -> Exception:
        """The fault that `key` has a value it can't have."""
        return unusable(
            self.file_name,
            f"har en værdi, der ikke kan bruges, i »{key}«{self.where}.",
            f"Her kan stå {allowed}.",
        )

    def refuse_others(self) -> None:
        """Raise where there is a key that nothing has taken."""
        for key in self._values:
            if key not in self._known:
                raise unusable(
                    self.file_name,
                    f"har »{key}«{self.where}, som Ordret ikke kender.",
                    f"Ret eller slet linjen. Her kan stå {', '.join(self._known)}.",
                )


def _fields(entries: list[object], file_name: str) -> tuple[LetterField, ...]:
    if len(entries) > _MAX_FIELDS:
        raise unusable(file_name, f"har mere end {_MAX_FIELDS} felter.", "Slet nogle af dem.")
    fields: list[LetterField] = []
    for number, entry in enumerate(entries, 1):
        declared = _field(_Table(entry, f" i felt nr. {number}", file_name), fields)
        for other in fields:
            for what, new, old in (
                ("id", declared.id, other.id),
                ("label", declared.label.casefold(), other.label.casefold()),
            ):
                if new == old:
                    raise unusable(
                        file_name,
                        f"har to felter med »{what}« = »{new}«.",
                        "Giv hvert felt sit eget navn.",
                    )
        fields.append(declared)
    return tuple(fields)


def _field(table: _Table, earlier: list[LetterField]) -> LetterField:
    field_id = table.take("id", str)
    table.where += f" (»{field_id}«)"
    if not _FIELD_ID.fullmatch(field_id) or field_id in _JINJA_WORDS:
        raise table.wrong("id", "små bogstaver, tal og _, men ikke ord som if, or og not")
    kinds = {kind.value: kind for kind in FieldKind}
    kind = kinds.get(table.take("kind", str))
    if kind is None:
        raise table.wrong("kind", " eller ".join(f'"{each}"' for each in kinds))
    declared = LetterField(
        id=field_id,
        label=table.take("label", str),
        kind=kind,
        required=table.take("required", bool, default=False),
        required_unless=_condition(table, earlier),
        help=table.take("help", str, ""),
        standard=table.take("standard", str, ""),
        standard_setting=table.take("standard_setting", str, ""),
        options=_options(table, kind),
    )
    table.refuse_others()
    _check_standard(table, declared)
    return declared


def _options(table: _Table, kind: FieldKind) -> tuple[str, ...]:
    written = table.take("options", list, [])
    options = tuple(each for each in written if isinstance(each, str) and each.strip())
    distinct = {option.casefold() for option in options}
    enough = len(options) == len(written) == len(distinct) and len(options) > 1
    if kind is FieldKind.CHOICE and not enough:
        raise table.wrong("options", 'mindst to forskellige valg, fx ["Ja", "Nej"]')
    if kind is not FieldKind.CHOICE and written:
        raise table.wrong("options", 'kun noget, når kind = "choice"')
    return options


def _condition(table: _Table, earlier: list[LetterField]) -> Condition | None:
    written = table.take("required_unless", dict, {})
    if not written:
        return None
    possible = {
        (declared.id, option): Condition(declared.id, option)
        for declared in earlier
        for option in declared.options
    }
    pairs = list(written.items())
    if len(pairs) == 1 and pairs[0] in possible:
        return possible[pairs[0]]
    raise table.wrong("required_unless", "et tidligere valgfelt og et af dets valg")


def _check_standard(table: _Table, declared: LetterField) -> None:
    if declared.standard_setting and declared.standard_setting not in SENDER_SETTINGS:
        raise table.wrong("standard_setting", ", ".join(SENDER_SETTINGS))
    if not declared.standard:
        return
    if declared.kind is FieldKind.CHOICE and declared.standard not in declared.options:
        raise table.wrong("standard", f"et af disse: {', '.join(declared.options)}")
    if declared.kind is FieldKind.DATE and declared.standard != TODAY:
        try:
            read_date(declared.standard)
        except ValueError as error:
            raise table.wrong("standard", f'"{TODAY}" eller en dato som "2026-11-21"') from error


def _dictation_field(fields: tuple[LetterField, ...], target: str, file_name: str) -> LetterField:
    writable = [each for each in fields if each.kind in {FieldKind.TEXT, FieldKind.LINE}]
    for declared in writable:
        if declared.id == target:
            return declared
    raise unusable(
        file_name,
        f"har »{target}« som »dictation_field«, men intet tekstfelt med det id.",
        f"Vælg et af disse: {', '.join(declared.id for declared in writable)}.",
    )

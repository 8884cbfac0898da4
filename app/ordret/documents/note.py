"""The case note (sagsnotat): what a case worker writes down after a conversation.

The Danish Access to Public Administration Act (offentlighedsloven), section 13, demands that
facts of importance to a case are noted; it demands no form. The fields here serve that purpose
and keep the assessment apart from the facts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID, uuid4

from ordret.documents.dates import MONTHS

HEADING = "Sagsnotat"
DICTATION_FIELD = "information"
"""Where dictated text goes when no field was named."""

_TITLE_CHARACTERS = 80


class FieldKind(StrEnum):
    """How a field is filled in. All of them hold text, and none refuses what was dictated."""

    LINE = "line"
    TEXT = "text"
    DATE_TIME = "date_time"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class NoteField:
    """A field of the case note; `label` and `help` are Danish, `choices` are what is offered."""

    id: str
    label: str
    kind: FieldKind
    help: str
    choices: tuple[str, ...] = ()


FIELDS = (
    NoteField(
        "case_number",
        "Sagsnummer",
        FieldKind.LINE,
        "Sagens nummer i jeres sagssystem.",
    ),
    NoteField(
        "kle_number",
        "KLE-nummer",
        FieldKind.LINE,
        "Emnet i KL's journalplan, for eksempel 27.36.04.",
    ),
    NoteField(
        "held_at",
        "Dato og tidspunkt",
        FieldKind.DATE_TIME,
        "Hvornår samtalen fandt sted, eller oplysningen kom.",
    ),
    NoteField(
        "channel",
        "Kanal",
        FieldKind.CHOICE,
        "Hvordan kontakten foregik.",
        (
            "Telefon",
            "Møde",
            "Videomøde",
            "Personligt fremmøde",
            "Hjemmebesøg",
            "Mail",
            "Digital Post",
            "Brev",
            "Sms",
            "Andet",
        ),
    ),
    NoteField(
        "participants",
        "Deltagere eller kilde",
        FieldKind.LINE,
        "Hvem der deltog, eller hvem oplysningerne kommer fra.",
    ),
    NoteField(
        "subject",
        "Emne",
        FieldKind.LINE,
        "Hvad notatet handler om, i få ord.",
    ),
    NoteField(
        DICTATION_FIELD,
        "Oplysninger modtaget",
        FieldKind.TEXT,
        "De faktiske oplysninger, som de blev givet, uden din vurdering.",
    ),
    NoteField(
        "guidance",
        "Vejledning givet",
        FieldKind.TEXT,
        "Hvad du har vejledt om, for eksempel regler, frister og muligheder.",
    ),
    NoteField(
        "assessment",
        "Vurdering",
        FieldKind.TEXT,
        "Din faglige vurdering, holdt adskilt fra oplysningerne.",
    ),
    NoteField(
        "agreements",
        "Aftaler",
        FieldKind.TEXT,
        "Hvad I har aftalt, og hvem der gør hvad.",
    ),
    NoteField(
        "next_step",
        "Næste skridt",
        FieldKind.TEXT,
        "Hvad der nu skal ske i sagen.",
    ),
    NoteField(
        "deadline",
        "Frist",
        FieldKind.LINE,
        "Hvornår næste skridt senest skal være taget.",
    ),
    NoteField(
        "author",
        "Forfatter",
        FieldKind.LINE,
        "Den, der har skrevet notatet.",
    ),
)
"""Every field there is, in the order they are filled in and printed."""

_FIELD_BY_ID = {one.id: one for one in FIELDS}


@dataclass(frozen=True, slots=True)
class CaseNote:
    """A case note. `values` holds the text of the fields that have any, by field id.

    Both times are aware; they tell when the note was made and changed, not what it is about.
    The texts stay out of `repr`, and so out of every log.
    """

    id: UUID
    created_at: datetime
    updated_at: datetime
    values: Mapping[str, str] = field(default_factory=dict, hash=False, repr=False)

    def __post_init__(self) -> None:
        """Raises ValueError for an unknown field or a time without time zone."""
        if unknown := self.values.keys() - _FIELD_BY_ID.keys():
            raise ValueError(f"unknown fields: {sorted(unknown)}")
        if self.created_at.utcoffset() is None or self.updated_at.utcoffset() is None:
            raise ValueError("a note's times need a time zone")
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))

    def text(self, field_id: str) -> str:
        """What stands in a field; nothing where it is empty."""
        return self.values.get(field_id, "")


def new_note(now: datetime, author: str) -> CaseNote:
    """An empty note of this moment, in the local time zone that `now` carries."""
    note = CaseNote(uuid4(), now, now, {"held_at": written_moment(now)})
    return with_field(note, "author", author, now)


def with_field(note: CaseNote, field_id: str, text: str, now: datetime) -> CaseNote:
    """The note with `text` in the place of what stood in the field.

    A line is kept on one line, and a choice gets the spelling in which it is offered. Text stays
    as it is, since a dictation goes on where it ended. Raises ValueError for an unknown field.
    """
    if field_id not in _FIELD_BY_ID:
        raise ValueError(f"unknown field: {field_id}")
    tidy = _tidy(_FIELD_BY_ID[field_id], text)
    values = {name: value for name, value in note.values.items() if name != field_id}
    if tidy:
        values[field_id] = tidy
    return replace(note, values=values, updated_at=now)


def with_dictated(
    note: CaseNote, text: str, now: datetime, field_id: str = DICTATION_FIELD
) -> CaseNote:
    """The note with `text` after what stands in the field, with the space or break it starts with.

    Raises ValueError for an unknown field.
    """
    before = note.text(field_id)
    return with_field(note, field_id, before + text if before else text.lstrip(), now)


def _tidy(definition: NoteField, text: str) -> str:
    line = " ".join(text.split())
    if definition.kind is FieldKind.TEXT:
        return text if line else ""
    spoken = line.rstrip(".").casefold()
    return next((choice for choice in definition.choices if choice.casefold() == spoken), line)


def as_text(note: CaseNote) -> str:
    """The note as plain text with Danish headings. Empty fields are left out."""
    paragraphs = [HEADING]
    lines: list[str] = []
    for definition in FIELDS:
        text = note.text(definition.id).strip()
        if not text:
            continue
        if definition.kind is FieldKind.TEXT:
            paragraphs += ["\n".join(lines), f"{definition.label}\n{text}"]
            lines = []
        else:
            lines.append(f"{definition.label}: {text}")
    paragraphs.append("\n".join(lines))
    return "\n\n".join(filter(None, paragraphs)) + "\n"


def title(note: CaseNote) -> str:
    """What a list of notes shows: subject, case number and date; never from a field of text."""
    subject = note.text("subject")
    if len(subject) > _TITLE_CHARACTERS:
        subject = subject[: _TITLE_CHARACTERS - 1].rstrip() + "…"
    parts = (subject or HEADING, note.text("case_number"), note.text("held_at"))
    return " · ".join(filter(None, parts))


def written_moment(moment: datetime) -> str:
    """The Danish written form, »5. december 2026 kl. 14.30«, on the clock `moment` carries."""
    month = MONTHS[moment.month - 1]
    return f"{moment.day}. {month} {moment.year} kl. {moment.hour}.{moment.minute:02}"

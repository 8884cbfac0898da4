"""A case note and a letter as places for dictated text."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ordret.documents.letter import FieldKind, Letter, with_value
from ordret.documents.letter_docx import render
from ordret.documents.note import DICTATION_FIELD, FIELDS, CaseNote, with_field
from ordret.documents.note import FieldKind as NoteFieldKind
from ordret.documents.note_docx import write_docx, write_text
from ordret.documents.store import DraftStore
from ordret.output.sink import Outcome, SinkField


@dataclass(frozen=True, slots=True)
class _Standing:
    """A field before the dictation; dictated text goes on after a `running` one's, or replaces."""

    id: str
    label: str
    text: str
    running: bool


class _Fields:
    """What was dictated into each field, with what stood in it before."""

    def __init__(self, standing: Iterable[_Standing]) -> None:
        self._standing = {field.id: field for field in standing}
        self._dictated: dict[str, str] = {}
        self.fields = tuple(
            SinkField(field.id, field.label, f"{field.text}\n" if field.text else "")
            if field.running
            else SinkField(field.id, field.label)
            for field in self._standing.values()
        )

    def change(self, field_id: str, kept_characters: int, text: str) -> str:
        """The whole text of the field after a change of what was dictated into it."""
        dictated = self._dictated.get(field_id, "")[:kept_characters] + text
        self._dictated[field_id] = dictated
        standing = self._standing[field_id]
        if not dictated.strip():
            return standing.text
        if standing.running:
            return f"{standing.text}\n{dictated}" if standing.text else dictated
        # A name, a date or a choice is no sentence, whatever the recogniser ends it with.
        return dictated.strip().removesuffix(".")


class NoteSink:
    """Dictates into the fields of a case note, which is a draft from the first word on."""

    kind = "note"
    revisable = True
    keeps_at_once = True

    def __init__(
        self,
        note: CaseNote,
        store: DraftStore,
        path: Path | None,
        now: Callable[[], datetime],
        *,
        overwrite: bool = False,
        field_id: str = DICTATION_FIELD,
    ) -> None:
        self.note = note
        self.first_field_id = field_id
        self._fields = _Fields(
            _Standing(field.id, field.label, note.text(field.id), field.kind is NoteFieldKind.TEXT)
            for field in FIELDS
        )
        self._store = store
        self._path = path
        self._overwrite = overwrite
        self._now = now

    @property
    def fields(self) -> tuple[SinkField, ...]:
        """The note's fields."""
        return self._fields.fields

    def change(self, field_id: str, kept_characters: int, text: str) -> Outcome:
        """Change the field and keep the draft. Raises `Fault` from the store."""
        whole = self._fields.change(field_id, kept_characters, text)
        self.note = with_field(self.note, field_id, whole, self._now())
        self._store.save(self.note)
        return Outcome.INSERTED

    def finish(self) -> Outcome:
        """Export the note where a path was given: .txt as text, else Word. Raises `Fault`."""
        if self._path is not None:
            write = write_text if self._path.suffix.lower() == ".txt" else write_docx
            write(self.note, self._path, overwrite=self._overwrite)
            self._overwrite = True
        return Outcome.INSERTED


class LetterSink:
    """Dictates into a letter's fields, its text first; the letter is made at the end."""

    kind = "letter"
    revisable = True
    keeps_at_once = False

    def __init__(self, letter: Letter, path: Path, *, overwrite: bool = False) -> None:
        self._empty = letter
        self._path = path
        self._overwrite = overwrite
        self.first_field_id = letter.template.dictation_field.id
        self._fields = _Fields(
            _Standing(field.id, field.label, letter.values[field.id], field.kind is FieldKind.TEXT)
            for field in letter.template.fields
        )
        self._changed: dict[str, str] = {}

    @property
    def fields(self) -> tuple[SinkField, ...]:
        """The letter's fields."""
        return self._fields.fields

    @property
    def letter(self) -> Letter:
        """The letter with what was dictated. Raises `RequestFault` where a field can't hold it."""
        letter = self._empty
        for field_id, text in self._changed.items():
            letter = with_value(letter, field_id, text)
        return letter

    def change(self, field_id: str, kept_characters: int, text: str) -> Outcome:
        """Change the field; whether it can hold the text is seen when the letter is made."""
        self._changed[field_id] = self._fields.change(field_id, kept_characters, text)
        return Outcome.INSERTED

    def finish(self) -> Outcome:
        """Make the letter. Raises `Fault`, FIELD_MISSING among them."""
        render(self.letter, self._path, overwrite=self._overwrite)
        self._overwrite = True
        return Outcome.INSERTED

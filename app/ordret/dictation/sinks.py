"""A case note and a letter as places for dictated text."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from ordret.documents.letter import Letter, with_value
from ordret.documents.letter_docx import render
from ordret.documents.note import DICTATION_FIELD, CaseNote, with_field
from ordret.documents.note_docx import write_docx, write_text
from ordret.documents.store import DraftStore
from ordret.output.sink import Outcome


class NoteSink:
    """Dictates into a field of a case note, which is kept as a draft from the first word on."""

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
        self._before = note.text(field_id)
        self._store = store
        self._path = path
        self._overwrite = overwrite
        self._now = now
        self._field_id = field_id
        self._text = ""

    def insert(self, text: str) -> Outcome:
        """Append `text` and keep the draft. Raises `Fault` from the store."""
        return self.replace_all(self._text + text)

    def replace_all(self, text: str) -> Outcome:
        """Put `text` after what stood in the field before this dictation. Raises `Fault`."""
        self._text = text
        between = "\n" if self._before and text else ""
        whole = self._before + between + text
        self.note = with_field(self.note, self._field_id, whole, self._now())
        self._store.save(self.note)
        return Outcome.INSERTED

    def finish(self) -> Outcome:
        """Export the note where a path was given: .txt as text, else Word. Raises `Fault`."""
        if self._path is not None:
            write = write_text if self._path.suffix.lower() == ".txt" else write_docx
            write(self.note, self._path, overwrite=self._overwrite)
        return Outcome.INSERTED


class LetterSink:
    """Dictates into the letter's own field for it; the letter is made at the end."""

    kind = "letter"
    revisable = True
    keeps_at_once = False

    def __init__(self, letter: Letter, path: Path, *, overwrite: bool = False) -> None:
        self.letter = letter
        self._path = path
        self._overwrite = overwrite
        self._field = letter.template.dictation_field
        self._before = letter.values[self._field.id]
        self._text = ""

    def insert(self, text: str) -> Outcome:
        """Append `text` to the field."""
        return self.replace_all(self._text + text)

    def replace_all(self, text: str) -> Outcome:
        """Put `text` after what stood in the field before this dictation."""
        self._text = text
        between = "\n" if self._before and text else ""
        self.letter = with_value(self.letter, self._field.id, self._before + between + text)
        return Outcome.INSERTED

    def finish(self) -> Outcome:
        """Make the letter. Raises `Fault`, FIELD_MISSING among them."""
        render(self.letter, self._path, overwrite=self._overwrite)
        return Outcome.INSERTED

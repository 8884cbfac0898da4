"""A note and a letter take the text of a dictation field by field."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx import Document

from memory_draft_store import MemoryDraftStore
from ordret.dictation.sinks import LetterSink, NoteSink
from ordret.documents.letter import Letter, new_letter, with_value
from ordret.documents.note import new_note, with_field
from ordret.documents.template import find_templates
from ordret.errors import FaultCode, RequestFault

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
RECIPIENT = {"modtager_navn": "Karen", "modtager_adresse": "Prøvevej 1", "emne": "din sag"}
SENDER = {
    "organisation.name": "Prøvekøbing Kommune",
    "organisation.telephone": "00 00 00 00",
    "author.name": "Mette Prøve",
    "author.title": "Sagsbehandler",
}


def note_sink(path: Path | None = None) -> tuple[NoteSink, MemoryDraftStore]:
    store = MemoryDraftStore()
    note = with_field(new_note(NOW, "Mette"), "information", "Før.", NOW)
    note = with_field(note, "subject", "Andet", NOW)
    return NoteSink(note, store, path, lambda: NOW), store


def letter() -> Letter:
    template = find_templates([]).named("orientering")
    made = new_letter(template, today=date(2026, 3, 2), settings=SENDER)
    for name, value in RECIPIENT.items():
        made = with_value(made, name, value)
    return made


class TestNote:
    def test_every_change_is_in_the_draft_at_once(self) -> None:
        sink, store = note_sink()
        sink.change("information", 0, "Hun ringede.")
        sink.change("information", 3, " kom.")
        (kept,) = store.newest_first().notes
        assert kept.text("information") == "Før.\nHun kom."

    def test_dictation_goes_on_in_a_text_and_replaces_a_line(self) -> None:
        sink, _ = note_sink()
        fields = {field.id: field for field in sink.fields}
        assert fields["information"].before == "Før.\n"
        assert fields["subject"].before == ""
        sink.change("subject", 0, "Boligstøtte.")
        assert sink.note.text("subject") == "Boligstøtte"

    def test_what_is_deleted_again_leaves_the_field_as_it_was(self) -> None:
        sink, _ = note_sink()
        for field_id, before in (("information", "Før."), ("subject", "Andet")):
            sink.change(field_id, 0, "Noget")
            sink.change(field_id, 0, "")
            assert sink.note.text(field_id) == before

    def test_it_begins_in_the_field_for_what_was_told(self) -> None:
        sink, _ = note_sink()
        assert sink.first_field_id == "information"
        assert [field.label for field in sink.fields][:2] == ["Sagsnummer", "KLE-nummer"]

    def test_it_is_saved_again_as_it_grows(self, tmp_path: Path) -> None:
        path = tmp_path / "notat.txt"
        sink, _ = note_sink(path)
        sink.change("information", 0, "Hun ringede.")
        sink.finish()
        sink.change("information", 12, " Hun er glad.")
        sink.finish()
        assert "Hun ringede. Hun er glad." in path.read_text(encoding="utf-8")


class TestLetter:
    def test_its_fields_are_dictated_and_stand_in_the_document(self, tmp_path: Path) -> None:
        path = tmp_path / "brev.docx"
        sink = LetterSink(letter(), path)
        sink.change(sink.first_field_id, 0, "Vi har set på din sag.")
        sink.change("emne", 0, "Boligstøtte.")
        sink.finish()
        text = "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)
        assert "Vi har set på din sag." in text
        assert "Boligstøtte" in text
        assert "din sag\n" not in text

    def test_a_spoken_date_is_a_date(self, tmp_path: Path) -> None:
        sink = LetterSink(letter(), tmp_path / "brev.docx")
        (day,) = (field for field in letter().template.fields if field.kind.value == "date")
        sink.change(day.id, 0, "Den 5. december 2026.")
        assert sink.letter.values[day.id] == "2026-12-05"

    def test_what_is_no_date_is_told_when_the_letter_is_made(self, tmp_path: Path) -> None:
        sink = LetterSink(letter(), tmp_path / "brev.docx")
        (day,) = (field for field in letter().template.fields if field.kind.value == "date")
        sink.change(sink.first_field_id, 0, "Vi har set på din sag.")
        sink.change(day.id, 0, "på mandag")
        with pytest.raises(RequestFault) as raised:
            sink.finish()
        assert raised.value.code is FaultCode.REQUEST_INVALID
        assert day.label in str(raised.value)

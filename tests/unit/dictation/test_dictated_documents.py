"""Spoken commands on their whole way: from recognised words to a draft and a Word file."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from ordret.dictation.sinks import LetterSink, NoteSink
from ordret.documents.letter import new_letter, with_value
from ordret.documents.note import new_note
from ordret.documents.store import SqliteDraftStore
from ordret.documents.template import find_templates
from ordret.output.sink import TextSink
from ordret.samples import SAMPLE_RATE_HZ
from ordret.speech.recogniser import Hypothesis
from ordret.usage.record import DeliveryOutcome
from ordret.vault import KeyPlace, Vault
from scripted_dictation import BEGUN_AT, ScriptedDictation
from scripted_speech import SILENCE, SPEECH, Asked, said, voice

VAULT = Vault(bytes(32), KeyPlace.FILE, Path("key.json"))
UTTERANCE_SECONDS = 4.0
LETTER = {"modtager_navn": "Karen", "modtager_adresse": "Prøvevej 1", "emne": "din sag"}
SENDER = {
    "organisation.name": "Prøvekøbing Kommune",
    "organisation.telephone": "00 00 00 00",
    "author.name": "Mette Prøve",
    "author.title": "Sagsbehandler",
}


def dictate(sink: TextSink, *utterances: str) -> ScriptedDictation:
    """Somebody who says these, one every four seconds."""

    def answer(asked: Asked) -> Hypothesis:
        number = int((asked.start_sample / SAMPLE_RATE_HZ + 0.5) / UTTERANCE_SECONDS)
        return said(utterances[number], pace=0.2)

    speech = voice((0.5, SILENCE), (1.5, SPEECH), (2.0, SILENCE)) * len(utterances)
    room = ScriptedDictation(speech, answer, sink=sink)
    assert room.run().delivered is DeliveryOutcome.INSERTED
    return room


def text_of(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.fixture
def drafts(tmp_path: Path) -> Callable[[], SqliteDraftStore]:
    return lambda: SqliteDraftStore(tmp_path / "drafts.sqlite3", VAULT, 1.0)


def test_a_note_is_dictated_field_by_field_and_corrected_by_voice(
    tmp_path: Path, drafts: Callable[[], SqliteDraftStore]
) -> None:
    path, store = tmp_path / "notat.docx", drafts()
    note = new_note(BEGUN_AT, "Mette Prøve")
    dictate(
        NoteSink(note, store, path, lambda: BEGUN_AT),
        "hun skylder to tusind fem hundrede kroner punktum",
        "Hun er sur.",
        "slet det",
        "gå til vurdering",
        "Hun har ret til hjælp efter paragraf elleve punktum",
        "ret hjælp til støtte",
    )
    store.close()
    kept = drafts().get(note.id)
    assert kept is not None
    assert kept.text("information") == "Hun skylder 2.500 kr."
    assert kept.text("assessment") == "Hun har ret til støtte efter § 11."
    written = text_of(path)
    assert "Hun skylder 2.500 kr." in written
    assert "Hun har ret til støtte efter § 11." in written
    assert "sur" not in written


def test_a_letter_gets_an_autotext_whose_gaps_are_dictated(tmp_path: Path) -> None:
    path = tmp_path / "brev.docx"
    template = find_templates([]).named("orientering")
    letter = new_letter(template, today=date(2026, 3, 2), settings=SENDER)
    for name, value in LETTER.items():
        letter = with_value(letter, name, value)
    dictate(
        LetterSink(letter, path),
        "Vi har set på din sag.",
        "nyt afsnit",
        "indsæt kvittering",
        "næste felt",
        "boligstøtte",
        "gå til emne",
        "Din boligstøtte.",
    )
    written = text_of(path)
    assert "Vi har set på din sag." in written
    assert "din henvendelse om boligstøtte. Du kan regne med" in written
    assert "den 30. marts 2026" in written
    assert "Din boligstøtte" in written
    assert "din sag\n" not in written

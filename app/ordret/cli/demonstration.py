"""What `ordret demo` shows: the text while it grows, a note, a letter and the usage record."""

from collections.abc import Mapping
from pathlib import Path

import typer
from rich.table import Table

from ordret.assembly.engine import engine_for
from ordret.assembly.house import House, local_now
from ordret.audio.file import AudioFile, Pace
from ordret.cli.base import Surroundings
from ordret.cli.dictating import document_stamp
from ordret.cli.listeners import TerminalView
from ordret.cli.phrase_list import spoken, table
from ordret.dictation.sinks import NoteSink
from ordret.documents.letter import new_letter, with_value
from ordret.documents.letter_docx import render
from ordret.documents.note import HEADING, new_note, with_field
from ordret.events import Ended, Event

_TEMPLATE = "orientering"
_SENDER = {
    "organisation.name": "Prøvekøbing Kommune",
    "organisation.department": "Borgerservice",
    "organisation.address": "Rådhuspladsen 1\n9999 Prøvekøbing",
    "organisation.telephone": "00 00 00 00",
    "organisation.email": "post@example.dk",
    "author.name": "Mette Prøve",
    "author.title": "Sagsbehandler",
}
_RECIPIENT = {
    "modtager_navn": "Karen Eksempel",
    "modtager_adresse": "Prøvevej 1\n9999 Prøvekøbing",
    "sagsnummer": "00-2026-0001",
    "emne": "din sag",
}


def demonstrate(surroundings: Surroundings, audio: Path) -> None:
    """Dictate `audio` and print where the note and the letter are. Raises `Fault`."""
    house = House(surroundings.paths, surroundings.settings)
    engine = engine_for(surroundings.settings.recognition, surroundings.paths)
    messages, results = surroundings.messages, surroundings.results
    messages.print(f"Ordret dikterer {audio.name}, som om den blev talt nu.\n")
    usage: dict[str, object] = {}
    stamp = document_stamp()
    note_path = house.document_path(f"{HEADING} {stamp}.docx")
    letter_path = house.document_path(f"Orientering {stamp}.docx")
    vault = house.open_vault()
    grammar = house.find_grammar().grammar
    note = new_note(local_now(), _SENDER["author.name"])
    note = with_field(note, "subject", "Prøve på diktering", local_now())
    drafts = house.open_drafts(vault)
    try:
        with TerminalView(messages, table(spoken(grammar))) as view:

            def listen(event: Event) -> None:
                if isinstance(event, Ended):
                    usage.update(event.usage)
                view(event)

            sink = NoteSink(note, drafts, note_path, local_now)
            source = AudioFile(audio, Pace.REALTIME)
            dictation = house.dictation(
                source, sink, engine, vault, listen, grammar=grammar, spoken_live=True
            )
            result = dictation.run()
    finally:
        drafts.close()
    if result.fault is not None:
        raise typer.Exit(result.fault.exit_status)
    letter = new_letter(
        house.find_templates().named(_TEMPLATE), today=local_now().date(), settings=_SENDER
    )
    for name, value in _RECIPIENT.items():
        letter = with_value(letter, name, value)
    letter = with_value(letter, letter.template.dictation_field.id, result.text)
    render(letter, letter_path)
    results.print(f"\n{result.text}\n")
    results.print(f"Sagsnotat: {note_path}")
    results.print(f"Brev:      {letter_path}\n")
    results.print(_table(usage))


def _table(usage: Mapping[str, object]) -> Table:
    table = Table(
        title="Det blev talt op: kun tal, og intet af det, der blev sagt", title_justify="left"
    )
    table.add_column("Felt")
    table.add_column("Værdi")
    for name, value in usage.items():
        table.add_row(name, "–" if value is None else str(value))
    return table

"""One dictation from the command line: its place, its listener, and how it is stopped."""

import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import typer

from ordret.assembly.engine import engine_for
from ordret.assembly.house import House, local_now
from ordret.audio.source import AudioSource
from ordret.cli.base import Surroundings
from ordret.cli.listeners import JsonLines, TerminalView
from ordret.cli.phrase_list import spoken, table
from ordret.danish.writing import Grammar
from ordret.dictation.session import Dictation, Result
from ordret.dictation.sinks import LetterSink, NoteSink
from ordret.dictation.spool import find_unfinished
from ordret.documents.letter import Letter, missing_required, new_letter, with_value
from ordret.documents.note import FIELDS, HEADING, CaseNote, new_note, with_field
from ordret.documents.template import FoundTemplates
from ordret.errors import Fault, FaultCode, RequestFault
from ordret.events import ErrorRaised, Listener, Notice
from ordret.output.sink import TextSink
from ordret.output.text import PlainText
from ordret.usage.record import DeliveryOutcome
from ordret.vault import Vault


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user wants of a dictation; neither `note` nor `letter` is plain text."""

    note: bool = False
    letter: str | None = None
    fields: tuple[tuple[str, str], ...] = ()
    out: Path | None = None
    overwrite: bool = False
    events: bool = False


def carry_out(
    surroundings: Surroundings, source: AudioSource, wish: Wish, *, spoken_live: bool
) -> None:
    """Dictate, and say where the text is. Raises `Fault` and `typer.Exit`."""
    try:
        _carry_out(surroundings, source, wish, spoken_live=spoken_live)
    except Fault as fault:
        if wish.events:
            JsonLines()(ErrorRaised(fault.code, str(fault)))
        raise


def _carry_out(
    surroundings: Surroundings, source: AudioSource, wish: Wish, *, spoken_live: bool
) -> None:
    if wish.out is not None and wish.out.exists() and not wish.overwrite:
        raise RequestFault(
            FaultCode.FILE_UNWRITABLE,
            f"Filen {wish.out} findes allerede.",
            "Vælg et andet navn, eller tilføj --overwrite.",
        )
    house = House(surroundings.paths, surroundings.settings)
    engine = engine_for(surroundings.settings.recognition, surroundings.paths)
    found = house.find_grammar()
    with ExitStack() as stack:
        listener = _listener(surroundings, wish, found.grammar, stack)
        for fault in found.faults:
            listener(Notice(fault.code, str(fault)))
        vault = house.open_vault()
        sink, place = _place(house, vault, wish, listener, stack)
        _offer_unfinished(surroundings, listener)
        dictation = house.dictation(
            source,
            sink,
            engine,
            vault,
            listener,
            grammar=found.grammar,
            spoken_live=spoken_live,
        )
        with _stopped_by_signals(dictation):
            result = dictation.run()
    if not wish.events:
        _report(surroundings, result, sink, place)
    if result.fault is not None:
        raise typer.Exit(result.fault.exit_status)


def _listener(
    surroundings: Surroundings, wish: Wish, grammar: Grammar, stack: ExitStack
) -> Listener:
    if wish.events:
        return JsonLines()
    return stack.enter_context(TerminalView(surroundings.messages, table(spoken(grammar))))


def _place(
    house: House, vault: Vault, wish: Wish, listener: Listener, stack: ExitStack
) -> tuple[TextSink, Path | None]:
    """Where the text goes, and the file it ends in."""
    if wish.note:
        note = note_with(new_note(local_now(), house.settings.author.name), wish.fields)
        path = wish.out or house.document_path(f"{HEADING} {document_stamp()}.docx")
        drafts = house.open_drafts(vault)
        stack.callback(drafts.close)
        return NoteSink(note, drafts, path, local_now, overwrite=wish.overwrite), path
    if wish.letter is not None:
        found = house.find_templates()
        _tell_of_templates(found, listener)
        letter = letter_with(house, found, wish.letter, wish.fields)
        path = wish.out or house.document_path(f"{letter.template.title} {document_stamp()}.docx")
        return LetterSink(letter, path, overwrite=wish.overwrite), path
    return PlainText(wish.out, overwrite=wish.overwrite), wish.out


def note_with(note: CaseNote, fields: tuple[tuple[str, str], ...]) -> CaseNote:
    """The note with these fields filled in. Raises `RequestFault` for one that it has not."""
    known = {name.casefold(): field.id for field in FIELDS for name in (field.id, field.label)}
    for name, value in fields:
        if name.casefold() not in known:
            raise RequestFault(
                FaultCode.REQUEST_INVALID,
                f"Sagsnotatet har ikke noget felt, der hedder »{name}«.",
                f"Vælg et af disse: {', '.join(field.id for field in FIELDS)}.",
            )
        note = with_field(note, known[name.casefold()], value, local_now())
    return note


def letter_with(
    house: House, found: FoundTemplates, template: str, fields: tuple[tuple[str, str], ...]
) -> Letter:
    """A letter with these fields filled in and nothing but the dictated one missing.

    Raises `RequestFault` FIELD_MISSING that names what is required and empty.
    """
    letter = new_letter(
        found.named(template), today=local_now().date(), settings=house.sender_settings()
    )
    for name, value in fields:
        letter = with_value(letter, name, value)
    dictated = letter.template.dictation_field
    missing = [field for field in missing_required(letter) if field != dictated]
    if missing:
        names = ", ".join(f"»{field.label}« ({field.id})" for field in missing)
        raise RequestFault(
            FaultCode.FIELD_MISSING,
            f"Brevet mangler: {names}.",
            "Udfyld dem med --field NAVN=VÆRDI, og prøv igen.",
        )
    return letter


def _tell_of_templates(found: FoundTemplates, listener: Listener) -> None:
    for fault in found.faults:
        listener(Notice(fault.code, str(fault)))
    for notice in found.notices:
        listener(Notice(FaultCode.TEMPLATE_INVALID, notice))


def document_stamp() -> str:
    """This second, for the name of a file."""
    return f"{local_now():%Y-%m-%d %H.%M.%S}"


def _offer_unfinished(surroundings: Surroundings, listener: Listener) -> None:
    """Tell of dictations that were broken off; nothing is done with them unasked."""
    try:
        unfinished = find_unfinished(surroundings.paths.spool_folder)
    except Fault as fault:
        listener(Notice(fault.code, str(fault)))
        return
    if unfinished:
        what = "En afbrudt diktering" if len(unfinished) == 1 else "Afbrudte dikteringer"
        message = f"{what} ligger gemt. »ordret recover« gør det, der blev sagt, til en kladde."
        listener(Notice(FaultCode.DICTATION_UNFINISHED, message))


@contextmanager
def _stopped_by_signals(dictation: Dictation) -> Iterator[None]:
    """Have Ctrl+C and SIGTERM end the dictation with its text; a second Ctrl+C breaks it off."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        dictation.stop()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _report(surroundings: Surroundings, result: Result, sink: TextSink, path: Path | None) -> None:
    """The text, and where it is."""
    if sink.kind == "text" and path is None and result.text:
        surroundings.results.print(result.text)
    if result.delivered is DeliveryOutcome.NOTHING and result.fault is None:
        surroundings.messages.print("Der blev ikke sagt noget, så der er intet gemt.")
    elif path is not None and result.delivered is DeliveryOutcome.INSERTED:
        surroundings.results.print(f"{_KINDS[sink.kind]}: {path}")
    if sink.kind == "note" and result.text:
        surroundings.messages.print("Kladden er gemt. Se den med »ordret notes list«.")
    if result.delivered is DeliveryOutcome.REFUSED:
        surroundings.messages.print(
            "Det, du sagde, er ikke tabt. Kør »ordret recover« for at få det som kladde."
        )


_KINDS = {"note": "Sagsnotat", "letter": "Brev", "text": "Tekst"}

"""Transcribing recordings from the command line, one after another with one model."""

import io
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Literal

from ordret.assembly.engine import engine_for
from ordret.assembly.house import local_now
from ordret.audio.file import AudioFile, Pace
from ordret.cli.base import Surroundings
from ordret.cli.listening import SoundOfFile, recording_bar, tell_fault, tell_notice
from ordret.cli.numbers import decimal
from ordret.cli.transcription import Transcription, as_json, as_srt, as_text, as_vtt
from ordret.dictation.belief import believe
from ordret.documents.transcript_docx import TimedParagraph, clock, write_transcript
from ordret.errors import Fault, FaultCode, RequestFault
from ordret.files import save_atomically
from ordret.speech.decoder import Decoder
from ordret.speech.recording import Recording
from ordret.speech.silero import SileroDetector
from ordret.speech.voice import VoiceDetector

Form = Literal["txt", "json", "srt", "vtt", "docx"]


def carry_out(
    surroundings: Surroundings,
    files: Sequence[Path],
    form: Form,
    folder: Path | None,
    *,
    overwrite: bool,
) -> bool:
    """Transcribe `files` into `folder`, or to stdout; True where each of them went well.

    Raises `Fault` where the model can't be loaded or the folder can't be made.
    """
    engine = engine_for(surroundings.settings.recognition, surroundings.paths)
    if folder is not None:
        _make(folder)
    decoder = Decoder(engine, believe, lambda fault: tell_notice(surroundings.messages, fault))
    detector = SileroDetector()
    names = output_names(files, form)
    failed = False
    for file, name in zip(files, names, strict=True):
        try:
            if folder is None:
                transcription = _transcribe(file, decoder, detector, surroundings)
                _show(transcription, form, named=len(files) > 1)
            else:
                path = folder / name
                _require_free(path, files, overwrite=overwrite)
                transcription = _transcribe(file, decoder, detector, surroundings)
                _save(transcription, form, path, overwrite=overwrite)
                surroundings.results.print(str(path))
        except Fault as fault:
            tell_fault(surroundings.messages, fault)
            failed = True
    return not failed


def output_names(files: Sequence[Path], form: Form) -> tuple[str, ...]:
    """What each file's transcript is called: as the file, and never two the same.

    Where two files differ in their last part or their folder only, the last part is kept, and
    then a number is added. Upper and lower case count as the same, as they do on Windows.
    """
    stems = [file.stem.casefold() for file in files]
    names: list[str] = []
    taken: set[str] = set()
    for file in files:
        base = file.stem if stems.count(file.stem.casefold()) == 1 else file.name
        name, number = f"{base}.{form}", 1
        while name.casefold() in taken:
            number += 1
            name = f"{base} ({number}).{form}"
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)


def _transcribe(
    file: Path, decoder: Decoder, detector: VoiceDetector, surroundings: Surroundings
) -> Transcription:
    """What is said in `file`. Raises `Fault` where it can't be read or recognised."""
    messages = surroundings.messages
    started = time.monotonic()
    with AudioFile(file, Pace.FAST) as source:
        sound = SoundOfFile(source, lambda fault: tell_notice(messages, fault))
        with recording_bar(messages, file.name, source.duration_seconds) as tell:
            passages = tuple(Recording(detector, decoder.decode, tell).passages(sound))
    spent = time.monotonic() - started
    messages.print(
        f"{file.name}: {clock(round(sound.seconds))} lyd på {decimal(spent)} sekunder "
        f"med modellen »{decoder.identity.model_id}« ({decoder.identity.device})."
    )
    if not passages:
        messages.print(f"Der blev ikke hørt tale i »{file.name}«.")
    return Transcription(
        file=file.name,
        duration_seconds=sound.seconds,
        model=decoder.identity.model_id,
        device=decoder.identity.device,
        passages=passages,
    )


def _show(transcription: Transcription, form: Form, *, named: bool) -> None:
    """Write to stdout; `named` puts the file's name above the text."""
    text = _TEXTS[form](transcription)
    if isinstance(sys.stdout, io.TextIOWrapper) and form != "txt":
        # Files for programs are UTF-8 whatever the terminal reads.
        sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(f"{transcription.file}:\n\n{text}\n" if named else text)
    sys.stdout.flush()


def _save(transcription: Transcription, form: Form, path: Path, *, overwrite: bool) -> None:
    if form == "docx":
        write_transcript(
            [TimedParagraph(start, text) for start, text in transcription.paragraphs],
            path,
            source_name=transcription.file,
            duration_seconds=transcription.duration_seconds,
            written_on=local_now().date(),
            overwrite=overwrite,
        )
        return
    text = _TEXTS[form](transcription)
    if form == "txt":
        text = text.replace("\n", os.linesep)

    def write(file: BinaryIO) -> None:
        file.write(text.encode("utf-8"))

    save_atomically(write, path, overwrite=overwrite)


def _require_free(path: Path, files: Sequence[Path], *, overwrite: bool) -> None:
    """Find out before the work is done that the result could not be kept. Raises RequestFault."""
    if path.exists() and (not overwrite or any(_is_same(path, file) for file in files)):
        raise RequestFault(
            FaultCode.FILE_UNWRITABLE,
            f"Filen »{path}« findes i forvejen og er ikke ændret.",
            "Vælg en anden mappe, eller tilføj »--overwrite«, hvis det ikke er optagelsen selv.",
        )


def _is_same(path: Path, file: Path) -> bool:
    return file.exists() and path.samefile(file)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Fault(
            FaultCode.FILE_UNWRITABLE,
            f"Mappen »{folder}« kan ikke oprettes.",
            "Vælg en anden med »--out«.",
        ) from error


_TEXTS = {"txt": as_text, "json": as_json, "srt": as_srt, "vtt": as_vtt}

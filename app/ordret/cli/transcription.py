"""What was said in one recording, in the forms that people and programs read. Pure."""

import json
from dataclasses import dataclass

from ordret.events import Word
from ordret.speech.layout import paragraphs, subtitles
from ordret.speech.recording import Passage


@dataclass(frozen=True, slots=True)
class Transcription:
    """What was said in the file `file`, and what heard it."""

    file: str
    duration_seconds: float
    model: str
    device: str
    passages: tuple[Passage, ...]

    @property
    def words(self) -> tuple[Word, ...]:
        """All words in order."""
        return tuple(word for passage in self.passages for word in passage.words)

    @property
    def paragraphs(self) -> tuple[tuple[float, str], ...]:
        """Where each paragraph begins, in seconds, and its text."""
        return tuple(
            (words[0].start_seconds, " ".join(word.text for word in words))
            for words in paragraphs(self.words)
        )


def as_text(transcription: Transcription) -> str:
    """Paragraphs with a blank line between."""
    return "".join(f"{text}\n\n" for _, text in transcription.paragraphs).removesuffix("\n")


def as_json(transcription: Transcription) -> str:
    """One JSON object; `docs/udskrift.md` is its contract."""
    return json.dumps(_mapping(transcription), ensure_ascii=False, indent=2) + "\n"


def as_srt(transcription: Transcription) -> str:
    """SubRip: numbered, comma before the milliseconds."""
    return "\n".join(
        f"{number}\n{_time(shown.start_seconds, ',')} --> {_time(shown.end_seconds, ',')}\n"
        + "".join(f"{_without_arrow(line)}\n" for line in shown.lines)
        for number, shown in enumerate(subtitles(transcription.words), start=1)
    )


def as_vtt(transcription: Transcription) -> str:
    """WebVTT (W3C): a header, a point before the milliseconds, `&`, `<` and `>` escaped."""
    return "WEBVTT\n" + "".join(
        f"\n{_time(shown.start_seconds, '.')} --> {_time(shown.end_seconds, '.')}\n"
        + "".join(f"{_escaped(line)}\n" for line in shown.lines)
        for shown in subtitles(transcription.words)
    )


def _mapping(transcription: Transcription) -> dict[str, object]:
    return {
        "file": transcription.file,
        "duration_seconds": round(transcription.duration_seconds, 3),
        "model": transcription.model,
        "device": transcription.device,
        "passages": [
            {
                "start": round(passage.start_seconds, 3),
                "end": round(passage.end_seconds, 3),
                "text": passage.text,
                "words": [
                    {
                        "word": word.text,
                        "start": round(word.start_seconds, 3),
                        "end": round(word.end_seconds, 3),
                        "probability": round(word.probability, 3),
                    }
                    for word in passage.words
                ],
            }
            for passage in transcription.passages
        ],
    }


def _time(seconds: float, decimal_sign: str) -> str:
    """Two digits at least for the hours, three for the milliseconds: 00:01:02,345."""
    whole, milliseconds = divmod(round(seconds * 1000), 1000)
    minutes, whole_seconds = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{whole_seconds:02}{decimal_sign}{milliseconds:03}"


def _without_arrow(line: str) -> str:
    """SubRip has no escapes, and a reader may take the arrow for the times of a subtitle."""
    return line.replace("-->", "→")


def _escaped(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

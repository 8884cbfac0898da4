"""What happens during a dictation, as frozen events to one listener.

The window, the command line and the tests are all listeners. `to_json` is the form that other
programs read with `ordret dictate --events`; `docs/events.md` is its contract.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ordret.errors import FaultCode


class Stage(StrEnum):
    """Where a dictation stands. `LISTENING` is told only after the first audio arrived."""

    IDLE = "idle"
    ARMING = "arming"
    LISTENING = "listening"
    FINISHING = "finishing"


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word with its punctuation, as written, without surrounding space.

    Times are seconds in the audio of the dictation; `probability` is 0 to 1.
    """

    text: str
    start_seconds: float
    end_seconds: float
    probability: float


@dataclass(frozen=True, slots=True)
class StageChanged:
    """The dictation entered `stage`."""

    stage: Stage


@dataclass(frozen=True, slots=True)
class Partial:
    """The utterance being spoken. `committed` will stand in its final; `tentative` may change."""

    at_seconds: float
    committed: str
    tentative: str


@dataclass(frozen=True, slots=True)
class Final:
    """An utterance is ended and its words are decided."""

    at_seconds: float
    start_seconds: float
    end_seconds: float
    text: str
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Revised:
    """A second pass replaces what lay between `start_seconds` and `end_seconds`."""

    at_seconds: float
    start_seconds: float
    end_seconds: float
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """The written text of a field changed: its first `kept_characters` stand, `text` follows."""

    at_seconds: float
    field_id: str
    kept_characters: int
    text: str


@dataclass(frozen=True, slots=True)
class CommandDone:
    """A spoken command was understood; `did` is False where there was nothing for it to do.

    `command_id` is its id in the command table, `action` what kind of thing it does.
    """

    at_seconds: float
    command_id: str
    action: str
    did: bool


@dataclass(frozen=True, slots=True)
class Suggested:
    """A correction that could be learned: write `write` where `heard` is heard. Nothing is yet."""

    at_seconds: float
    heard: str
    write: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user should know that ends nothing: another microphone, the CPU in use."""

    code: FaultCode
    message: str


@dataclass(frozen=True, slots=True)
class ErrorRaised:
    """A fault. What was said before it is delivered or kept."""

    code: FaultCode
    message: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """The whole text as it was delivered, and the same by field."""

    text: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ended:
    """The dictation is over; `usage` is its usage record with figures and no word of the text."""

    usage: Mapping[str, object]


Event = (
    StageChanged
    | Partial
    | Final
    | Revised
    | Written
    | CommandDone
    | Suggested
    | Notice
    | ErrorRaised
    | Delivered
    | Ended
)
Listener = Callable[[Event], None]


def to_json(event: Event) -> str:
    """One line of JSON, without line breaks, as `docs/events.md` describes it."""
    return json.dumps(_fields(event), ensure_ascii=False)


def _fields(event: Event) -> dict[str, object]:
    match event:
        case StageChanged(stage):
            return {"event": "stage", "stage": stage.value}
        case Partial(at, committed, tentative):
            return {
                "event": "partial",
                "at": round(at, 3),
                "committed": committed,
                "tentative": tentative,
            }
        case Final(at, start, end, text, words):
            return {
                "event": "final",
                "at": round(at, 3),
                "start": round(start, 3),
                "end": round(end, 3),
                "text": text,
                "words": [
                    {
                        "word": word.text,
                        "start": round(word.start_seconds, 3),
                        "end": round(word.end_seconds, 3),
                        "probability": round(word.probability, 3),
                    }
                    for word in words
                ],
            }
        case Revised(at, start, end, text):
            return {
                "event": "revised",
                "at": round(at, 3),
                "start": round(start, 3),
                "end": round(end, 3),
                "text": text,
            }
        case Written(at, field_id, kept, text):
            return {
                "event": "written",
                "at": round(at, 3),
                "field": field_id,
                "kept": kept,
                "text": text,
            }
        case CommandDone(at, command_id, action, did):
            return {
                "event": "command",
                "at": round(at, 3),
                "id": command_id,
                "action": action,
                "done": did,
            }
        case Suggested(at, heard, write):
            return {"event": "suggestion", "at": round(at, 3), "heard": heard, "write": write}
        case Notice(code, message):
            return {"event": "notice", "code": code.value, "message": message}
        case ErrorRaised(code, message):
            return {"event": "error", "code": code.value, "message": message}
        case Delivered(text, fields):
            return {"event": "text", "text": text, "fields": dict(fields)}
        case Ended(usage):
            return {"event": "ended", "usage": dict(usage)}

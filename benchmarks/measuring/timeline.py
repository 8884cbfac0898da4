"""What a system printed, as one form: what stood on the screen when, and what became final when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """The whole text on the screen from `at_seconds` on; times count from the first sample."""

    at_seconds: float
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line that a system printed: its fields, and when it arrived on the observer's clock."""

    arrived_seconds: float
    fields: Mapping[str, object]

    @property
    def event(self) -> str:
        """The kind of line."""
        return str(self.fields.get("event", ""))


@dataclass(frozen=True, slots=True)
class Timeline:
    """One dictation as a user saw it; `finals` and `revised` are pieces of text in order.

    `revised` is `finals` with what the second pass put in their place, each piece at the time
    it came to stand so.
    """

    shown: tuple[Shown, ...]
    finals: tuple[Shown, ...]
    revised: tuple[Shown, ...]
    delivered: str | None


@dataclass(frozen=True, slots=True)
class _Piece:
    start_seconds: float
    end_seconds: float
    shown: Shown

    def lies_within(self, start_seconds: float, end_seconds: float) -> bool:
        middle = (self.start_seconds + self.end_seconds) / 2
        return start_seconds <= middle <= end_seconds


def first_sample_seconds(lines: Iterable[Line]) -> float:
    """When the first sample was spoken, on the observer's clock.

    A line can only arrive late, so the line that arrived soonest after its own `at` tells.
    Ordret says that it listens when the first sample is there. Raises ValueError where no line
    has a time.
    """
    origins = []
    for line in lines:
        match line.fields:
            case {"at": int() | float() as at}:
                origins.append(line.arrived_seconds - at)
            case {"event": "stage", "stage": "listening"}:
                origins.append(line.arrived_seconds)
            case _:
                pass
    if not origins:
        raise ValueError("no line with a time was printed")
    return min(origins)


def read_timeline(lines: Iterable[Line]) -> Timeline:
    """The timeline of `lines`, timed by arrival: a line that was held back was not yet seen."""
    kept = list(lines)
    origin = first_sample_seconds(kept)
    shown: list[Shown] = []
    finals: list[Shown] = []
    pieces: list[_Piece] = []
    delivered: str | None = None
    for line in kept:
        at = line.arrived_seconds - origin
        match line.fields:
            case {"event": "shown", "text": str(text)}:
                shown.append(Shown(at, text))
            case {"event": "final", "text": str(text), "start": start, "end": end}:
                finals.append(Shown(at, text))
                pieces.append(_Piece(_seconds(start), _seconds(end), Shown(at, text)))
                shown.append(Shown(at, _joined(pieces)))
            case {"event": "final", "text": str(text)}:
                finals.append(Shown(at, text))
            case {"event": "partial", "committed": str(committed), "tentative": str(tentative)}:
                shown.append(Shown(at, f"{_joined(pieces)} {committed} {tentative}"))
            case {"event": "revised", "text": str(text), "start": start, "end": end}:
                pieces = _revise(pieces, _Piece(_seconds(start), _seconds(end), Shown(at, text)))
                shown.append(Shown(at, _joined(pieces)))
            case {"event": "text", "text": str(text)}:
                delivered = text
            case _:
                pass
    revised = tuple(piece.shown for piece in pieces) or tuple(finals)
    return Timeline(tuple(shown), tuple(finals), revised, delivered)


def _revise(pieces: list[_Piece], revision: _Piece) -> list[_Piece]:
    span = (revision.start_seconds, revision.end_seconds)
    before = [p for p in pieces if not p.lies_within(*span) and p.start_seconds < span[0]]
    after = [p for p in pieces if not p.lies_within(*span) and p.start_seconds >= span[0]]
    return [*before, revision, *after]


def _joined(pieces: Iterable[_Piece]) -> str:
    return " ".join(piece.shown.text for piece in pieces)


def _seconds(value: object) -> float:
    if not isinstance(value, int | float):
        raise TypeError(f"a time in seconds was expected, not {type(value).__name__}")
    return float(value)

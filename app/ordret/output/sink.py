"""The seam that every place for text fills."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Outcome(StrEnum):
    """What became of a text. `UNKNOWN` is an answer: a sink never claims what it can't see."""

    INSERTED = "inserted"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A sink's truthful answer; `reason` is a Danish sentence where it is not INSERTED."""

    outcome: Outcome
    reason: str = ""


class TextSink(Protocol):
    """Takes the text of a dictation, piece by piece, in order."""

    @property
    def kind(self) -> str:
        """A short name for the usage record: `note`, `letter`, `text`; never a title or path."""
        ...

    @property
    def revisable(self) -> bool:
        """True where text already inserted may be replaced by a second pass."""
        ...

    def insert(self, text: str) -> Delivery:
        """Append `text` as it is, with the space or break it starts with."""
        ...

    def replace_all(self, text: str) -> Delivery:
        """Put `text` in the place of everything this dictation inserted. Only if `revisable`."""
        ...

"""The seam that every place for text fills."""

from enum import StrEnum
from typing import Protocol


class Outcome(StrEnum):
    """What became of a text. `UNKNOWN` is an answer: a sink never claims what it can't see."""

    INSERTED = "inserted"
    REFUSED = "refused"
    UNKNOWN = "unknown"


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

    @property
    def keeps_at_once(self) -> bool:
        """True where inserted text is safe on disk when `insert` returns INSERTED."""
        ...

    def insert(self, text: str) -> Outcome:
        """Append `text` as it is, with the space or break it starts with.

        Raises `Fault` where it could not; the text is asked for again with `replace_all`.
        """
        ...

    def replace_all(self, text: str) -> Outcome:
        """Put `text` in the place of everything this dictation inserted. Raises `Fault`.

        Called where the sink is revisable, or where an `insert` failed.
        """
        ...

    def finish(self) -> Outcome:
        """The dictation is over: make what was inserted last. Raises `Fault` where it can't."""
        ...

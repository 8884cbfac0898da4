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
class SinkField:
    """A field that text can go to; a place without fields is one whose id and label are empty.

    `label` is its Danish name. `before` and `after` stand around the caret; None where that
    can't be seen.
    """

    id: str = ""
    label: str = ""
    before: str | None = ""
    after: str | None = ""


class TextSink(Protocol):
    """Takes the text of a dictation as it grows and changes."""

    @property
    def kind(self) -> str:
        """A short name for the usage record: `note`, `letter`, `text`; never a title or path."""
        ...

    @property
    def fields(self) -> tuple[SinkField, ...]:
        """At least one field, in the order in which »næste felt« goes through them."""
        ...

    @property
    def first_field_id(self) -> str:
        """The field in which the dictation begins."""
        ...

    @property
    def revisable(self) -> bool:
        """True where text already inserted may be replaced by a second pass."""
        ...

    @property
    def keeps_at_once(self) -> bool:
        """True where inserted text is safe on disk when `change` returns INSERTED."""
        ...

    def change(self, field_id: str, kept_characters: int, text: str) -> Outcome:
        """Keep the first characters of what this dictation has in a field; `text` comes after.

        So a word more keeps all, and an undo keeps less and adds nothing. Raises `Fault` where it
        could not; nothing is then assumed of the field, and its whole text is asked for again.
        """
        ...

    def finish(self) -> Outcome:
        """Make what was inserted last: at the end, and whenever the user says »gem«.

        Raises `Fault` where it can't.
        """
        ...

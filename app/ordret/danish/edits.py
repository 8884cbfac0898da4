"""What spoken words ask for: edits of a text, and wishes that the text alone can't fulfil."""

from dataclasses import dataclass
from enum import StrEnum

from ordret.danish.tokens import Token


@dataclass(frozen=True, slots=True)
class Write:
    """Write these words, with the marks that the recogniser put around them."""

    tokens: tuple[Token, ...]


class Glue(StrEnum):
    """Which side of a sign touches its neighbour."""

    LEFT = "left"
    """As a comma does."""
    RIGHT = "right"
    """As an opening bracket does."""
    BOTH = "both"
    """As a slash does."""
    NONE = "none"
    """As a plus sign does."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Write a sign. A sign that the recogniser wrote at the same place is not written twice."""

    text: str
    glue: Glue


@dataclass(frozen=True, slots=True)
class Break:
    """Begin a new line (1) or a new paragraph (2)."""

    lines: int


class Case(StrEnum):
    """How letters are to be written from here on."""

    CAPITAL_NEXT = "capital_next"
    LOWER_NEXT = "lower_next"
    UPPER_NEXT = "upper_next"
    CAPITALS_ON = "capitals_on"
    CAPITALS_OFF = "capitals_off"


@dataclass(frozen=True, slots=True)
class SetCase:
    """Change how letters are written."""

    case: Case


class Extent(StrEnum):
    """How much is deleted: what was said last, or so much before the caret."""

    LAST = "last"
    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Delete:
    """Delete what was dictated; never what stood there before."""

    extent: Extent


@dataclass(frozen=True, slots=True)
class Replace:
    """Put `new` in the place of the last `old`.

    Where the text has no `old` it was no command, and `spoken` are words like others.
    """

    old: str
    new: str
    spoken: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the last edit."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """Do what was undone once more; where nothing was, the last edit."""


class ListMark(StrEnum):
    """Where in a list one is."""

    START = "start"
    START_NUMBERED = "start_numbered"
    ITEM = "item"
    END = "end"


@dataclass(frozen=True, slots=True)
class ListEdit:
    """Begin or end a list, or one of its items."""

    mark: ListMark


@dataclass(frozen=True, slots=True)
class Insert:
    """Insert a text that is kept under a name: `text` is final, »[…]« in it are its own fields."""

    name: str
    text: str


Edit = Write | Sign | Break | SetCase | Delete | Replace | Undo | Repeat | ListEdit | Insert


class Wish(StrEnum):
    """What only the surroundings of a text can do."""

    NEXT_FIELD = "next_field"
    PREVIOUS_FIELD = "previous_field"
    FIELD_DONE = "field_done"
    GO_TO_FIELD = "go_to_field"
    STOP = "stop"
    SAVE = "save"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Ask:
    """Fulfil `wish`; `argument` is the name of a field where it needs one."""

    wish: Wish
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One edit or wish, and the id of the command that it came from, empty for plain words."""

    action: Edit | Ask
    command_id: str = ""

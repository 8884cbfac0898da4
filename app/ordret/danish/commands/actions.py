"""What a command of the table does, and how that is written in TOML."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from ordret.danish.edits import (
    Ask,
    Break,
    Case,
    Delete,
    Extent,
    Glue,
    ListEdit,
    ListMark,
    Repeat,
    SetCase,
    Sign,
    Undo,
    Wish,
)

GAP = "…"
"""Where in a phrase of the table other words are said."""


class Spoken(StrEnum):
    """What is done with the words that are said in the place of `GAP`."""

    REPLACE = "replace"
    AUTOTEXT = "autotext"
    GO_TO_FIELD = "go_to_field"
    SPARE = "spare"
    """They are words, although they would else be a command."""


Action = Sign | Break | SetCase | Delete | Undo | Repeat | ListEdit | Ask | Spoken

_BREAKS = {"line": 1, "paragraph": 2}
_PLAIN: Mapping[str, Action] = {
    "undo": Undo(),
    "repeat": Repeat(),
    **{spoken.value: spoken for spoken in Spoken},
}
_WISHES = tuple(wish for wish in Wish if wish is not Wish.GO_TO_FIELD)
_MADE: Mapping[str, tuple[tuple[str, ...], Callable[[str], Action]]] = {
    "break": (tuple(_BREAKS), lambda value: Break(_BREAKS[value])),
    "case": (tuple(Case), lambda value: SetCase(Case(value))),
    "delete": (tuple(Extent), lambda value: Delete(Extent(value))),
    "list": (tuple(ListMark), lambda value: ListEdit(ListMark(value))),
    "wish": (_WISHES, lambda value: Ask(Wish(value))),
}
ACTIONS_ALLOWED = (
    '{ sign = "…", glue = "left" } (eller right, both, none), '
    + ", ".join(
        f'{{ {key} = "{values[0]}" }}' + (f" (eller {', '.join(values[1:])})" if values[1:] else "")
        for key, (values, _) in _MADE.items()
    )
    + ", "
    + ", ".join(f'"{name}"' for name in _PLAIN)
)
"""For a message: everything that `action` can be."""


def read_action(value: object) -> Action | None:
    """The action that a TOML value means; None where it means none."""
    match value:
        case str():
            return _PLAIN.get(value)
        case {"sign": str(text), "glue": str(glue), **others} if text.strip() and not others:
            return Sign(text, Glue(glue)) if glue in tuple(Glue) else None
        case dict() if len(value) == 1:
            ((key, choice),) = value.items()
            allowed, made = _MADE.get(str(key), ((), None))
            return made(choice) if made and choice in allowed else None
        case _:
            return None

"""Which of several names somebody means who says one: of fields, of autotexts."""

import difflib
from collections.abc import Iterable

NAME_WORDS = 8
"""So many words a spoken name has at most."""
_DEFINITE = ("erne", "ene", "en", "et", "n", "t")
_LIKENESS = 0.85
_SHORTEST_LIKE = 5
"""Shorter words are too easily like another."""


def name_key(name: str) -> str:
    """What of a name is compared: its letters and digits, so that spaces and marks don't count."""
    return "".join(character for character in name.casefold() if character.isalnum())


def meant(spoken: str, names: Iterable[str], *, in_part: bool) -> str | None:
    """The name that is meant: said exactly, in the definite form, or nearly.

    With `in_part` also by its beginning. None where there is none, or where several are as likely.
    """
    key = name_key(spoken)
    if not key:
        return None
    by_key: dict[str, str] = {}
    for name in names:
        by_key.setdefault(name_key(name), name)
    last = name_key(spoken.rsplit(maxsplit=1)[-1])
    ends = [end for end in _DEFINITE if last.endswith(end) and last != end]
    forms = [key, *(key.removesuffix(end) for end in ends)]
    for form in forms:
        if form in by_key:
            return by_key[form]
    if len(key) < _SHORTEST_LIKE:
        return None
    for form in forms if in_part else ():
        begun = [each for each in by_key if each.startswith(form)]
        if len(begun) == 1:
            return by_key[begun[0]]
    # A word more or less than the name has was meant as a word.
    words = len(spoken.split())
    alike = [each for each, name in by_key.items() if len(name.split()) == words]
    near = difflib.get_close_matches(key, alike, n=2, cutoff=_LIKENESS)
    return by_key[near[0]] if len(near) == 1 else None

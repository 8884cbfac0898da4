"""Which of the phrases that stand in spoken words really are commands, and with which words."""

from collections.abc import Callable
from dataclasses import dataclass

from ordret.danish.commands.actions import Spoken
from ordret.danish.commands.autotexts import Autotext, Autotexts
from ordret.danish.commands.file import When
from ordret.danish.commands.matching import Match, is_ordinary, match_at, parted, silent_before
from ordret.danish.commands.names import NAME_WORDS, meant
from ordret.danish.commands.table import Command, CommandTable, Form
from ordret.danish.edits import Ask, Edit, Replace, Sign, Wish
from ordret.danish.style import Punctuation
from ordret.danish.tokens import Token

REPLACE_WORDS = 24
"""So many words »ret … til …« has at most."""
_PUNCTUATION_MARKS = frozenset(".,:;!?…")


@dataclass(frozen=True, slots=True)
class Found:
    """A command in the tokens from `start` up to, not including, `end`, and what it does.

    An autotext is to be inserted.
    """

    command: Command
    start: int
    end: int
    action: Edit | Ask | Autotext


def commands_in(
    tokens: tuple[Token, ...],
    table: CommandTable,
    autotexts: Autotexts,
    punctuation: Punctuation,
    field_labels: tuple[str, ...],
) -> tuple[Found, ...]:
    """The commands in one phrase, in order.

    What stands behind a phrase is judged from the back and what stands in front of it from the
    front, since a neighbouring command sets one apart as a silence does.
    """
    matches = _matches(tokens, table, punctuation)
    ready: dict[int, Found] = {}
    for match in reversed(matches):
        if (found := _ready(tokens, match, ready, autotexts, field_labels)) is not None:
            ready[match.start] = found
    commands: list[Found] = []
    end = 0
    for match in matches:
        found = ready.get(match.start)
        if found is None or match.start < end:
            continue
        set_apart = parted(tokens, found.start) or bool(commands and end == found.start)
        if set_apart or _is_certain_inside(tokens, match):
            commands.append(found)
            end = found.end
    return tuple(commands)


def _matches(
    tokens: tuple[Token, ...], table: CommandTable, punctuation: Punctuation
) -> list[Match]:
    matches: list[Match] = []
    at = 0
    while at < len(tokens):
        match = match_at(tokens, at, table)
        if match is None or _stays_word(match.form, punctuation):
            at += 1
        else:
            matches.append(match)
            at = match.end
    return matches


def _stays_word(form: Form, punctuation: Punctuation) -> bool:
    action = form.command.action
    if action is Spoken.SPARE:
        return True
    if punctuation is not Punctuation.AUTOMATIC or not isinstance(action, Sign):
        return False
    return set(action.text) <= _PUNCTUATION_MARKS


def _ready(
    tokens: tuple[Token, ...],
    match: Match,
    ready: dict[int, Found],
    autotexts: Autotexts,
    field_labels: tuple[str, ...],
) -> Found | None:
    """The command that the phrase is if nothing in front of it speaks against it."""

    def ends(at: int) -> bool:
        return parted(tokens, at) or at in ready

    command, action = match.form.command, match.form.command.action
    set_off = silent_before(tokens, match.start) and silent_before(tokens, match.end)
    if is_ordinary(tokens, match) and not (command.when is When.ANYWHERE and set_off):
        return None
    if isinstance(action, Spoken):
        return _with_words(tokens, match, ends, autotexts, field_labels)
    found = Found(command, match.start, match.end, action)
    match command.when:
        case When.ALONE:
            return found if set_off else None
        case When.APART:
            return found if ends(match.end) else None
        case When.BETWEEN_NUMBERS:
            return found if ends(match.end) or _is_between_numbers(tokens, match) else None
        case When.ANYWHERE:
            return found


def _is_certain_inside(tokens: tuple[Token, ...], match: Match) -> bool:
    """Whether a phrase is a command although words stand straight in front of it."""
    when = match.form.command.when
    if when is When.BETWEEN_NUMBERS:
        return _is_between_numbers(tokens, match)
    return when is When.ANYWHERE


def _is_between_numbers(tokens: tuple[Token, ...], match: Match) -> bool:
    around = (*tokens[max(match.start - 1, 0) : match.start], *tokens[match.end : match.end + 1])
    return len(around) > 1 and all(token.text[:1].isdigit() for token in around)


def _with_words(
    tokens: tuple[Token, ...],
    match: Match,
    ends: Callable[[int], bool],
    autotexts: Autotexts,
    field_labels: tuple[str, ...],
) -> Found | None:
    """The command with the words that it needs; None where they are not what it needs."""
    command = match.form.command
    if command.action is Spoken.REPLACE:
        return _replacing(tokens, match, ends)
    for end in _possible_ends(tokens, match.end, ends):
        spoken = " ".join(token.text for token in tokens[match.end : end])
        if command.action is Spoken.AUTOTEXT:
            if (autotext := autotexts.named(spoken)) is not None:
                return Found(command, match.start, end, autotext)
        elif (label := meant(spoken, field_labels, in_part=True)) is not None:
            return Found(command, match.start, end, Ask(Wish.GO_TO_FIELD, label))
    return None


def _possible_ends(tokens: tuple[Token, ...], start: int, ends: Callable[[int], bool]) -> list[int]:
    """Where a name that begins at `start` may end, the longest first."""
    found: list[int] = []
    for end in range(start + 1, min(start + NAME_WORDS, len(tokens)) + 1):
        if ends(end):
            found.append(end)
        if parted(tokens, end):
            break
    return found[::-1]


def _replacing(
    tokens: tuple[Token, ...], match: Match, ends: Callable[[int], bool]
) -> Found | None:
    """»ret … til …«: of several »til« the middle one parts old from new."""
    separator, start = match.form.separator, match.end
    last = min(start + REPLACE_WORDS, len(tokens))
    places: list[int] = []
    end = last
    for at in range(start + 1, last):
        if places and at > places[-1] + len(separator) and ends(at):
            end = at
            break
        if tuple(token.spoken for token in tokens[at : at + len(separator)]) == separator:
            places.append(at)
        elif not places and parted(tokens, at):
            return None
    places = [at for at in places if at + len(separator) < end]
    if not places or not ends(end):
        return None
    middle = places[(len(places) - 1) // 2]
    old, new = tokens[start:middle], tokens[middle + len(separator) : end]
    edit = Replace(_text(old), _text(new), tokens[match.start : end])
    return Found(match.form.command, match.start, end, edit)


def _text(tokens: tuple[Token, ...]) -> str:
    """The words with the marks between them, but not those at the ends."""
    inside = [f"{token.before}{token.text}{token.after}" for token in tokens]
    inside[0] = inside[0].removeprefix(tokens[0].before)
    inside[-1] = inside[-1].removesuffix(tokens[-1].after)
    return " ".join(inside)

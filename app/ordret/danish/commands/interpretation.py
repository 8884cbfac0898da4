"""Spoken words become steps: what is a command is carried out, and the rest is written."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ordret.danish.commands.actions import Spoken
from ordret.danish.commands.autotexts import Autotext, Autotexts, filled
from ordret.danish.commands.certainty import Found, commands_in
from ordret.danish.commands.file import When
from ordret.danish.commands.matching import Match, is_ordinary, match_at, silent_before
from ordret.danish.commands.table import CommandTable
from ordret.danish.edits import Glue, Insert, Sign, Step, Write
from ordret.danish.numbers.conversion import is_number_word
from ordret.danish.style import Punctuation
from ordret.danish.tokens import Token

_MARKS_OF_A_PAUSE = ",–—-"
"""What the recogniser hears a pause in front of a command as; a colon or a full stop is meant."""


def interpret(
    tokens: tuple[Token, ...],
    table: CommandTable,
    autotexts: Autotexts,
    *,
    punctuation: Punctuation,
    field_labels: tuple[str, ...],
    today: date,
) -> tuple[Step, ...]:
    """What the words of one phrase ask for.

    Words between commands are one `Write` from pause to pause. The recogniser's marks around the
    words of a command are dropped with them. With `Punctuation.AUTOMATIC` the names of
    punctuation marks are words.
    """
    steps: list[Step] = []
    written = 0
    commands = commands_in(tokens, table, autotexts, punctuation, field_labels)
    for number, found in enumerate(commands):
        steps += _writes(tokens, written, found.start, before_command=True)
        following = commands[number + 1] if number + 1 < len(commands) else None
        steps.append(_step(tokens, found, following, today))
        written = found.end
    steps += _writes(tokens, written, len(tokens), before_command=False)
    return tuple(steps)


def spared(tokens: tuple[Token, ...], table: CommandTable) -> tuple[Token, ...]:
    """The words with those decided that »skriv ordet …« asks for; the asking is left out.

    Only what would else be a command or a number is asked for. A single asking word, »ordret«, is
    a word like others, so what follows must be a certain command in the middle of a sentence, or
    the two of them all that is said.
    """
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        match = match_at(tokens, at, table)
        end = _spared_end(tokens, match, table) if match else at
        if match is None or end == at:
            kept.append(tokens[at])
            at += 1
            continue
        words = [replace(token, decided=True) for token in tokens[match.end : end]]
        asking = tokens[at]
        words[0] = replace(
            words[0],
            before=asking.before + words[0].before,
            pause_before_seconds=asking.pause_before_seconds,
        )
        kept += words
        at = end
    return tuple(kept)


def _spared_end(tokens: tuple[Token, ...], asking: Match, table: CommandTable) -> int:
    """Where the words that are asked for end; where the asking begins if there are none."""
    start = asking.end
    if asking.form.command.action is not Spoken.SPARE or start == len(tokens):
        return asking.start
    if is_ordinary(tokens, asking) or tokens[start - 1].after.strip(",:"):
        return asking.start
    named = match_at(tokens, start, table)
    if asking.end - asking.start > 1:
        if named is not None and named.form.command.action is not Spoken.SPARE:
            return named.end
        return start + 1 if is_number_word(tokens[start].spoken) else asking.start
    is_alone = asking.start == 0 and named is not None and named.end == len(tokens)
    is_certain = (
        named is not None
        and named.form.command.when is When.ANYWHERE
        and not silent_before(tokens, start)
        and (is_alone or not silent_before(tokens, named.end))
        and not tokens[start - 1].after
    )
    return named.end if named and is_certain else asking.start


def is_command_word(spoken: str, table: CommandTable) -> bool:
    """Whether `spoken`, a word in lower case, is part of any phrase of the table."""
    return spoken in table.words


def _writes(
    tokens: tuple[Token, ...], start: int, end: int, *, before_command: bool
) -> Iterator[Step]:
    begin = start
    for at in range(start + 1, end + 1):
        if at < end and not silent_before(tokens, at):
            continue
        words = tokens[begin:at]
        if at == end and before_command:
            last = words[-1]
            words = (*words[:-1], replace(last, after=last.after.rstrip(_MARKS_OF_A_PAUSE)))
        yield Step(Write(words))
        begin = at


def _step(tokens: tuple[Token, ...], found: Found, following: Found | None, today: date) -> Step:
    match found.action:
        case Autotext() as autotext:
            return Step(Insert(autotext.name, filled(autotext, today)), found.command.id)
        case Sign(".", Glue.LEFT) if _is_in_address(tokens, found, following):
            return Step(Sign(".", Glue.BOTH), found.command.id)
        case action:
            return Step(action, found.command.id)


def _is_in_address(tokens: tuple[Token, ...], found: Found, following: Found | None) -> bool:
    """»fornavn punktum efternavn snabel a«: one word stands between the two signs."""
    if following is None or following.action != Sign("@", Glue.BOTH):
        return False
    return following.start == found.end + 1 and not silent_before(tokens, found.end)

"""Where the phrases of the command table stand in spoken words, and where they are but words."""

from dataclasses import dataclass

from ordret.danish.commands.actions import GAP
from ordret.danish.commands.table import CommandTable, Form
from ordret.danish.tokens import PAUSE_SECONDS, Token

_MARKS_OF_A_PAUSE = ".,;:!?…-–—"
"""What the recogniser writes around a word that is said by itself. Quotation marks are not among
them: »komma« in quotation marks is a word."""
_PARTING_MARKS = (".", "!", "?", "…", ":", ";")
_GAP_WORDS = 4
"""So many words a gap in an ordinary phrase has at most."""


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase of the table: the tokens from `start` up to, not including, `end`."""

    form: Form
    start: int
    end: int


def match_at(tokens: tuple[Token, ...], start: int, table: CommandTable) -> Match | None:
    """The longest phrase that begins at `start`."""
    branch, found = table.root, None
    for at in range(start, len(tokens)):
        token = tokens[at]
        if at > start and (parted(tokens, at) or not token.spoken):
            break
        following = branch.next.get(token.spoken)
        if following is None or not _is_bare(token):
            break
        branch = following
        if branch.form is not None:
            found = Match(branch.form, start, at + 1)
    return found


def silent_before(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether nothing is said straight before the token `at`, or the end."""
    return at in (0, len(tokens)) or tokens[at].pause_before_seconds >= PAUSE_SECONDS


def parted(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a silence or the end of a clause stands before the token `at`."""
    if silent_before(tokens, at):
        return True
    return tokens[at - 1].after.endswith(_PARTING_MARKS)


def is_ordinary(tokens: tuple[Token, ...], match: Match) -> bool:
    """Whether the words around a phrase show that it is text."""
    command, start, end = match.form.command, match.start, match.end
    before = tokens[start - 1] if start else None
    after = tokens[end] if end < len(tokens) else None
    if before and not before.after and before.spoken in command.not_after:
        return True
    if after and not tokens[end - 1].after and after.spoken in command.not_before:
        return True
    return any(
        _stands_before(tokens, start, words) and _stands_after(tokens, end, behind)
        for words, behind in match.form.ordinary
    )


def _stands_before(tokens: tuple[Token, ...], end: int, words: tuple[str, ...]) -> bool:
    if not words:
        return True
    if words[-1] == GAP:
        return any(
            _stands_before(tokens, end - skipped, words[:-1])
            for skipped in range(min(_GAP_WORDS, end) + 1)
        )
    last = tokens[end - 1].spoken if end else ""
    return last == words[-1] and _stands_before(tokens, end - 1, words[:-1])


def _stands_after(tokens: tuple[Token, ...], start: int, words: tuple[str, ...]) -> bool:
    # No slicing to the end of a long phrase.
    found = tokens[start : start + len(words)]
    return tuple(token.spoken for token in found) == words


def _is_bare(token: Token) -> bool:
    return not token.before.strip(_MARKS_OF_A_PAUSE) and not token.after.strip(_MARKS_OF_A_PAUSE)

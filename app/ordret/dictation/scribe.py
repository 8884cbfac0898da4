"""What the utterances of a dictation have become as written text, kept up as more are heard."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ordret.danish.edits import Ask, Delete, Insert, Repeat, Replace, Step, Undo
from ordret.danish.manuscript.manuscript import Manuscript
from ordret.danish.tokens import Token, phrases, tokens_of
from ordret.danish.writing import Field, Grammar, Writing, interpreted
from ordret.events import Word
from ordret.output.sink import SinkField

_SEEN_BY_THE_SPEAKER = Ask | Delete | Insert | Repeat | Replace | Undo
"""What somebody only asks for who looked at the text: it must not change behind their back."""


@dataclass(frozen=True, slots=True)
class Done:
    """A command that was carried out; `did` is False where it had no effect on the text."""

    step: Step
    did: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    """How things stood after so many tokens, where a phrase ended."""

    tokens: int
    writing: Writing


@dataclass(frozen=True, slots=True)
class _Utterance:
    first_token: int
    ended_seconds: float | None


class Scribe:
    """The written text of one dictation.

    Utterances become phrases, and only the last phrase can still change by what is said next. A
    command which shows that its speaker had looked at the text ends the phrase, and nothing up to
    it may be revised any more.
    """

    def __init__(
        self, grammar: Grammar, fields: tuple[SinkField, ...], first_field_id: str
    ) -> None:
        self._grammar = grammar
        self._tokens: list[Token] = []
        self._utterances: list[_Utterance] = []
        first = [field.id for field in fields].index(first_field_id)
        self._writing = Writing(tuple(_begun(field, grammar) for field in fields), first)
        self._marks = [_Mark(0, self._writing)]
        self._told_commands = 0
        self._frozen_utterances = 0

    @property
    def writing(self) -> Writing:
        """Everything that is written now."""
        return self._writing

    @property
    def frozen_utterances(self) -> int:
        """How many utterances, from the first, may not be revised any more."""
        return self._frozen_utterances

    def hear(self, words: tuple[Word, ...], today: date) -> tuple[Done, ...]:
        """Take in the next utterance; the commands in it."""
        self._append(words)
        told = self._told_commands
        new = self._write_on(today)[told:]
        if any(isinstance(command.step.action, _SEEN_BY_THE_SPEAKER) for command in new):
            self._frozen_utterances = len(self._utterances)
            self._marks = [_Mark(len(self._tokens), self._writing)]
            self._told_commands = 0
        return new

    def hear_again(self, number: int, words: Iterable[tuple[Word, ...]], today: date) -> bool:
        """Take `words` for the utterances from `number` on, which are not frozen.

        False, and nothing is changed, where they hold a command that nobody saw carried out: a
        deletion must not come from a second pass.
        """
        before = (
            *(self._tokens.copy(), self._utterances.copy(), self._marks.copy()),
            *(self._writing, self._told_commands),
        )
        first_token = self._utterances[number].first_token
        while len(self._marks) > 1 and self._marks[-1].tokens >= first_token:
            self._marks.pop()
        del self._tokens[first_token:], self._utterances[number:]
        for said in words:
            self._append(said)
        if not any(isinstance(c.step.action, _SEEN_BY_THE_SPEAKER) for c in self._write_on(today)):
            return True
        self._tokens, self._utterances, self._marks, self._writing, self._told_commands = before
        return False

    def _append(self, words: tuple[Word, ...]) -> None:
        ended_seconds = self._utterances[-1].ended_seconds if self._utterances else None
        first_token = len(self._tokens)
        self._tokens += tokens_of(words, ended_seconds)
        if words:
            ended_seconds = words[-1].end_seconds
        self._utterances.append(_Utterance(first_token, ended_seconds))

    def _write_on(self, today: date) -> tuple[Done, ...]:
        """Write what came after the last mark; the commands in it."""
        tokens, writing = self._marks[-1].tokens, self._marks[-1].writing
        done: list[Done] = []
        for number, phrase in enumerate(phrases(tuple(self._tokens[tokens:]))):
            if number:
                self._marks.append(_Mark(tokens, writing))
            writing, commands = _followed(writing, phrase, self._grammar, today)
            tokens += len(phrase)
            done += commands
            self._told_commands = len(commands)
        self._writing = writing
        return tuple(done)


def _begun(field: SinkField, grammar: Grammar) -> Field:
    manuscript = Manuscript.begin(grammar.style, field.before, field.after)
    return Field(field.id, field.label, manuscript)


def _followed(
    writing: Writing, phrase: tuple[Token, ...], grammar: Grammar, today: date
) -> tuple[Writing, tuple[Done, ...]]:
    done: list[Done] = []
    for step in interpreted(phrase, grammar, writing, today):
        writing = writing.follow(step)
        if step.command_id:
            done.append(Done(step, writing.did))
    return writing, tuple(done)

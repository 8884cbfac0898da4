"""The written text of a dictation: which field, what stands in it, what the next words do to it."""

from dataclasses import dataclass, replace
from datetime import date

from ordret.danish.commands.autotexts import Autotexts
from ordret.danish.commands.interpretation import interpret, is_command_word, spared
from ordret.danish.commands.table import CommandTable
from ordret.danish.edits import Ask, Step, Wish
from ordret.danish.manuscript.manuscript import Manuscript
from ordret.danish.numbers.conversion import convert, is_number_word
from ordret.danish.style import Style
from ordret.danish.tokens import Token, phrases
from ordret.danish.vocabulary.correction import corrected
from ordret.danish.vocabulary.terms import Vocabulary


@dataclass(frozen=True, slots=True)
class Grammar:
    """Everything that decides what spoken words become."""

    commands: CommandTable
    autotexts: Autotexts
    vocabulary: Vocabulary
    style: Style


@dataclass(frozen=True, slots=True)
class Field:
    """A place for text with a name, which its speaker calls by its `label` or its `id`."""

    id: str
    label: str
    manuscript: Manuscript

    @property
    def names(self) -> tuple[str, ...]:
        """What it may be called."""
        spoken_id = self.id.replace("_", " ")
        if spoken_id.casefold() == self.label.casefold():
            return (self.label,)
        return tuple(name for name in (self.label, spoken_id) if name)


@dataclass(frozen=True, slots=True)
class Writing:
    """The fields of what is written, and in which of them the next words go.

    `did` tells whether the last step had an effect; a wish that only the surroundings can fulfil
    never has one here.
    """

    fields: tuple[Field, ...]
    at: int = 0
    did: bool = True

    @property
    def text(self) -> str:
        """What was dictated, field by field, with a blank line between."""
        texts = (field.manuscript.text.strip("\n") for field in self.fields)
        return "\n\n".join(text for text in texts if text)

    def follow(self, step: Step) -> "Writing":
        """What is written after this step."""
        match step.action:
            case Ask(Wish.NEXT_FIELD | Wish.FIELD_DONE):
                return self._moved(1)
            case Ask(Wish.PREVIOUS_FIELD):
                return self._moved(-1)
            case Ask(Wish.GO_TO_FIELD, name):
                return self._at_field(name)
            case Ask():
                return replace(self, did=False)
            case edit:
                return self._with(self.fields[self.at].manuscript.apply(edit))

    def _with(self, manuscript: Manuscript) -> "Writing":
        field = replace(self.fields[self.at], manuscript=manuscript)
        fields = (*self.fields[: self.at], field, *self.fields[self.at + 1 :])
        return replace(self, fields=fields, did=manuscript.did)

    def _moved(self, by: int) -> "Writing":
        """To the next or previous gap of an inserted text, else to the neighbouring field."""
        manuscript = self.fields[self.at].manuscript
        gap = manuscript.next_gap() if by > 0 else manuscript.previous_gap()
        if gap is not None:
            return self._with(gap)
        to = min(max(self.at + by, 0), len(self.fields) - 1)
        return replace(self, at=to, did=to != self.at)

    def _at_field(self, name: str) -> "Writing":
        wanted = name.casefold()
        for number, field in enumerate(self.fields):
            if wanted in map(str.casefold, field.names):
                return replace(self, at=number, did=True)
        return replace(self, did=False)


def interpreted(
    phrase: tuple[Token, ...], grammar: Grammar, writing: Writing, today: date
) -> tuple[Step, ...]:
    """What the words of a phrase ask for; names of fields are those of `writing`."""
    tokens = spared(phrase, grammar.commands)
    tokens = corrected(
        tokens,
        grammar.vocabulary,
        is_protected=lambda spoken: (
            is_number_word(spoken) or is_command_word(spoken, grammar.commands)
        ),
    )
    tokens = convert(tokens, grammar.style)
    return interpret(
        tokens,
        grammar.commands,
        grammar.autotexts,
        punctuation=grammar.style.punctuation,
        field_labels=tuple(name for field in writing.fields for name in field.names),
        today=today,
    )


def followed(
    writing: Writing, tokens: tuple[Token, ...], grammar: Grammar, today: date
) -> tuple[Writing, tuple[Step, ...]]:
    """What is written after all these words, and the steps that led there."""
    taken: list[Step] = []
    for phrase in phrases(tokens):
        for step in interpreted(phrase, grammar, writing, today):
            writing = writing.follow(step)
            taken.append(step)
    return writing, tuple(taken)

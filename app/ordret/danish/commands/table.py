"""The table of what can be said besides text: the package's, an organisation's and a user's.

A later file wins over an earlier one. A command with an id that exists already takes over the
lines that the later file gives and keeps the others; a phrase that two files give to different
commands means the later file's.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from itertools import chain

from ordret.danish.commands.actions import GAP, Action, Spoken
from ordret.danish.commands.file import CommandFile, Entry, When

_OWN_CATEGORY = "Egne kommandoer"


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be said.

    `say` is what people are told to say, `heard` what may be recognised instead. Next to the words
    in `not_after` and `not_before` it is text.
    """

    id: str
    say: tuple[str, ...]
    heard: tuple[str, ...]
    when: When
    action: Action
    not_after: frozenset[str]
    not_before: frozenset[str]
    category: str
    help: str

    @property
    def title(self) -> str:
        """What the command is called where one is told of it."""
        return (self.say or self.heard)[0]


@dataclass(frozen=True, slots=True)
class Form:
    """One phrase of a command: its words up to a gap, and the words between two gaps.

    `ordinary` are pairs of what stands in front and behind where it is text; a `GAP` in front is
    up to a few other words.
    """

    command: Command
    words: tuple[str, ...]
    separator: tuple[str, ...] = ()
    ordinary: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()


@dataclass(slots=True)
class Branch:
    """The form that ends here, and how others go on, by their next word."""

    form: Form | None = None
    next: dict[str, "Branch"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CommandTable:
    """All commands there are; `root` leads from word to word, `words` are those of all phrases."""

    commands: tuple[Command, ...]
    root: Branch = field(repr=False)
    words: frozenset[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One command for a person: what to say (the first is the usual), and what one gets."""

    category: str
    say: tuple[str, ...]
    gives: str


def merged(files: Iterable[CommandFile]) -> CommandTable:
    """One table of all files; a later file wins.

    Raises RequestFault COMMANDS_INVALID with source and line where they don't fit together.
    """
    files = tuple(files)
    entries: dict[str, Entry] = {}
    for entry in chain.from_iterable(file.entries for file in files):
        entries[entry.id] = _over(entries.get(entry.id), entry)
    enabled = {name: entry for name, entry in entries.items() if entry.enabled is not False}
    owners: dict[str, str] = {}
    for entry in chain.from_iterable(file.entries for file in files):
        if entry.id in enabled:
            owners |= dict.fromkeys(entry.phrases, entry.id)
    root = Branch()
    commands = []
    for entry in enabled.values():
        if (command := _command(entry, owners)) is not None:
            commands.append(command)
            for form in _forms(command, entry):
                _grow(root, form)
    for command in commands:
        _refuse_hiding(root, command, enabled[command.id])
    words = frozenset(word for phrase in owners for word in phrase.split() if word != GAP)
    return CommandTable(tuple(commands), root, words)


def spoken_overview(table: CommandTable) -> tuple[OverviewRow, ...]:
    """What can be said, category by category, in the order of the table."""
    order = list(dict.fromkeys(command.category for command in table.commands))
    rows = [
        OverviewRow(command.category, command.say, command.help)
        for command in table.commands
        if command.say
    ]
    return tuple(sorted(rows, key=lambda row: order.index(row.category)))


def _over(base: Entry | None, entry: Entry) -> Entry:
    """`entry` with the lines of `base` that it does not give."""
    if base is None and entry.action is None:
        raise entry.wrong(
            "findes ikke, og der står ikke, hvad den gør.",
            "Ret navnet, hvis du mente en af Ordrets kommandoer. En ny skal have en linje med "
            "action.",
        )
    if base is None and not entry.phrases:
        raise entry.wrong("kan ikke siges.", 'Tilføj en linje som say = ["min linje"].')
    if base is not None:
        given = {
            each.name: getattr(entry, each.name)
            for each in fields(entry)
            if getattr(entry, each.name) is not None
        }
        whole = replace(base, **given)
    else:
        whole = entry
    for phrase in entry.ordinary or ():
        if not any(_around(phrase, own.split(GAP)[0]) for own in whole.phrases):
            raise entry.wrong(
                f"har »{phrase}« i »ordinary«, men det er ikke en vending med kommandoens egne "
                "ord i.",
                "Skriv en hel vending, for eksempel »punktum efter hver«, eller slet den.",
            )
    return whole


def _command(entry: Entry, owners: Mapping[str, str]) -> Command | None:
    """The command of an entry, without the phrases that a later file gave to another.

    None where nothing is left of it.
    """
    say = tuple(phrase for phrase in entry.say or () if owners[phrase] == entry.id)
    heard = tuple(phrase for phrase in entry.heard or () if owners[phrase] == entry.id)
    if entry.action is None or not (say or heard):
        return None
    return Command(
        entry.id,
        say,
        heard,
        entry.when or When.APART,
        entry.action,
        frozenset(entry.not_after or ()),
        frozenset(entry.not_before or ()),
        entry.category or _OWN_CATEGORY,
        entry.help or "",
    )


def _forms(command: Command, entry: Entry) -> Iterator[Form]:
    for phrase in (*command.say, *command.heard):
        words, separator = _parts(phrase, command, entry)
        around = (_around(other, " ".join(words)) for other in entry.ordinary or ())
        yield Form(command, words, separator, tuple(chain.from_iterable(around)))


def _around(ordinary: str, phrase: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The words in front of and behind each place where `phrase` stands in an ordinary one."""
    whole, words = tuple(ordinary.split()), tuple(phrase.split())
    return [
        (whole[:at], whole[at + len(words) :])
        for at in range(len(whole) - len(words) + 1)
        if whole[at : at + len(words)] == words != whole and GAP not in whole[at + len(words) :]
    ]


def _parts(phrase: str, command: Command, entry: Entry) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words before the first gap, and those between the two; checked for the action."""
    words, *rest = (tuple(part.split()) for part in phrase.split(GAP))
    gaps = {Spoken.REPLACE: 2}.get(command.action, 1) if isinstance(command.action, Spoken) else 0
    if len(rest) == gaps and words and not (rest and rest[-1]) and all(rest[:-1]):
        return words, rest[0] if gaps > 1 else ()
    shape = ("sådan: »ny linje«", "sådan: »indsæt …«", "sådan: »ret … til …«")[gaps]
    raise entry.wrong(f"kan ikke siges »{phrase}«.", f"Skriv den {shape}.")


def _grow(root: Branch, form: Form) -> None:
    branch = root
    for word in form.words:
        branch = branch.next.setdefault(word, Branch())
    branch.form = form


def _refuse_hiding(root: Branch, command: Command, entry: Entry) -> None:
    """Raise where a phrase is longer, but less certain, than one that it begins with.

    The longest phrase is what is understood, so the shorter one would no longer work in the
    middle of a sentence.
    """
    if command.when is When.ANYWHERE:
        return
    for phrase in (*command.say, *command.heard):
        branch = root
        for word in phrase.split(GAP)[0].split()[:-1]:
            branch = branch.next[word]
            if branch.form and branch.form.command.when is When.ANYWHERE:
                raise entry.wrong(
                    f"begynder med en anden kommando, når man siger »{phrase}«: "
                    f"»{' '.join(branch.form.words)}« ville ikke længere virke midt i en sætning.",
                    'Vælg andre ord, eller skriv when = "anywhere".',
                )

"""One file of commands: what it says, and on which line it says something that can't be."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ordret.danish.commands.actions import ACTIONS_ALLOWED, GAP, Action, read_action
from ordret.danish.tokens import CLOSING_MARKS, OPENING_MARKS
from ordret.danish.toml_lines import line_of, parse_toml
from ordret.errors import FaultCode, RequestFault


class When(StrEnum):
    """How certain it must be that words are a command."""

    ANYWHERE = "anywhere"
    """Also in the middle of a sentence."""
    BETWEEN_NUMBERS = "between_numbers"
    """Between two numbers, or apart."""
    APART = "apart"
    """Parted from what stands around it by a pause, a mark or another command."""
    ALONE = "alone"
    """Silence on both sides, or nothing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a file says of one command; None where it says nothing.

    Phrases are lower-case words with single spaces.
    """

    id: str
    source: str
    line: int
    enabled: bool | None = None
    say: tuple[str, ...] | None = None
    heard: tuple[str, ...] | None = None
    when: When | None = None
    action: Action | None = None
    not_after: tuple[str, ...] | None = None
    not_before: tuple[str, ...] | None = None
    ordinary: tuple[str, ...] | None = None
    category: str | None = None
    help: str | None = None

    @property
    def phrases(self) -> tuple[str, ...]:
        """Everything that means the command."""
        return (*(self.say or ()), *(self.heard or ()))

    def wrong(self, what: str, remedy: str) -> RequestFault:
        """The fault that something is wrong with this command."""
        return _wrong(self.source, self.line, f"»{self.id}« {what}", remedy)


@dataclass(frozen=True, slots=True)
class CommandFile:
    """A file of commands, checked as far as one can without the others."""

    source: str
    entries: tuple[Entry, ...]


_LISTS = ("say", "heard", "not_after", "not_before", "ordinary")
_KEYS = (*_LISTS, "when", "action", "category", "help", "enabled")


def read_commands(text: str, source: str) -> CommandFile:
    """What the TOML `text` of the file `source` says.

    Raises RequestFault COMMANDS_INVALID with source and line.
    """
    entries = []
    for command_id, values in parse_toml(text, source, FaultCode.COMMANDS_INVALID).items():
        line = _header_line(text, command_id)
        if not isinstance(values, dict):
            raise _wrong(
                source,
                line,
                f"»{command_id}« står ikke under en kommando.",
                "Begynd hver kommando med en linje med dens navn i [ ], for eksempel [min_linje].",
            )
        entries.append(_entry(command_id, values, text, source, line))
    _refuse_double(entries, text)
    return CommandFile(source, tuple(entries))


def _header_line(text: str, command_id: str) -> int:
    """The line of `[command_id]`; the id may be a key elsewhere, as »help« is."""
    wanted = {f"[{command_id}]", f'["{command_id}"]', f"['{command_id}']"}
    for number, line in enumerate(text.splitlines(), 1):
        if line.partition("#")[0].replace(" ", "").strip() in wanted:
            return number
    return line_of(text, command_id)


def _entry(
    command_id: str, values: Mapping[str, object], text: str, source: str, line: int
) -> Entry:
    lists: dict[str, tuple[str, ...]] = {}
    texts: dict[str, str] = {}
    enabled: bool | None = None
    action: Action | None = None
    when: When | None = None
    for key, value in values.items():
        at = line_of(text, key, line)
        match key, value:
            case (("say" | "heard" | "not_after" | "not_before" | "ordinary"), list()):
                lists[key] = tuple(_phrase(each, key, source, at) for each in value)
            case (("category" | "help"), str()) if value.strip():
                texts[key] = value
            case "enabled", bool():
                enabled = value
            case "when", str() if value in tuple(When):
                when = When(value)
            case "action", _ if action := read_action(value):
                pass
            case _ if key in _KEYS:
                raise _wrong(source, at, f"»{key}« kan ikke være det.", f"Skriv {_allowed(key)}.")
            case _:
                raise _wrong(
                    source, at, f"Ordret kender ikke »{key}«.", f"Her kan stå {', '.join(_KEYS)}."
                )
    return Entry(
        command_id,
        source,
        line,
        enabled=enabled,
        say=lists.get("say"),
        heard=lists.get("heard"),
        when=when,
        action=action,
        not_after=lists.get("not_after"),
        not_before=lists.get("not_before"),
        ordinary=lists.get("ordinary"),
        category=texts.get("category"),
        help=texts.get("help"),
    )


def _allowed(key: str) -> str:
    if key in _LISTS:
        return f'en liste med tekster: {key} = ["et", "to"]'
    others = {
        "when": ", ".join(f'"{when}"' for when in When),
        "action": ACTIONS_ALLOWED,
        "enabled": "true eller false",
    }
    return others.get(key, "tekst i anførselstegn")


def _phrase(value: object, key: str, source: str, line: int) -> str:
    if not isinstance(value, str):
        raise _wrong(source, line, f"»{key}« kan ikke være det.", f"Skriv {_allowed(key)}.")
    spaced = value.replace("...", GAP).replace(GAP, f" {GAP} ")
    phrase = " ".join(unicodedata.normalize("NFC", spaced).casefold().split())
    words = phrase.replace(GAP, " ").split()
    if not words:
        raise _wrong(source, line, f"»{key}« har en tom tekst.", "Skriv ord i den, eller slet den.")
    if any(word.strip(OPENING_MARKS + CLOSING_MARKS) != word for word in words):
        raise _wrong(
            source, line, f"»{value}« har tegn i sig.", "Skriv kun de ord, der bliver sagt."
        )
    if key == "ordinary" and (phrase.count(GAP) > 1 or phrase.startswith(GAP)):
        raise _wrong(
            source,
            line,
            f"»{value}« i »ordinary« har … først eller mere end én gang.",
            "Skriv … højst én gang, og et ord foran: »sætter … punktum for«.",
        )
    if key.startswith("not_") and (len(words) > 1 or GAP in phrase):
        raise _wrong(
            source,
            line,
            f"»{value}« i »{key}« er mere end ét ord.",
            'Skriv hele vendingen i »ordinary«, for eksempel ordinary = ["punktum efter hver"].',
        )
    return phrase


def _refuse_double(entries: list[Entry], text: str) -> None:
    owners: dict[str, str] = {}
    for entry in entries:
        if entry.enabled is False:
            continue
        said = [("say", phrase) for phrase in entry.say or ()]
        for key, phrase in said + [("heard", phrase) for phrase in entry.heard or ()]:
            if phrase in owners:
                both = f"både i »{owners[phrase]}« og i »{entry.id}«"
                where = both if owners[phrase] != entry.id else f"to gange i »{entry.id}«"
                raise _wrong(
                    entry.source,
                    line_of(text, key, entry.line),
                    f"»{phrase}« står {where}.",
                    "Slet det ene sted.",
                )
            owners[phrase] = entry.id


def _wrong(source: str, line: int, what: str, remedy: str) -> RequestFault:
    return RequestFault(FaultCode.COMMANDS_INVALID, f"{source}, linje {line}: {what}", remedy)

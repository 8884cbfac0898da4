"""Reads what decides how spoken words are written: the package's, the organisation's, the user's.

The three have the same form, and later ones win. A file with a mistake is left out and told of: a
slip in one list must not keep anybody from dictating.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Generic, TypeVar

from ordret.danish.commands.autotexts import merged_autotexts, read_autotexts
from ordret.danish.commands.file import read_commands
from ordret.danish.commands.table import merged
from ordret.danish.encoding import decoded
from ordret.danish.style import Punctuation, Style
from ordret.danish.vocabulary.lists import read_csv, read_toml
from ordret.danish.vocabulary.terms import TermList, Vocabulary
from ordret.danish.writing import Grammar
from ordret.errors import Fault, FaultCode
from ordret.settings import declaration
from ordret.settings.declaration import Settings

COMMANDS_FILE = "kommandoer.toml"
AUTOTEXTS_FILE = "autotekster.toml"
OWN_WORD_LIST = "ordliste.toml"
"""The user's own list, which accepted corrections are added to."""

_WORD_LISTS = "ordliste*"
_PACKS = ("social", "citizen", "building", "health")

File = TypeVar("File")
Whole = TypeVar("Whole")


@dataclass(frozen=True, slots=True)
class FoundGrammar:
    """What could be read, the word lists one by one, and why a file was left out."""

    grammar: Grammar
    word_lists: tuple[TermList, ...]
    faults: tuple[Fault, ...]


def find_grammar(settings: Settings, own_folder: Path | None) -> FoundGrammar:
    """The grammar that the settings and the files of organisation and user make."""
    faults: list[Fault] = []
    folders = [own_folder] if own_folder else []
    if settings.writing.organisation_folder:
        organisation = Path(settings.writing.organisation_folder).expanduser()
        folders.insert(0, organisation)
        faults += _absence(organisation)
    package = files("ordret.danish.commands")
    commands = _Layers(read_commands, merged, FaultCode.COMMANDS_INVALID, package / "commands.toml")
    autotexts = _Layers(
        read_autotexts, merged_autotexts, FaultCode.AUTOTEXT_INVALID, package / "autotexts.toml"
    )
    for folder in folders:
        faults += commands.add(folder / COMMANDS_FILE)
        faults += autotexts.add(folder / AUTOTEXTS_FILE)
    lists = [*_packs(settings.vocabulary), *_own_lists(folders, faults)]
    vocabulary = Vocabulary.of(*lists)
    style = style_of(settings.writing)
    grammar = Grammar(commands.whole, autotexts.whole, vocabulary, style)
    return FoundGrammar(grammar, tuple(lists), tuple(faults))


def style_of(writing: declaration.Writing) -> Style:
    """The style that the settings choose."""
    return Style(
        punctuation=Punctuation(writing.punctuation),
        quotes=writing.quotes,
        thousands=writing.thousands,
        currency=writing.currency,
        percent=writing.percent,
        abbreviations=writing.abbreviations,
        digits_from=writing.digits_from,
    )


def read_word_list(file: Path) -> TermList:
    """The word list in `file`, .csv or else TOML. Raises `Fault`."""
    text = decoded(_bytes(file), str(file), FaultCode.VOCABULARY_INVALID)
    read = read_csv if file.suffix.lower() == ".csv" else read_toml
    return read(text, str(file))


class _Layers(Generic[File, Whole]):
    """Files of one kind on top of each other."""

    def __init__(
        self,
        read: Callable[[str, str], File],
        merge: Callable[[list[File]], Whole],
        code: FaultCode,
        package: Traversable,
    ) -> None:
        self._read = read
        self._code = code
        self._merge = merge
        self._files = [read(package.read_text(encoding="utf-8"), package.name)]
        self.whole = merge(self._files)

    def add(self, file: Path) -> tuple[Fault, ...]:
        """Lay `file` on top, if there is one; why it is left out, if it is."""
        if not file.exists():
            return ()
        try:
            found = self._read(decoded(_bytes(file), str(file), self._code), str(file))
            self.whole = self._merge([*self._files, found])
        except Fault as fault:
            return (fault,)
        self._files.append(found)
        return ()


def _packs(chosen: declaration.Vocabulary) -> Iterator[TermList]:
    folder = files("ordret.danish.vocabulary") / "packs"
    for name in _PACKS:
        if getattr(chosen, name):
            file = folder / f"{name}.toml"
            yield read_toml(file.read_text(encoding="utf-8"), file.name)


def _own_lists(folders: list[Path], faults: list[Fault]) -> Iterator[TermList]:
    for folder in folders:
        for file in sorted(folder.glob(_WORD_LISTS)):
            if file.suffix.lower() not in {".toml", ".csv"}:
                continue
            try:
                yield read_word_list(file)
            except Fault as fault:
                faults.append(fault)


def _absence(organisation: Path) -> tuple[Fault, ...]:
    """Why there is nothing of the organisation's, where its folder is not there."""
    if organisation.is_dir():
        return ()
    return (
        Fault(
            FaultCode.FILE_UNREADABLE,
            f"Mappen {organisation} med organisationens kommandoer, autotekster og ordlister kan "
            "ikke findes.",
            "Der dikteres uden dem. Se efter, at fællesdrevet er der, eller ret indstillingen "
            "writing.organisation_folder.",
        ),
    )


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Fault(
            FaultCode.FILE_UNREADABLE,
            f"{file} kan ikke læses.",
            "Se efter, at det er en fil, og at din bruger må læse den, eller bed it-afdelingen "
            "om det.",
        ) from error

"""The work of `ordret vocabulary`: finding the word lists, and writing the user's own."""

import shlex
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ordret.assembly.writing import OWN_WORD_LIST, find_grammar
from ordret.cli.base import Surroundings
from ordret.danish.encoding import decoded
from ordret.danish.learning import Suggestion
from ordret.danish.vocabulary.checking import checked
from ordret.danish.vocabulary.lists import read_toml, with_terms
from ordret.danish.vocabulary.terms import Term, TermList, Vocabulary, merged, spelling
from ordret.errors import Fault, FaultCode, RequestFault
from ordret.files import save_atomically
from ordret.paths import Paths


def find_lists(surroundings: Surroundings) -> tuple[TermList, ...]:
    """The lists in force, the later over the earlier; what could not be read is told of."""
    found = find_grammar(surroundings.settings, surroundings.paths.writing_folder)
    for fault in found.faults:
        surroundings.messages.print(f"Bemærk: {fault}", style="yellow")
    return found.word_lists


def find_vocabulary(surroundings: Surroundings) -> Vocabulary:
    """Their terms in one."""
    return Vocabulary.of(*find_lists(surroundings))


def matching(
    lists: Iterable[TermList], search: str
) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """The word, its heard forms and its list for every term with `search` in one of them."""
    wanted = search.casefold()
    return tuple(
        (term.word, term.heard, each.title)
        for each in lists
        for term in each.terms
        if any(wanted in form.casefold() for form in (term.word, *term.heard))
    )


@dataclass(frozen=True, slots=True)
class OwnList:
    """The user's own list as it stands in `file`, which may not be there yet."""

    file: Path
    text: str
    terms: tuple[Term, ...]

    @classmethod
    def read(cls, paths: Paths) -> "OwnList":
        """The list of this user. Raises `Fault` where it can't be read."""
        file = paths.writing_folder / OWN_WORD_LIST
        try:
            text = decoded(file.read_bytes(), str(file), FaultCode.VOCABULARY_INVALID)
        except FileNotFoundError:
            return cls(file, "", ())
        except OSError as error:
            raise _unreadable(file) from error
        return cls(file, text, read_toml(text, str(file)).terms)

    def new_among(self, terms: Iterable[Term]) -> tuple[Term, ...]:
        """Those that are not in the list, or tell more of a word. Raises `RequestFault`."""
        here = {spelling(term.word): term for term in self.terms}
        given = checked(terms, "Det nye ord", lambda _: 1)
        return tuple(
            term
            for term in given
            if (known := here.get(spelling(term.word))) is None or merged(known, term) != known
        )

    def save_with(self, terms: Iterable[Term]) -> None:
        """Put `terms` after what stands in the file.

        Raises `RequestFault` where they contradict it, `Fault` where it can't be written.
        """
        text = with_terms(self.text, terms)
        read_toml(text, str(self.file))
        try:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise Fault(
                FaultCode.FILE_UNWRITABLE,
                f"Mappen »{self.file.parent}« kan ikke oprettes.",
                "Se efter, om der ligger en fil med det navn, eller spørg it-afdelingen.",
            ) from error

        def write(out: BinaryIO) -> None:
            out.write(text.encode())

        save_atomically(write, self.file, overwrite=True)


def read_text(file: Path) -> str:
    """The text of a file. Raises `Fault`."""
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise _unreadable(file) from error
    except UnicodeDecodeError as error:
        raise RequestFault(
            FaultCode.FILE_UNREADABLE,
            f"»{file}« er ikke gemt som UTF-8.",
            "Gem den igen med tegnsættet UTF-8, og prøv igen.",
        ) from error


def add_command(suggestion: Suggestion) -> str:
    """What to type to accept `suggestion`."""
    words = ["ordret", "vocabulary", "add", suggestion.write, "--heard", suggestion.heard]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def _unreadable(file: Path) -> Fault:
    return Fault(
        FaultCode.FILE_UNREADABLE,
        f"»{file}« kan ikke læses.",
        "Se efter, at det er en fil, og at du må læse den.",
    )

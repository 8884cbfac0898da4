"""The work of `ordret format`."""

from ordret.assembly.house import local_now
from ordret.assembly.writing import find_grammar
from ordret.cli.base import Surroundings
from ordret.cli.listening import tell_notice
from ordret.danish.manuscript.manuscript import Manuscript
from ordret.danish.tokens import tokens_of_line
from ordret.danish.writing import Field, Writing, followed


class Formatter:
    """Writes lines of spoken text, each as a dictation of its own."""

    def __init__(self, surroundings: Surroundings) -> None:
        found = find_grammar(surroundings.settings, surroundings.paths.writing_folder)
        for fault in found.faults:
            tell_notice(surroundings.messages, fault)
        self._grammar = found.grammar
        empty = Manuscript.begin(found.grammar.style)
        self._empty = Writing((Field("", "", empty),))
        self._today = local_now().date()

    def written(self, line: str) -> str:
        """The text that `line` becomes, which may have line breaks."""
        writing, _ = followed(self._empty, tokens_of_line(line), self._grammar, self._today)
        return writing.text

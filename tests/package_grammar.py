"""What the program itself knows of written Danish, with nobody's own files."""

from functools import cache

from ordret.assembly.writing import find_grammar
from ordret.danish.writing import Grammar
from ordret.settings.declaration import Settings


@cache
def package_grammar() -> Grammar:
    """The grammar of a fresh installation."""
    found = find_grammar(Settings(), None)
    assert found.faults == ()
    return found.grammar

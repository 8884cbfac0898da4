"""What can be said, as a table and as JSON."""

from collections.abc import Iterable

from rich.table import Table

from ordret.danish.commands.table import OverviewRow, spoken_overview
from ordret.danish.writing import Grammar


def spoken(grammar: Grammar, search: str = "") -> tuple[OverviewRow, ...]:
    """The commands and autotexts in which `search` stands; all of them where it is empty."""
    rows = (*spoken_overview(grammar.commands), *_autotexts(grammar))
    wanted = search.casefold()
    return tuple(
        row for row in rows if wanted in " ".join((row.category, *row.say, row.gives)).casefold()
    )


def as_mapping(row: OverviewRow) -> dict[str, object]:
    """One row as plain JSON values."""
    return {"category": row.category, "say": list(row.say), "gives": row.gives}


def table(rows: Iterable[OverviewRow]) -> Table:
    """The rows under the name of each category."""
    made = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    made.add_column("Sig", no_wrap=False)
    made.add_column("Så sker der", no_wrap=False)
    category = ""
    for row in rows:
        if row.category != category:
            category = row.category
            made.add_row("", "")
            made.add_row(category, "", style="bold")
        made.add_row(" · ".join(row.say), row.gives)
    return made


def _autotexts(grammar: Grammar) -> Iterable[OverviewRow]:
    for autotext in grammar.autotexts.autotexts:
        say = tuple(f"indsæt {name}" for name in autotext.names)
        yield OverviewRow("Autotekster", say, _beginning(autotext.text))


def _beginning(text: str) -> str:
    line = text.strip().splitlines()[0]
    return line if len(line) <= _BEGINNING_CHARACTERS else f"{line[:_BEGINNING_CHARACTERS]} …"


_BEGINNING_CHARACTERS = 60

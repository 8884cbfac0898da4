"""How right and how quick written Danish is: the gold tables, and words a second.

    .venv/bin/python benchmarks/writing.py

Both tables in tests/data are run: the one that the rules were made with, and the one that was kept
apart. The figures go to RESULTS.md; rows that come out otherwise are printed for the first alone.
"""

import argparse
import csv
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import islice
from pathlib import Path

from measuring import results

from ordret.assembly.writing import find_grammar
from ordret.danish.manuscript.manuscript import Manuscript
from ordret.danish.style import Punctuation, Style
from ordret.danish.tokens import Token, tokens_of_line
from ordret.danish.vocabulary.correction import corrected
from ordret.danish.vocabulary.terms import Term, TermList, Vocabulary
from ordret.danish.writing import Field, Grammar, Writing, followed
from ordret.settings.declaration import Settings

DATA = Path(__file__).parents[1] / "tests" / "data"
TABLES = {"made with": "spoken_written.tsv", "kept apart": "spoken_written_heldout.tsv"}
TODAY = date(2026, 11, 21)
MANY_TERMS = 100_000
UNSURE = "borgeren søger om kontant jelp og en ny bolig fra den første i måneden"
WORDS_A_MINUTE = 150
"""Quick dictation."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a gold table and what came out of it."""

    category: str
    spoken: str
    expected: str
    written: str

    @property
    def is_right(self) -> bool:
        """Whether every letter is as expected."""
        return self.written == self.expected


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--repeats", type=int, default=20, help="times the speed is taken (20)")
    parser.add_argument("--made-with-only", action="store_true", help="leave the other table shut")
    given = parser.parse_args()
    grammar = find_grammar(Settings(), None).grammar
    tables = {
        name: read_table(DATA / file, grammar)
        for name, file in TABLES.items()
        if not (given.made_with_only and name == "kept apart")
    }
    for row in tables["made with"]:
        if not row.is_right:
            print(f"{row.category}\n  spoken   {row.spoken}\n  expected {row.expected!r}")
            print(f"  written  {row.written!r}")
    body = report(tables, grammar, given.repeats)
    print(body)
    if not given.made_with_only:
        results.write_section("writing", body)
    return 0


def read_table(file: Path, grammar: Grammar) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as lines:
        return [
            Row(
                row["category"],
                row["spoken"],
                row["written"].replace("\\n", "\n"),
                written(
                    tokens_of_line(row["spoken"]),
                    replace(grammar, style=style_of(row["style"] or "")),
                ),
            )
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def style_of(text: str) -> Style:
    """The style that a row names: »name=value;…«."""
    given = dict(pair.split("=", 1) for pair in text.split(";") if pair)
    values: dict[str, object] = {}
    for field in fields(Style):
        if field.name not in given:
            continue
        value = given.pop(field.name)
        match field.name:
            case "punctuation":
                values[field.name] = Punctuation(value)
            case "abbreviations":
                values[field.name] = value == "true"
            case "digits_from":
                values[field.name] = int(value)
            case _:
                values[field.name] = value
    if given:
        raise ValueError(f"no such style: {', '.join(given)}")
    return replace(Style(), **values)


def written(tokens: tuple[Token, ...], grammar: Grammar) -> str:
    empty = Writing((Field("", "", Manuscript.begin(grammar.style)),))
    return followed(empty, tokens, grammar, TODAY)[0].text


def report(tables: dict[str, list[Row]], grammar: Grammar, repeats: int) -> str:
    spoken = [row.spoken for row in tables["made with"]]
    seconds_a_word = statistics.median(_seconds_a_word(spoken, grammar) for _ in range(repeats))
    categories = sorted({row.category for rows in tables.values() for row in rows})
    return "\n\n".join(
        [
            "## Written Danish",
            results.circumstances(),
            f"A minute of quick speech ({WORDS_A_MINUTE} words) costs "
            f"{seconds_a_word * WORDS_A_MINUTE * 1000:.1f} ms; {1 / seconds_a_word:,.0f} words a "
            f"second (median of {repeats}).",
            f"A sentence of {len(UNSURE.split())} words, every one of them doubted, costs "
            f"{_many_terms_seconds(repeats) * 1000:.1f} ms with {MANY_TERMS:,} terms.",
            "Rows of the gold tables that come out letter for letter as expected:",
            results.table(
                ["category", *(f"{name}, right of all" for name in tables)],
                [
                    *(
                        [category, *(_right(rows, category) for rows in tables.values())]
                        for category in categories
                    ),
                    ["**all**", *(_right(rows, None) for rows in tables.values())],
                ],
            ),
        ]
    )


def _many_terms_seconds(repeats: int) -> float:
    """What correcting one doubted sentence costs, once the index of a great many terms stands."""
    letters = "bdfghjklmnprstv", "aeiouyæøå"
    parts = [first + second for first in letters[0] for second in letters[1]]
    words = (f"{one}{two}{three}stel" for one in parts for two in parts[:50] for three in parts)
    terms = tuple(Term(word) for word in islice(words, MANY_TERMS))
    vocabulary = Vocabulary.of(TermList("", "", terms))
    tokens = tuple(replace(token, probability=0.3) for token in tokens_of_line(UNSURE))
    seconds = []
    for _ in range(repeats + 1):
        started = time.perf_counter()
        corrected(tokens, vocabulary, is_protected=lambda _: False)
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds[1:])


def _right(rows: list[Row], category: str | None) -> str:
    counted = Counter(row.is_right for row in rows if category in {None, row.category})
    if not counted.total():
        return "–"
    share = f" ({counted[True] / counted.total():.1%})" if category is None else ""
    return f"{counted[True]} of {counted.total()}{share}"


def _seconds_a_word(lines: list[str], grammar: Grammar) -> float:
    """From words to written text, a line a dictation, as often as a table has lines."""
    spoken = [tokens_of_line(line) for line in lines]
    started = time.perf_counter()
    for tokens in spoken:
        written(tokens, grammar)
    return (time.perf_counter() - started) / sum(len(tokens) for tokens in spoken)


if __name__ == "__main__":
    sys.exit(main())

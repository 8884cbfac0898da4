"""Every row of the gold table comes out letter for letter.

The other table, spoken_written_heldout.tsv, is kept apart for measuring (benchmarks/writing.py).
"""

import csv
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from ordret.danish.manuscript.manuscript import Manuscript
from ordret.danish.style import Punctuation, Style
from ordret.danish.tokens import tokens_of_line
from ordret.danish.writing import Field, Writing, followed
from package_grammar import package_grammar

TABLE = Path(__file__).parents[2] / "data" / "spoken_written.tsv"
TODAY = date(2026, 3, 2)


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def style_of(text: str) -> Style:
    """The style that a row names: »name=value;…«."""
    given = dict(pair.split("=", 1) for pair in text.split(";") if pair)
    assert given.keys() <= {field.name for field in fields(Style)}
    values: dict[str, object] = dict(given)
    if "punctuation" in given:
        values["punctuation"] = Punctuation(given["punctuation"])
    if "abbreviations" in given:
        values["abbreviations"] = given["abbreviations"] == "true"
    if "digits_from" in given:
        values["digits_from"] = int(given["digits_from"])
    return replace(Style(), **values)


def written(line: str, style: Style) -> str:
    grammar = replace(package_grammar(), style=style)
    empty = Writing((Field("", "", Manuscript.begin(style)),))
    return followed(empty, tokens_of_line(line), grammar, TODAY)[0].text


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["spoken"][:60])
def test_what_is_said_is_written(row: dict[str, str]) -> None:
    assert written(row["spoken"], style_of(row["style"] or "")) == row["written"].replace(
        "\\n", "\n"
    )


@pytest.mark.parametrize(
    "row",
    [
        row
        for row in rows()
        if "\\n" not in row["written"]
        and not row["category"].startswith("escape")
        and "punctuation=dictated" not in row["style"]
    ],
    ids=lambda row: row["spoken"][:60],
)
def test_what_is_written_is_written_the_same_again(row: dict[str, str]) -> None:
    """But for words that were asked for word by word, and marks that nobody dictated."""
    assert written(row["written"], style_of(row["style"] or "")) == row["written"]

"""The gold tables' form; whether their rows come true is measured elsewhere.

Nothing here shows a row of the held-out table: findings are told as line numbers.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from ordret.danish.style import Punctuation
from ordret.danish.tokens import PAUSE

DATA = Path(__file__).parents[2] / "data"
TABLE = DATA / "spoken_written.tsv"
HELD_OUT = DATA / "spoken_written_heldout.tsv"
TABLES = (TABLE, HELD_OUT)

COLUMNS = ("category", "spoken", "written", "style")
KEPT = "_kept"
CATEGORIES = frozenset(
    {
        "punctuation",
        "line_break",
        "signs",
        "quotes_brackets",
        "casing",
        "editing",
        "lists",
        "escape",
        "cardinals",
        "ordinals",
        "fractions_decimals",
        "money",
        "percent",
        "units",
        "dates",
        "times",
        "years",
        "weeks",
        "cpr",
        "cvr",
        "phone",
        "postcode",
        "case_numbers",
        "law_references",
        "kle",
        "account_numbers",
        "ranges",
        "abbreviations",
        "style",
        "idempotent",
        "mixed",
    }
)
WITHOUT_KEPT = "idempotent"

STYLE_VALUES = {
    "punctuation": frozenset(punctuation.value for punctuation in Punctuation),
    "currency": frozenset({"kr.", "DKK", "kroner"}),
    "percent": frozenset({"pct.", "%", "procent"}),
    "abbreviations": frozenset({"true", "false"}),
    "thousands": frozenset({".", " ", ""}),
}


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """A row; it has no repr, so that a failing test shows none."""

    line: int
    category: str
    spoken: str
    written: str
    style: str


def read_rows(table: Path) -> list[Row]:
    lines = table.read_bytes().decode("utf-8").split("\n")
    return [Row(number, *line.split("\t")) for number, line in enumerate(lines[1:-1], start=2)]


def style_is_known(style: str) -> bool:
    if not style:
        return True
    fields = [field.partition("=") for field in style.split(";")]
    names = [name for name, _, _ in fields]
    return len(set(names)) == len(names) and all(
        bool(sign) and _setting_is_known(name, value) for name, sign, value in fields
    )


def _setting_is_known(name: str, value: str) -> bool:
    match name:
        case "digits_from":
            return value.isascii() and value.isdigit()
        case "quotes":
            return len(value) == 2
        case _:
            return value in STYLE_VALUES.get(name, frozenset())


def without_pauses(spoken: str) -> str:
    return " ".join(word for word in spoken.split() if word != PAUSE)


def with_capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_a_table_is_utf8_with_a_header_and_four_columns(table: Path) -> None:
    lines = table.read_bytes().decode("utf-8").split("\n")
    has_header = tuple(lines[0].split("\t")) == COLUMNS
    ends_in_line_break = lines[-1] == ""
    wrong = [
        number
        for number, line in enumerate(lines[:-1], start=1)
        if line.count("\t") != len(COLUMNS) - 1
    ]

    assert has_header
    assert ends_in_line_break
    assert not wrong, f"not four columns in {table.name}, lines {wrong}"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_every_cell_is_clean(table: Path) -> None:
    wrong = [
        row.line
        for row in read_rows(table)
        if not row.spoken
        or not row.written
        or any(
            cell != cell.strip() or not cell.isprintable()
            for cell in (row.category, row.spoken, row.written, row.style)
        )
        or row.spoken.split() != row.spoken.split(" ")
        or "\\" in row.spoken
        or "\\" in row.written.replace("\\n", "")
        or PAUSE in row.written
    ]

    assert not wrong, f"in {table.name}, lines {wrong}"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_every_category_is_known(table: Path) -> None:
    wrong = [
        row.line
        for row in read_rows(table)
        if row.category.removesuffix(KEPT) not in CATEGORIES or row.category == WITHOUT_KEPT + KEPT
    ]

    assert not wrong, f"in {table.name}, lines {wrong}"


def test_every_category_has_rows_that_change_and_rows_that_do_not() -> None:
    found = {row.category for row in read_rows(TABLE)}
    expected = CATEGORIES | {name + KEPT for name in CATEGORIES - {WITHOUT_KEPT}}

    assert found == expected


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_every_style_is_one_that_can_be_chosen(table: Path) -> None:
    wrong = [row.line for row in read_rows(table) if not style_is_known(row.style)]

    assert not wrong, f"in {table.name}, lines {wrong}"


@pytest.mark.parametrize(
    "style", ["percent", "percent=pct", "quotes=»", "digits_from=-1", "farve=rød", "percent=%;"]
)
def test_a_style_that_nobody_can_choose_is_found(style: str) -> None:
    assert not style_is_known(style)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_kept_rows_are_written_as_they_were_said(table: Path) -> None:
    wrong = [
        row.line
        for row in read_rows(table)
        if row.category.endswith(KEPT) and row.written != with_capital(without_pauses(row.spoken))
    ]

    assert not wrong, f"in {table.name}, lines {wrong}"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_text_that_is_already_written_is_expected_to_stay(table: Path) -> None:
    wrong = [
        row.line
        for row in read_rows(table)
        if row.category == WITHOUT_KEPT and row.written != row.spoken
    ]

    assert not wrong, f"in {table.name}, lines {wrong}"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_at_least_a_third_of_the_rows_must_not_change(table: Path) -> None:
    kept = [row.category.endswith(KEPT) for row in read_rows(table)]
    kept_rows, all_rows = sum(kept), len(kept)

    assert kept_rows * 3 >= all_rows, table.name


def test_nothing_is_asked_twice() -> None:
    first_seen: dict[tuple[str, str], str] = {}
    twice: list[str] = []
    for table in TABLES:
        for row in read_rows(table):
            here = f"{table.name}:{row.line}"
            there = first_seen.setdefault((row.spoken, row.style), here)
            if there != here:
                twice.append(f"{there} and {here}")

    assert not twice


def test_there_are_500_rows_and_a_fifth_is_held_out() -> None:
    tuned = len(read_rows(TABLE))
    held_out = len(read_rows(HELD_OUT))

    assert tuned + held_out >= 500
    assert held_out / (tuned + held_out) == pytest.approx(0.2, abs=0.02)

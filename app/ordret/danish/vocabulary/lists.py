"""Word lists as people write them, in TOML or CSV.

Every fault is RequestFault VOCABULARY_INVALID and names the file and the line.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping

from ordret.danish.toml_lines import line_of, parse_toml
from ordret.danish.vocabulary.checking import Lines, checked, wrong
from ordret.danish.vocabulary.terms import USUAL_WEIGHT, Term, TermList
from ordret.errors import FaultCode, RequestFault

_TERM_KEYS = ("word", "heard", "weight", "context")
_GROUP_KEYS = ("title", "context", "terms")
_COLUMNS = {
    "ord": "word", "word": "word", "hørt som": "heard", "heard": "heard",
    "vægt": "weight", "weight": "weight", "kontekst": "context", "context": "context",
}  # fmt: skip
_CSV_REMEDY = "En linje skal se sådan ud: ord;hørt som;vægt;kontekst. Kun ordet skal være der."
_SAMPLE_LINES = 50
_OWN_TITLE = "Min ordliste"


def read_toml(text: str, source: str) -> TermList:
    """The word list in the TOML `text`; `source` is its file's name."""
    values = parse_toml(text, source, FaultCode.VOCABULARY_INVALID)
    reader = _Toml(text, source)
    reader.refuse_others(values, ("title", "version", "group", "term"))
    title = reader.text_of(values, "title", source)
    if type(values.get("version", 1)) is not int:
        raise reader.wrong("version", "»version« skal være et helt tal.")
    terms = [*reader.grouped(values), *reader.single(values)]
    return TermList(title, source, checked(terms, source, reader.line_of))


class _Toml:
    """Takes the values of a TOML text apart, and knows on which lines they stand."""

    def __init__(self, text: str, source: str) -> None:
        self._text = text
        self._source = source

    def line_of(self, needle: str) -> int:
        return line_of(self._text, needle)

    def wrong(self, needle: str, what: str) -> RequestFault:
        return wrong(self._source, self.line_of(needle), what, "Ret det, og prøv igen.")

    def grouped(self, values: Mapping[str, object]) -> Iterator[Term]:
        for group in self._tables(values, "group"):
            self.refuse_others(group, _GROUP_KEYS)
            self.text_of(group, "title", "")
            context = self._texts(group, "context")
            for word in self._texts(group, "terms"):
                yield Term(word, context=context)

    def single(self, values: Mapping[str, object]) -> Iterator[Term]:
        for table in self._tables(values, "term"):
            self.refuse_others(table, _TERM_KEYS)
            word = table.get("word")
            if not isinstance(word, str):
                raise self.wrong("term", "et [[term]] mangler »word« med et ord i anførselstegn.")
            weight = table.get("weight", USUAL_WEIGHT)
            if isinstance(weight, bool) or not isinstance(weight, int | float):
                raise self.wrong(word, f"»weight« ved »{word}« skal være et tal.")
            heard, context = self._texts(table, "heard"), self._texts(table, "context")
            yield Term(word, heard, float(weight), context)

    def text_of(self, table: Mapping[str, object], key: str, default: str) -> str:
        value = table.get(key, default)
        if not isinstance(value, str):
            raise self.wrong(key, f"»{key}« skal være tekst i anførselstegn.")
        return value

    def refuse_others(self, table: Mapping[str, object], known: tuple[str, ...]) -> None:
        for key in table:
            if key not in known:
                allowed = ", ".join(known)
                raise self.wrong(key, f"»{key}« kendes ikke. Her kan stå: {allowed}.")

    def _tables(self, values: Mapping[str, object], key: str) -> list[dict[str, object]]:
        tables = values.get(key, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            raise self.wrong(key, f"»{key}« skal begynde med linjen [[{key}]].")
        return tables

    def _texts(self, table: Mapping[str, object], key: str) -> tuple[str, ...]:
        values = table.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise self.wrong(key, f'»{key}« skal være en liste som ["en", "to"].')
        return tuple(values)


def read_csv(text: str, source: str) -> TermList:
    """The word list in the CSV `text`, with or without headings; `source` is its file's name."""
    text = text.removeprefix("\ufeff")
    terms: list[Term] = []
    lines: dict[str, int] = {}
    columns: tuple[str, ...] | None = None
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for cells in rows:
            values = [cell.strip() for cell in cells]
            if not any(values):
                continue
            if columns is None:
                columns = _headings(values, source, rows.line_num)
                if columns:
                    continue
            term = _row(values, columns or _TERM_KEYS, source, rows.line_num)
            for written in (term.word, *term.heard, *term.context):
                lines.setdefault(written, rows.line_num)
            terms.append(term)
    except csv.Error as error:
        raise wrong(
            source,
            max(rows.line_num, 1),
            "linjen kan ikke læses som CSV.",
            "Se efter, om et anførselstegn mangler eller er for meget.",
        ) from error
    line_of_text: Lines = lambda written: lines.get(written, 1)  # noqa: E731
    return TermList(source, source, checked(terms, source, line_of_text))


def _delimiter(text: str) -> str:
    sample = text.splitlines()[:_SAMPLE_LINES]
    return next((each for each in ";\t," if any(each in line for line in sample)), ";")


def _headings(values: list[str], source: str, line: int) -> tuple[str, ...]:
    """The columns that a heading names; empty where the line is no heading."""
    names = [value.casefold() for value in values]
    if names[0] not in _COLUMNS:
        return ()
    unknown = [name for name in names if name not in _COLUMNS]
    columns = tuple(_COLUMNS[name] for name in names if name in _COLUMNS)
    if unknown or len(set(columns)) < len(columns) or "word" not in columns:
        told = f"»{unknown[0]}« kendes ikke" if unknown else "den samme står to gange"
        raise wrong(source, line, f"overskriften kan ikke bruges: {told}.", _CSV_REMEDY)
    return columns


def _row(values: list[str], columns: tuple[str, ...], source: str, line: int) -> Term:
    if any(values[len(columns) :]):
        raise wrong(source, line, "der er for mange felter.", _CSV_REMEDY)
    cells = dict(zip(columns, values, strict=False))
    weight = cells.get("weight") or str(USUAL_WEIGHT)
    try:
        number = float(weight.replace(",", "."))
    except ValueError as error:
        raise wrong(source, line, f"vægten »{weight[:20]}« er ikke et tal.", _CSV_REMEDY) from error
    heard, context = (_several(cells.get(key, "")) for key in ("heard", "context"))
    return Term(cells.get("word", ""), heard, number, context)


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def with_terms(text: str, terms: Iterable[Term]) -> str:
    """The TOML word list `text` with `terms` after what stands there; empty: a new list."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    blocks = [text.rstrip() or f'title = "{_OWN_TITLE}"{line_end}version = 1']
    blocks += [line_end.join(_lines(term)) for term in terms]
    return (2 * line_end).join(blocks) + line_end


def _lines(term: Term) -> Iterator[str]:
    yield "[[term]]"
    yield f"word = {_quoted(term.word)}"
    if term.heard:
        yield f"heard = [{', '.join(map(_quoted, term.heard))}]"
    if term.weight != USUAL_WEIGHT:
        yield f"weight = {term.weight}"
    if term.context:
        yield f"context = [{', '.join(map(_quoted, term.context))}]"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)

"""A list of recordings with what is said in them, as `ordret evaluate` reads it.

Tab-separated with a header, quoted as CSV: `file` (relative to the list) and `text` must be there;
`source`, `kind`, `confidence` and others may be.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from ordret.errors import Fault, FaultCode, RequestFault

_REQUIRED = ("file", "text")


@dataclass(frozen=True, slots=True)
class Entry:
    """A recording, what is said in it, and what is known of it: whose voice, how sure the text."""

    file: Path
    text: str
    source: str
    kind: str
    confidence: str


def read_manifest(path: Path) -> tuple[Entry, ...]:
    """The entries of the list at `path`, each with a file that is there.

    Raises `RequestFault` with the line where something is missing, `Fault` where the list itself
    can't be read.
    """
    try:
        # The csv module wants to see line breaks as they are.
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t", restval="")
            _require_columns(rows, path)
            entries = tuple(_entry(row, path, rows.line_num) for row in rows)
    except OSError as error:
        raise Fault(
            FaultCode.FILE_UNREADABLE,
            f"Listen »{path}« kan ikke læses.",
            "Se efter, om navn og mappe er rigtige, og om du må læse filen.",
        ) from error
    except UnicodeDecodeError as error:
        raise _wrong(
            path, "er ikke gemt som UTF-8", "Gem den igen med tegnsættet UTF-8."
        ) from error
    except csv.Error as error:
        raise _wrong(path, "er ikke en liste med tabulatorer", _REMEDY) from error
    if not entries:
        raise _wrong(path, "er tom", _REMEDY)
    return entries


_REMEDY = "Listen skal have en overskrift med »file« og »text« og derefter en linje for hver fil."


def _require_columns(rows: "csv.DictReader[str]", path: Path) -> None:
    missing = [name for name in _REQUIRED if name not in (rows.fieldnames or ())]
    if missing:
        names = " og ".join(f"»{name}«" for name in missing)
        raise _wrong(path, f"mangler {names} i linje 1", _REMEDY)


def _entry(row: dict[str, str], path: Path, line: int) -> Entry:
    if None in row:
        raise _wrong(path, f"har for mange felter i linje {line}", _REMEDY)
    if not row["file"].strip():
        raise _wrong(path, f"mangler et filnavn i linje {line}", _REMEDY)
    file = path.parent / row["file"].strip()
    if not file.is_file():
        raise _wrong(
            path,
            f"nævner »{row['file'].strip()}« i linje {line}, og den fil findes ikke",
            "Filnavne læses fra den mappe, som listen ligger i.",
        )
    return Entry(
        file=file,
        text=row["text"].strip(),
        source=row.get("source", "").strip(),
        kind=row.get("kind", "").strip(),
        confidence=row.get("confidence", "").strip(),
    )


def _wrong(path: Path, what: str, remedy: str) -> RequestFault:
    return RequestFault(FaultCode.REQUEST_INVALID, f"Listen »{path}« {what}.", remedy)

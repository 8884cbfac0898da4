"""`ordret notes`: the drafts of case notes, found again, shown, exported and deleted."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer
from rich.table import Table

from ordret.cli.base import AsJson, Surroundings, find_surroundings, write_json
from ordret.errors import FaultCode, RequestFault

if TYPE_CHECKING:
    from ordret.documents.note import CaseNote
    from ordret.documents.store import SqliteDraftStore

_SHORT_ID_CHARACTERS = 8

_Note = Annotated[str, typer.Argument(metavar="ID", help="Kladdens id eller begyndelsen af det.")]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="Find kladder til sagsnotater frem, eksportér dem, eller slet dem.")
    group.command("list")(list_notes)
    group.command("show")(show)
    group.command("export")(export)
    group.command("delete")(delete)
    app.add_typer(group, name="notes")


def list_notes(
    search: Annotated[
        str, typer.Option(metavar="TEKST", help="Vis kun kladder, som teksten står i.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Vis kladderne, de nyeste først."""
    from ordret.documents.note import title  # noqa: PLC0415 - quick help

    surroundings = find_surroundings()
    store = _open(surroundings)
    try:
        listing = store.search(search) if search else store.newest_first()
    finally:
        store.close()
    days = surroundings.settings.documents.draft_retention_days
    if as_json:
        notes = [
            {
                "id": str(note.id),
                "title": title(note),
                "created_at": note.created_at.isoformat(),
                "updated_at": note.updated_at.isoformat(),
            }
            for note in listing.notes
        ]
        write_json({"notes": notes, "damaged": listing.damaged, "retention_days": days})
    elif listing.notes:
        table = Table(box=None, pad_edge=False)
        table.add_column("Id")
        table.add_column("Kladde")
        for note in listing.notes:
            table.add_row(str(note.id)[:_SHORT_ID_CHARACTERS], title(note))
        surroundings.results.print(table)
    else:
        surroundings.messages.print("Der er ingen kladder.")
    if listing.damaged:
        surroundings.messages.print(f"{listing.damaged} kladder er beskadiget og kan ikke læses.")
    surroundings.messages.print(f"Kladder slettes {days} dage efter, at de sidst er ændret.")


def show(note: _Note, as_json: AsJson = False) -> None:
    """Vis en kladde."""
    from ordret.documents.note import as_text  # noqa: PLC0415 - quick help

    surroundings = find_surroundings()
    store = _open(surroundings)
    try:
        found = _find(store, note)
    finally:
        store.close()
    if as_json:
        write_json({"id": str(found.id), "fields": dict(found.values)})
    else:
        surroundings.results.print(as_text(found))


def export(
    note: _Note,
    out: Annotated[
        Path, typer.Option(metavar="FIL", help="Filen: .docx, eller .txt for ren tekst.")
    ],
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Overskriv filen, hvis den findes.")
    ] = False,
) -> None:
    """Gem en kladde som Word-fil eller ren tekst."""
    from ordret.documents.note_docx import write_docx, write_text  # noqa: PLC0415 - quick help

    surroundings = find_surroundings()
    store = _open(surroundings)
    try:
        found = _find(store, note)
    finally:
        store.close()
    write = write_text if out.suffix.lower() == ".txt" else write_docx
    write(found, out, overwrite=overwrite)
    surroundings.results.print(f"Sagsnotat: {out}")


def delete(note: _Note) -> None:
    """Slet en kladde. Den kan ikke fås igen."""
    from ordret.assembly.house import local_now  # noqa: PLC0415 - quick help

    surroundings = find_surroundings()
    store = _open(surroundings)
    try:
        found = _find(store, note)
        store.delete(found.id, local_now())
    finally:
        store.close()
    surroundings.messages.print("Kladden er slettet.")


def _open(surroundings: Surroundings) -> "SqliteDraftStore":
    from ordret.assembly.house import House  # noqa: PLC0415 - quick help

    house = House(surroundings.paths, surroundings.settings)
    return house.open_drafts(house.open_vault())


def _find(store: "SqliteDraftStore", name: str) -> "CaseNote":
    """The note whose id begins with `name`. Raises `RequestFault` where there is not one."""
    wanted = name.strip().lower()
    matching = [note for note in store.newest_first().notes if _begins(note.id, wanted)]
    if len(matching) == 1:
        return matching[0]
    what = "Der er ingen kladde" if not matching else "Der er flere kladder"
    raise RequestFault(
        FaultCode.REQUEST_INVALID,
        f"{what}, hvis id begynder med »{name}«.",
        "Se id'erne med »ordret notes list«.",
    )


def _begins(note_id: UUID, wanted: str) -> bool:
    return bool(wanted) and str(note_id).startswith(wanted)

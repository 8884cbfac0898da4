"""`ordret vocabulary`: the word lists, and adding to the user's own."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from ordret.cli.base import AsJson, find_surroundings, write_json
from ordret.errors import Fault

_Heard = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FORM", help="Sådan bliver ordet hørt; det rettes altid til ordet. Må gentages."
    ),
]
_Context = Annotated[
    list[str] | None,
    typer.Option(metavar="ORD", help="Et ord, som gør ordet sandsynligt i et notat. Må gentages."),
]
_Lists = Annotated[list[Path], typer.Argument(metavar="FIL", help="Ordlister, TOML eller CSV.")]
_Text = Annotated[Path, typer.Argument(metavar="FIL", help="En tekstfil.")]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="Se ordlisterne, og læg dine egne fagord ind.")
    group.command("list")(list_words)
    group.command("add")(add)
    group.command("import")(import_list)
    group.command("check")(check)
    group.command("learn")(learn)
    app.add_typer(group, name="vocabulary")


def list_words(
    search: Annotated[
        str, typer.Option(metavar="TEKST", help="Vis de ord, som teksten står i.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Vis ordlisterne: Ordrets egne, organisationens og dine. Den nederste vinder."""
    from ordret.cli.word_lists import find_lists, matching  # noqa: PLC0415 - quick help

    surroundings = find_surroundings()
    lists = find_lists(surroundings)
    if search:
        found = matching(lists, search)
        if as_json:
            terms = [{"word": w, "heard": list(heard), "list": title} for w, heard, title in found]
            write_json({"terms": terms})
        elif found:
            table = Table("Ord", "Hørt som", "Ordliste", box=None, pad_edge=False)
            for word, heard, title in found:
                table.add_row(word, ", ".join(heard), title)
            surroundings.results.print(table)
        else:
            surroundings.messages.print(f"Ingen ord indeholder »{search}«.")
    elif as_json:
        told = [
            {"title": each.title, "source": each.source, "terms": len(each.terms)} for each in lists
        ]
        write_json({"lists": told})
    else:
        table = Table(box=None, pad_edge=False)
        table.add_column("Ordliste")
        table.add_column("Ord", justify="right")
        table.add_column("Fil")
        for each in lists:
            table.add_row(each.title, str(len(each.terms)), each.source)
        surroundings.results.print(table)


def add(
    word: Annotated[str, typer.Argument(metavar="ORD", help="Ordet, som det skal skrives.")],
    heard: _Heard = None,
    weight: Annotated[
        float,
        typer.Option(
            metavar="TAL", help="Hvor sandsynligt ordet er, fra 0.1 til 10. 1 er det almindelige."
        ),
    ] = 1.0,
    context: _Context = None,
) -> None:
    """Læg et ord i din egen ordliste."""
    from ordret.cli.word_lists import OwnList  # noqa: PLC0415 - quick help
    from ordret.danish.vocabulary.terms import Term  # noqa: PLC0415 - quick help

    surroundings = find_surroundings()
    own = OwnList.read(surroundings.paths)
    new = own.new_among((Term(word, tuple(heard or ()), weight, tuple(context or ())),))
    if not new:
        surroundings.messages.print(f"»{word}« står der i forvejen, i {own.file}.")
        return
    own.save_with(new)
    surroundings.results.print(f"»{new[0].word}« er lagt i din ordliste, {own.file}.")


def import_list(
    file: Annotated[Path, typer.Argument(metavar="FIL", help="En ordliste, TOML eller CSV.")],
) -> None:
    """Læg ordene fra en fil i din egen ordliste. Ord, der står der i forvejen, gentages ikke."""
    from ordret.assembly.writing import read_word_list  # noqa: PLC0415 - quick help
    from ordret.cli.word_lists import OwnList  # noqa: PLC0415 - quick help

    surroundings = find_surroundings()
    terms = read_word_list(file).terms
    own = OwnList.read(surroundings.paths)
    new = own.new_among(terms)
    if new:
        own.save_with(new)
    known = len(terms) - len(new)
    tell = surroundings.results.print
    tell(f"{len(new)} ord er lagt i din ordliste, {own.file}.")
    if known:
        tell(f"{known} ord stod der i forvejen.")
    for term in new[:_SHOWN_WORDS]:
        tell(f"  {term.word}")
    if len(new) > _SHOWN_WORDS:
        tell(f"  … og {len(new) - _SHOWN_WORDS} til")


_SHOWN_WORDS = 20


def check(files: _Lists, as_json: AsJson = False) -> None:
    """Efterse ordlister, og sig, hvad der er galt, og i hvilken linje.

    Slutter med 2, hvis der er fejl i en af dem, og 1, hvis en af dem ikke kan læses.
    """
    from ordret.assembly.writing import read_word_list  # noqa: PLC0415 - quick help

    surroundings = find_surroundings()
    outcomes: list[tuple[Path, int | Fault]] = []
    for file in files:
        try:
            outcomes.append((file, len(read_word_list(file).terms)))
        except Fault as fault:
            outcomes.append((file, fault))
    if as_json:
        write_json({"lists": [_outcome_as_mapping(*outcome) for outcome in outcomes]})
    else:
        for outcome in outcomes:
            surroundings.results.print(_outcome(*outcome))
    status = max(told.exit_status if isinstance(told, Fault) else 0 for _, told in outcomes)
    if status:
        raise typer.Exit(status)


def _outcome(file: Path, told: int | Fault) -> Text:
    if isinstance(told, Fault):
        return Text.assemble(("Fejl ", "bold red"), f"{told.what} {told.remedy}")
    return Text.assemble(("ok   ", "green"), f"{file}: {told} ord")


def _outcome_as_mapping(file: Path, told: int | Fault) -> dict[str, object]:
    if isinstance(told, Fault):
        fault = {"code": told.code.value, "message": told.what, "remedy": told.remedy}
        return {"file": str(file), "ok": False, "terms": None, "fault": fault}
    return {"file": str(file), "ok": True, "terms": told, "fault": None}


def learn(before: _Text, after: _Text, as_json: AsJson = False) -> None:
    """Vis, hvad dine rettelser i en tekst kan lære Ordret. Intet bliver gemt.

    Den første fil er teksten, som Ordret skrev den, den anden, som du rettede den.
    """
    from ordret.cli.word_lists import add_command, find_vocabulary, read_text  # noqa: PLC0415
    from ordret.danish.learning import suggestions  # noqa: PLC0415 - quick help

    surroundings = find_surroundings()
    found = suggestions(read_text(before), read_text(after), find_vocabulary(surroundings))
    if as_json:
        told = [{"heard": each.heard, "write": each.write} for each in found]
        write_json({"suggestions": told})
        return
    if not found:
        surroundings.messages.print("Rettelserne ligner ikke ord, der blev hørt forkert.")
        return
    tell = surroundings.results.print
    for each in found:
        tell(f"Skriv fremover »{each.write}«, når jeg siger »{each.heard}«:")
        tell(f"  {add_command(each)}")
    surroundings.messages.print("Intet er gemt. Kør de kommandoer, du vil have.")

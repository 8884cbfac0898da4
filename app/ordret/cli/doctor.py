"""`ordret doctor`: what is as it should be, what is not, and what to do about it."""

import json
import os
import platform
from collections.abc import Iterable
from importlib.metadata import version
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from ordret.cli.base import AsJson, messages, results, write_json
from ordret.cli.check import Check, State
from ordret.paths import find_paths
from ordret.settings.precedence import InForce, Level

_STYLES = {State.OK: "green", State.WARNING: "yellow", State.ERROR: "bold red"}
_WORDS = {State.OK: "ok", State.WARNING: "advarsel", State.ERROR: "fejl"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor")(doctor)


def doctor(
    microphone_test: Annotated[
        bool,
        typer.Option(
            "--microphone-test", help="Lyt også i tre sekunder, og sig, hvordan mikrofonen lyder."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Se efter, om alt er i orden, og få at vide, hvad du kan gøre ved det, der ikke er.

    Slutter med 1, hvis noget er en fejl. En advarsel hindrer ikke, at du kan diktere.
    """
    from ordret.cli.examination import Examination  # noqa: PLC0415 - loads sound, Word, Whisper

    with messages().status("Ser efter …"):
        examination = Examination.of(find_paths(os.environ))
        checks = examination.checks()
    if microphone_test:
        checks = (*checks, examination.listen(lambda: messages().print("Sig en sætning nu …")))
    if as_json:
        write_json(_as_mapping(checks, examination.in_force))
    else:
        _show(checks, examination.in_force)
    if any(check.state is State.ERROR for check in checks):
        raise typer.Exit(1)


def _as_mapping(checks: Iterable[Check], in_force: Iterable[InForce]) -> dict[str, object]:
    return {
        "version": version("ordret"),
        "python": platform.python_version(),
        "system": platform.platform(),
        "checks": [
            {
                "name": check.name,
                "state": check.state.value,
                "what": check.what,
                "remedy": check.remedy,
            }
            for check in checks
        ],
        "settings": [
            {
                "key": each.key,
                "value": each.value,
                "level": each.level.value,
                "file": str(each.file) if each.file else None,
                "locked": each.locked,
            }
            for each in in_force
        ],
    }


def _show(checks: tuple[Check, ...], in_force: Iterable[InForce]) -> None:
    console = results()
    system = f"Python {platform.python_version()}, {platform.platform()}"
    console.print(f"Ordret {version('ordret')}, {system}")
    console.print()
    console.print(_check_table(checks), soft_wrap=False)
    console.print()
    console.print(Text("Indstillinger, der gælder", "bold"))
    console.print(_settings_table(in_force), soft_wrap=False)
    console.print()
    console.print(_summary(checks))


def _check_table(checks: Iterable[Check]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    table.add_column(overflow="fold")
    for check in checks:
        told = Text(check.what)
        if check.remedy:
            told.append(f"\n→ {check.remedy}", "italic")
        table.add_row(Text(_WORDS[check.state], _STYLES[check.state]), check.title, told)
    return table


def _settings_table(in_force: Iterable[InForce]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    for each in in_force:
        value = json.dumps(each.value, ensure_ascii=False)
        style = "dim" if each.level is Level.DEFAULT else ""
        table.add_row(each.key, value, _origin(each), style=style)
    return table


def _origin(setting: InForce) -> str:
    if setting.level is Level.DEFAULT:
        return "standard"
    locked = ", fastlagt af organisationen" if setting.locked else ""
    return f"{setting.file}{locked}"


def _summary(checks: Iterable[Check]) -> Text:
    states = [check.state for check in checks]
    errors, warnings = states.count(State.ERROR), states.count(State.WARNING)
    if not errors and not warnings:
        return Text("Alt er i orden.", _STYLES[State.OK])
    parts = [f"{errors} fejl"] if errors else []
    if warnings:
        parts.append(f"{warnings} {'advarsel' if warnings == 1 else 'advarsler'}")
    return Text(f"{' og '.join(parts)}.", _STYLES[State.ERROR if errors else State.WARNING])

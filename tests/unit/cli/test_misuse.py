"""Commands that are typed wrong: Danish, on stderr, exit status 2."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pytest
import typer

from command_line import CommandLine
from ordret.cli.help import speak_danish
from ordret.errors import RequestFault


@pytest.mark.parametrize(
    ("arguments", "what", "remedy"),
    [
        (("dokter",), "Kommandoen »ordret dokter« findes ikke.", "Mente du »doctor«?"),
        (
            ("models", "hent"),
            "Kommandoen »ordret models hent« findes ikke.",
            "ordret models --help",
        ),
        (("--versjon",), "»ordret« har ikke noget, der hedder »--versjon«.", "»--version«"),
        (
            ("usage", "--sinse", "2026-03-01"),
            "»ordret usage« har ikke noget, der hedder »--sinse«.",
            "Mente du »--since«? »ordret usage --help« viser",
        ),
        (("usage", "-x"), "»ordret usage« har ikke noget, der hedder »-x«.", "ordret usage --help"),
        (("usage", "--since"), "»--since« mangler en værdi.", "Skriv den lige efter."),
        (("usage", "--json=ja"), "»--json« tager ingen værdi.", "Skriv kun »--json«."),
        (("usage", "--by", "år"), "»--by« kan ikke være »år«.", "Vælg mellem day, week."),
        (("usage", "maj"), "»ordret usage« kan ikke bruge »maj«.", "ordret usage --help"),
        (("models", "get"), "»ordret models get« mangler ID.", "ordret models get --help"),
        (("models", "get", "a", "b", "c"), "kan ikke bruge »b c«.", "ordret models get --help"),
        (("usage", "--since", "31.2.2026"), "»--since 31.2.2026« er ikke en dato.", "2026-03-01"),
    ],
)
def test_a_mistyped_command_is_told_in_danish(
    ordret: CommandLine, arguments: tuple[str, ...], what: str, remedy: str
) -> None:
    answer = ordret.run(*arguments)

    assert answer.status == 2
    assert answer.out == ""
    assert answer.err.startswith("Fejl: ")
    assert what in answer.err
    assert remedy in answer.err


def test_with_json_a_mistyped_command_is_json_on_stderr(ordret: CommandLine) -> None:
    answer = ordret.run("usage", "--by", "år", "--json")

    assert (answer.status, answer.out) == (2, "")
    error = json.loads(answer.err)["error"]
    assert error["code"] == "request_invalid"
    assert error["message"] == "»--by« kan ikke være »år«."
    assert error["remedy"].startswith("Vælg mellem day, week.")


def test_a_group_without_a_command_shows_its_help(ordret: CommandLine) -> None:
    answer = ordret.run("models")

    assert answer.status == 2
    assert "Brug: ordret models [VALG] KOMMANDO …" in answer.out
    assert "verify" in answer.out


class Size(StrEnum):
    """Something to choose from."""

    SMALL = "lille"
    LARGE = "stor"


def measure(
    name: Annotated[Path, typer.Argument(metavar="FIL", help="Filen.")],
    size: Annotated[Size, typer.Option(help="Størrelsen.")],
    count: Annotated[int, typer.Option(min=1, max=5, help="Antallet.")] = 1,
    factor: Annotated[float, typer.Option(help="Faktoren.")] = 1.0,
) -> None:
    """Take every kind of value there is."""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["a.wav"], "»mål« mangler »--size«."),
        (["--size", "lille"], "»mål« mangler FIL."),
        (["a", "--size", "mellem"], "»--size« kan ikke være »mellem«. Vælg mellem lille, stor."),
        (
            ["a", "--size", "stor", "--count", "to"],
            "»--count« kan ikke være »to«. Skriv et helt tal.",
        ),
        (
            ["a", "--size", "stor", "--count", "0"],
            "»--count« kan ikke være »0«. Skriv et tal, der er mindst 1.",
        ),
        (
            ["a", "--size", "stor", "--count", "6"],
            "»--count« kan ikke være »6«. Skriv et tal, der er højst 5.",
        ),
        (
            ["a", "--size", "stor", "--factor", "1,5"],
            "»--factor« kan ikke være »1,5«. Skriv et tal, med punktum som decimaltegn.",
        ),
    ],
)
def test_every_kind_of_value_is_explained(arguments: list[str], told: str) -> None:
    app = typer.Typer()
    app.command("mål")(measure)
    speak_danish(app)

    with pytest.raises(RequestFault) as raised:
        typer.main.get_command(app).main(arguments, prog_name="mål", standalone_mode=False)

    assert str(raised.value).startswith(told)
    assert "»mål --help« viser, hvad der kan skrives." in raised.value.remedy

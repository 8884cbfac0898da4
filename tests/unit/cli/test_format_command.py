"""`ordret format` and `ordret phrases`, as they are typed."""

import io
import json

import pytest

from command_line import Answer, CommandLine


class Spoken:
    """What is said to `ordret format` on standard input."""

    def __init__(self, ordret: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
        self._ordret = ordret
        self._monkeypatch = monkeypatch

    def __call__(self, said: str | bytes, *arguments: str) -> Answer:
        data = said if isinstance(said, bytes) else said.encode()
        self._monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        return self._ordret.run("format", *arguments)


@pytest.fixture
def spoken(ordret: CommandLine, monkeypatch: pytest.MonkeyPatch) -> Spoken:
    return Spoken(ordret, monkeypatch)


def test_each_line_is_written_as_a_dictation_of_its_own(spoken: Spoken) -> None:
    answer = spoken("hun skylder to tusind kroner punktum\n\nhej komma Mette\n")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out == "Hun skylder 2.000 kr.\n\nHej, Mette\n"


def test_json_keeps_line_breaks_inside_a_line(spoken: Spoken) -> None:
    answer = spoken("kære Mette komma <pause> nyt afsnit <pause> tak\nhej", "--json")
    lines = answer.out.splitlines()
    assert [json.loads(line) for line in lines] == [
        {"text": "Kære Mette,\n\nTak"},
        {"text": "Hej"},
    ]


def test_a_style_is_chosen(spoken: Spoken) -> None:
    arguments = (
        "--style",
        "percent=%",
        "--style",
        "digits_from=3",
        "--style",
        "abbreviations=true",
    )
    answer = spoken("for eksempel fem borgere og ti procent", *arguments)
    assert answer.out == "F.eks. 5 borgere og 10 %\n"


@pytest.mark.parametrize(
    "pair", ["percent", "percent=x", "procent=%", "digits_from=mange", "abbreviations=ja", "=x"]
)
def test_a_wrong_style_is_refused(spoken: Spoken, pair: str) -> None:
    answer = spoken("hej", "--style", pair)
    assert answer.status == 2
    assert answer.out == ""
    assert "Fejl: " in answer.err


def test_text_in_another_encoding_is_refused_with_its_line(spoken: Spoken) -> None:
    answer = spoken("hej\nbørn".encode("cp1252"))
    assert answer.status == 2
    assert "Linje 2" in answer.err
    assert answer.out == "Hej\n"


def test_a_byte_order_mark_and_windows_line_ends_are_no_text(spoken: Spoken) -> None:
    assert spoken("hej\r\nsagen\r\n".encode("utf-8-sig")).out == "Hej\nSagen\n"


def test_a_mistake_in_the_own_files_is_told_and_the_rest_is_used(
    spoken: Spoken, ordret: CommandLine
) -> None:
    folder = ordret.paths.writing_folder
    folder.mkdir(parents=True)
    (folder / "kommandoer.toml").write_text("[x", encoding="utf-8")
    answer = spoken("hej punktum")
    assert (answer.status, answer.out) == (0, "Hej.\n")
    assert "kommandoer.toml, linje 1" in answer.err


def test_what_can_be_said_is_shown_by_category(ordret: CommandLine) -> None:
    shown = ordret.run("phrases").out
    assert "Tegnsætning" in shown
    assert "indsæt klagevejledning" in shown


def test_what_can_be_said_is_searched(ordret: CommandLine) -> None:
    rows = json.loads(ordret.run("phrases", "--search", "NÆSTE FELT", "--json").out)["commands"]
    assert ["næste felt" in row["say"] for row in rows] == [True]
    assert "Ingen kommando" in ordret.run("phrases", "--search", "xyzzy").err

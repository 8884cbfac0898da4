"""`ordret vocabulary`, as it is typed."""

import json
import shlex
from pathlib import Path

import pytest

from command_line import CommandLine


def own_list(ordret: CommandLine) -> Path:
    return ordret.paths.writing_folder / "ordliste.toml"


def a_file(folder: Path, name: str, content: str | bytes) -> str:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(file)


def test_the_packs_are_listed_with_how_many_words_they_have(ordret: CommandLine) -> None:
    answer = ordret.run("vocabulary", "list", "--json")

    lists = json.loads(answer.out)["lists"]
    assert [each["title"] for each in lists][:1] == ["Social og beskæftigelse"]
    assert len(lists) == 4
    assert all(each["terms"] > 300 for each in lists)
    assert "Social og beskæftigelse" in ordret.run("vocabulary", "list").out


def test_an_added_word_is_listed_and_found(ordret: CommandLine) -> None:
    added = ordret.run(
        "vocabulary", "add", "Solgården", "--heard", "sol gården", "--heard", "solgaarden",
        "--weight", "2", "--context", "plejehjem",
    )  # fmt: skip

    assert (added.status, added.err) == (0, "")
    assert "»Solgården« er lagt i din ordliste" in added.out
    found = json.loads(ordret.run("vocabulary", "list", "--search", "solgaa", "--json").out)
    assert found["terms"] == [
        {"word": "Solgården", "heard": ["sol gården", "solgaarden"], "list": "Min ordliste"}
    ]
    assert "sol gården" in ordret.run("vocabulary", "list", "--search", "SOLGÅ").out


def test_what_stands_in_the_list_stays_as_it_was_written(ordret: CommandLine) -> None:
    file = own_list(ordret)
    file.parent.mkdir(parents=True)
    file.write_text("# Mine ord\n[[term]]\nword = 'æble'  # sur\n", encoding="utf-8")

    ordret.run("vocabulary", "add", "pære")

    assert file.read_text(encoding="utf-8") == (
        "# Mine ord\n[[term]]\nword = 'æble'  # sur\n\n[[term]]\nword = \"pære\"\n"
    )


def test_a_word_that_stands_there_is_not_added_again(ordret: CommandLine) -> None:
    ordret.run("vocabulary", "add", "pære")
    before = own_list(ordret).read_bytes()

    answer = ordret.run("vocabulary", "add", "pære")

    assert (answer.status, answer.out) == (0, "")
    assert "står der i forvejen" in answer.err
    assert own_list(ordret).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("",), "ordet er tomt"),
        (("æble", "--weight", "11"), "vægten ved »æble« skal være fra 0,1 til 10"),
        (("æble", "--heard", "æble"), "»æble« ville blive rettet til sig selv"),
        (("Pære",), "»Pære« står også som »pære«"),
        (("frugt", "--heard", "pære"), "»pære« ville blive rettet til »frugt«"),
        (("x\u202ey",), "usynligt tegn"),
    ],
)
def test_a_word_that_cannot_be_used_changes_nothing(
    ordret: CommandLine, arguments: tuple[str, ...], told: str
) -> None:
    ordret.run("vocabulary", "add", "pære")
    before = own_list(ordret).read_bytes()

    answer = ordret.run("vocabulary", "add", *arguments)

    assert answer.status == 2
    assert told in answer.err
    assert own_list(ordret).read_bytes() == before


def test_a_broken_own_list_is_told_of_and_left_alone(ordret: CommandLine) -> None:
    file = own_list(ordret)
    file.parent.mkdir(parents=True)
    file.write_text("[[term]\n", encoding="utf-8")

    answer = ordret.run("vocabulary", "add", "pære")

    assert answer.status == 2
    assert "ordliste.toml, linje 1" in answer.err
    assert file.read_text(encoding="utf-8") == "[[term]\n"


def test_a_csv_file_is_imported_and_told_what_was_new(ordret: CommandLine, tmp_path: Path) -> None:
    ordret.run("vocabulary", "add", "pære")
    file = a_file(tmp_path, "frugt.csv", "ord;hørt som\npære;\næble;ebbel\n")

    answer = ordret.run("vocabulary", "import", file)

    assert answer.status == 0
    assert answer.out.startswith("1 ord er lagt i din ordliste")
    assert "1 ord stod der i forvejen." in answer.out
    assert "  æble" in answer.out
    assert ordret.run("vocabulary", "import", file).out.startswith("0 ord")


def test_check_tells_of_every_file_and_ends_with_2(ordret: CommandLine, tmp_path: Path) -> None:
    good = a_file(tmp_path, "god.toml", '[[term]]\nword = "æble"\n')
    excel = a_file(tmp_path, "excel.csv", "ord\næble\n".encode("cp1252"))

    answer = ordret.run("vocabulary", "check", good, excel)

    assert answer.status == 2
    assert f"ok   {good}: 1 ord" in answer.out
    assert f"{excel}, linje 2: " in answer.out
    assert ordret.run("vocabulary", "check", good).status == 0


def test_check_ends_with_1_where_a_file_cannot_be_read(ordret: CommandLine, tmp_path: Path) -> None:
    missing = str(tmp_path / "ingen.toml")

    answer = ordret.run("vocabulary", "check", missing, "--json")

    (told,) = json.loads(answer.out)["lists"]
    assert answer.status == 1
    assert (told["ok"], told["fault"]["code"]) == (False, "file_unreadable")


def test_learn_shows_the_command_that_accepts_and_saves_nothing(
    ordret: CommandLine, tmp_path: Path
) -> None:
    before = a_file(tmp_path, "før.txt", "Hun søger content hjælp og bor alene.")
    after = a_file(tmp_path, "efter.txt", "Hun søger kontanthjælp og bor alene.")

    answer = ordret.run("vocabulary", "learn", before, after)

    heading, command = answer.out.splitlines()
    assert heading == "Skriv fremover »kontanthjælp«, når jeg siger »content hjælp«:"
    assert not own_list(ordret).exists()
    assert ordret.run(*shlex.split(command)[1:]).status == 0
    assert "content hjælp" in own_list(ordret).read_text(encoding="utf-8")
    assert ordret.run("vocabulary", "learn", before, after).out == ""


def test_learn_says_where_there_is_nothing_to_learn(ordret: CommandLine, tmp_path: Path) -> None:
    same = a_file(tmp_path, "tekst.txt", "Hun bor alene.")

    answer = ordret.run("vocabulary", "learn", same, same)

    assert (answer.status, answer.out) == (0, "")
    assert "ligner ikke ord, der blev hørt forkert" in answer.err

import subprocess
import sys
import tomllib
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from ordret.danish.commands.actions import Spoken
from ordret.danish.commands.file import CommandFile, read_commands
from ordret.danish.commands.table import CommandTable, merged, spoken_overview
from ordret.danish.edits import Case, Extent, ListMark, Wish
from ordret.errors import FaultCode, RequestFault

DOCS = Path(__file__).parents[4] / "docs"
PAGE = DOCS / "diktatkommandoer.md"
TABLE_TEXT = (files("ordret.danish.commands") / "commands.toml").read_text(encoding="utf-8")


def package() -> CommandFile:
    return read_commands(TABLE_TEXT, "commands.toml")


def say_of(table: CommandTable, command_id: str) -> tuple[str, ...]:
    return next(command.say for command in table.commands if command.id == command_id)


def test_the_packages_table_can_do_everything_there_is() -> None:
    text = TABLE_TEXT

    for choice in (*Case, *Extent, *ListMark, *Wish, *Spoken, "undo", "repeat"):
        assert f'"{choice}"' in text, choice


def test_the_page_is_the_one_that_the_table_gives() -> None:
    made = subprocess.run(
        [sys.executable, DOCS / "diktatkommandoer.py"], capture_output=True, check=True
    ).stdout

    assert PAGE.read_bytes() == made, (
        "Run: .venv/bin/python docs/diktatkommandoer.py > docs/diktatkommandoer.md"
    )


def test_the_example_on_the_page_works() -> None:
    example = PAGE.read_text(encoding="utf-8").split("```toml\n")[2].split("```")[0]

    table = merged([package(), read_commands(example, "kommandoer.toml")])

    assert say_of(table, "tak_komma") == ("kommategn",)
    assert say_of(table, "undo") == ("fortryd", "nej nej")
    assert "asterisk" not in {command.id for command in table.commands}


def test_every_command_for_people_says_what_one_gets() -> None:
    rows = spoken_overview(merged([package()]))

    assert rows
    assert all(row.category and row.say and row.gives for row in rows)


def test_the_overview_is_told_category_by_category_and_leaves_out_what_is_misheard() -> None:
    rows = spoken_overview(merged([package()]))
    categories = [row.category for row in rows]
    changes = sum(one != other for one, other in pairwise(categories))

    assert changes + 1 == len(set(categories))
    assert not any("kommer" in row.say for row in rows)


def test_a_later_file_replaces_the_lines_that_it_gives() -> None:
    own = read_commands('[comma]\nsay = ["hak"]\n', "kommandoer.toml")

    table = merged([package(), own])

    comma = next(command for command in table.commands if command.id == "comma")
    assert comma.say == ("hak",)
    assert "kommaer" in comma.heard
    assert comma.help == ","


def test_the_users_file_wins_over_the_organisations() -> None:
    organisation = read_commands('[undo]\nsay = ["om igen"]\n', "fælles.toml")
    user = read_commands('[undo]\nsay = ["tilbage"]\n', "kommandoer.toml")

    assert say_of(merged([package(), organisation, user]), "undo") == ("tilbage",)


def test_a_phrase_of_a_later_file_is_taken_from_the_command_that_had_it() -> None:
    own = read_commands('[mit]\nsay = ["fortryd"]\naction = "repeat"\n', "kommandoer.toml")

    table = merged([package(), own])

    assert say_of(table, "mit") == ("fortryd",)
    assert say_of(table, "undo") == ()


def test_a_phrase_comes_back_when_the_command_that_took_it_is_switched_off() -> None:
    organisation = read_commands('[mit]\nsay = ["fortryd"]\naction = "repeat"\n', "fælles.toml")
    user = read_commands("[mit]\nenabled = false\n", "kommandoer.toml")

    assert say_of(merged([package(), organisation, user]), "undo") == ("fortryd",)


def test_a_command_can_be_switched_off_and_on_again() -> None:
    organisation = read_commands("[delete_all]\nenabled = false\n", "fælles.toml")
    user = read_commands("[delete_all]\nenabled = true\n", "kommandoer.toml")

    assert "delete_all" not in {each.id for each in merged([package(), organisation]).commands}
    assert say_of(merged([package(), organisation, user]), "delete_all")


ACTION = 'action = "undo"\n'


@pytest.mark.parametrize(
    ("text", "line", "named"),
    [
        ("[a]\nsay = [\n", 2, "TOML"),
        (f'[a]\nsay = ["x"]\n{ACTION}[b]\nsay = ["X"]\n{ACTION}', 5, "både i »a« og i »b«"),
        (f'[a]\nsay = ["x"]\nheard = ["x"]\n{ACTION}', 3, "to gange i »a«"),
        (f'[a]\nsay = ["x"]\n\ncolour = "rød"\n{ACTION}', 4, "»colour«"),
        ('[a]\nsay = ["x"]\naction = "eksplodér"\n', 3, "»action«"),
        ('[a]\nsay = ["x"]\naction = { sign = ",", glue = "lim" }\n', 3, "»action«"),
        ('[a]\nsay = ["x"]\naction = { sign = "," }\n', 3, "»action«"),
        ('[a]\nsay = ["x"]\naction = { delete = ["all"] }\n', 3, "»action«"),
        ('[a]\nsay = ["x"]\naction = { wish = "go_to_field" }\n', 3, "»action«"),
        ('[a]\nsay = ["x"]\naction = {}\n', 3, "»action«"),
        (f'[a]\nsay = ["x", "  "]\n{ACTION}', 2, "tom tekst"),
        (f'[a]\nsay = "x"\n{ACTION}', 2, "»say«"),
        (f"[a]\nsay = [3]\n{ACTION}", 2, "»say«"),
        (f'[a]\nsay = ["x."]\n{ACTION}', 2, "»x.«"),
        (f'[a]\nsay = ["x"]\nwhen = "altid"\n{ACTION}', 3, "»when«"),
        (f'[a]\nsay = ["x"]\nenabled = "ja"\n{ACTION}', 3, "»enabled«"),
        (f'[a]\nsay = ["x"]\nnot_after = ["to ord"]\n{ACTION}', 3, "»to ord«"),
        (f'[a]\nsay = ["x"]\nordinary = ["en … to … x"]\n{ACTION}', 3, "mere end én gang"),
        ('say = ["x"]\n', 1, "»say«"),
        (f'[a]\nsay = ["x\u202e"]\n{ACTION}', 2, "usynligt tegn"),
    ],
)
def test_a_mistake_in_a_file_is_told_with_its_line(text: str, line: int, named: str) -> None:
    with pytest.raises(RequestFault) as caught:
        read_commands(text, "kommandoer.toml")

    assert caught.value.code is FaultCode.COMMANDS_INVALID
    assert caught.value.what.startswith(f"kommandoer.toml, linje {line}: ")
    assert named in caught.value.what
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("text", "line", "named"),
    [
        ("\n[comme]\nenabled = false\n", 2, "»comme« findes ikke"),
        ('[a]\nsay = ["x"]\n', 1, "»a« findes ikke"),
        (f"[a]\n{ACTION}", 1, "kan ikke siges"),
        (f'[a]\nsay = ["x …"]\n{ACTION}', 1, "»x …«"),
        ('[a]\nsay = ["ret"]\naction = "replace"\n', 1, "»ret«"),
        ('[a]\nsay = ["ret … til"]\naction = "replace"\n', 1, "»ret … til«"),
        ('[a]\nsay = ["… sæt ind"]\naction = "autotext"\n', 1, "sæt ind"),
        (f'[a]\nsay = ["x"]\nordinary = ["helt andet"]\n{ACTION}', 1, "»helt andet«"),
        (f'[a]\nsay = ["x"]\nordinary = ["x … y"]\n{ACTION}', 1, "»x … y«"),
        (f'[a]\nsay = ["komma og"]\n{ACTION}', 1, "»komma«"),
    ],
)
def test_what_does_not_fit_the_other_files_is_told_with_its_line(
    text: str, line: int, named: str
) -> None:
    own = read_commands(text, "kommandoer.toml")

    with pytest.raises(RequestFault) as caught:
        merged([package(), own])

    assert caught.value.code is FaultCode.COMMANDS_INVALID
    assert caught.value.what.startswith(f"kommandoer.toml, linje {line}: ")
    assert named in caught.value.what


def test_the_packages_file_is_sorted_into_commands_with_a_name_each() -> None:
    assert len(package().entries) == len(tomllib.loads(TABLE_TEXT))

"""Help pages: Danish from end to end."""

import re
from collections.abc import Iterator

import pytest
import typer
from typer.core import TyperArgument, TyperGroup, TyperOption

from command_line import CommandLine
from ordret.cli import app

ENGLISH = re.compile(
    r"\b(usage:|options|arguments|commands?|show this|exit|default|required|the)\b", re.I
)


def every_path(command: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, TyperGroup):
        for name, each in command.commands.items():
            yield from every_path(each, (*path, name))


PATHS = list(every_path(typer.main.get_command(app)))


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_every_page_is_danish(ordret: CommandLine, path: tuple[str, ...]) -> None:
    answer = ordret.run(*path, "--help")

    assert (answer.status, answer.err) == (0, "")
    assert answer.out.startswith(f"Brug: {' '.join(('ordret', *path))} [VALG]")
    assert "--help" in answer.out
    assert "Vis denne hjælp." in answer.out
    assert not ENGLISH.findall(answer.out)


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_every_option_and_argument_says_what_it_does(path: tuple[str, ...]) -> None:
    command = typer.main.get_command(app)
    for name in path:
        assert isinstance(command, TyperGroup)
        command = command.commands[name]

    assert command.help
    for param in command.params:
        assert isinstance(param, TyperOption | TyperArgument)
        assert param.help, param.name
        if isinstance(param, TyperOption):
            assert all(opt.startswith("--") for opt in param.opts), "no one-letter riddles"


def test_a_page_shows_the_choices_and_the_standard(ordret: CommandLine) -> None:
    answer = ordret.run("usage", "--help")

    assert re.search(r"--by day\|week +Læg tallene sammen .* Uden valg: day\.", answer.out)
    assert re.search(r"--since DATO +Kun", answer.out)


def test_the_version_is_shown(ordret: CommandLine) -> None:
    answer = ordret.run("--version")

    assert answer.status == 0
    assert re.fullmatch(r"ordret \d+\.\d+\.\d+\n", answer.out)

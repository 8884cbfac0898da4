"""docs/kommandoer.md, held against the commands themselves."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.core import TyperArgument, TyperGroup, TyperOption

from ordret.cli import app

DOCS = Path(__file__).parents[3] / "docs"
PAGE = (DOCS / "kommandoer.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (ordret [^\n]+)\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S))
EXAMPLES = re.findall(r"^ordret .+$", PAGE, re.M)


def leaves(command: object, path: str) -> dict[str, typer.core.TyperCommand]:
    if isinstance(command, TyperGroup):
        found: dict[str, typer.core.TyperCommand] = {}
        for name, each in command.commands.items():
            found |= leaves(each, f"{path} {name}")
        return found
    assert isinstance(command, typer.core.TyperCommand)
    return {path: command}


COMMANDS = leaves(typer.main.get_command(app), "ordret")


def test_the_page_is_the_one_that_the_commands_give() -> None:
    made = subprocess.run(
        [sys.executable, DOCS / "kommandoer.py"], capture_output=True, check=True
    ).stdout

    assert PAGE.encode() == made, "Run: .venv/bin/python docs/kommandoer.py > docs/kommandoer.md"


def test_every_command_is_on_the_page_and_no_other() -> None:
    assert set(SECTIONS) == set(COMMANDS)


@pytest.mark.parametrize("path", COMMANDS)
def test_every_option_and_argument_is_on_the_page(path: str) -> None:
    for param in COMMANDS[path].params:
        assert isinstance(param, TyperOption | TyperArgument)
        names = param.opts if isinstance(param, TyperOption) else [param.metavar or param.name]
        for name in names:
            assert re.search(
                rf"^\| `{re.escape(name)}\b[^|]*(\\\|[^|]*)*` \| \w", SECTIONS[path], re.M
            )


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_has_an_example(path: str) -> None:
    assert any(line.startswith(path) for line in EXAMPLES), "Add one in docs/kommandoer.py"


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_example_is_understood(line: str) -> None:
    name, *arguments = shlex.split(line)
    assert name == "ordret"
    command = typer.main.get_command(app)
    while isinstance(command, TyperGroup):
        command = command.commands[arguments.pop(0)]

    context = command.make_context(line, arguments)

    assert not context.args

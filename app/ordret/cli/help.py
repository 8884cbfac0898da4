"""Help pages in Danish. Typer's own are English and can't be told otherwise."""

import inspect
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

import typer
from rich.table import Table
from rich.text import Text
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from ordret.cli.base import results
from ordret.cli.misuse import explain, label, too_many, unknown_command

_WIDEST_CHARACTERS = 100
_EMPTY_HANDED = 2
"""The exit status of a group that was given nothing to do, as Typer's own."""


class DanishCommand(TyperCommand):
    """A command with a Danish help page, which says in Danish what it can't take."""

    allow_extra_args = True

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """See `TyperCommand`. Raises `RequestFault` for what the command does not take."""
        try:
            rest = super().parse_args(ctx, args)
        except typer.TyperException as error:
            raise explain(error, self.params, ctx.command_path) from error
        if rest:
            raise too_many(rest, ctx.command_path)
        return rest

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - nor does Typer's
        """Print the page."""
        _print_page(self, ctx.command_path)


class DanishGroup(TyperGroup):
    """A group of commands, likewise."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """See `TyperGroup`. Without any argument it is help that is wanted."""
        if not args:
            _print_page(self, ctx.command_path)
            ctx.exit(_EMPTY_HANDED)
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            raise explain(error, self.params, ctx.command_path) from error

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """See `TyperGroup`. Raises `RequestFault` for a command that there is not."""
        if args[0] not in self.commands:
            raise unknown_command(args[0], ctx.command_path, self.commands)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - nor does Typer's
        """Print the page."""
        _print_page(self, ctx.command_path)


def speak_danish(app: typer.Typer) -> None:
    """Give everything that is registered in `app` Danish pages."""
    for command in app.registered_commands:
        command.cls = DanishCommand
    for group in app.registered_groups:
        group.cls = DanishGroup
        if group.typer_instance is not None:
            speak_danish(group.typer_instance)


@dataclass(frozen=True, slots=True)
class Page:
    """What there is to say of a command; each row is what to write, and what it does."""

    usage: str
    text: str
    arguments: tuple[tuple[str, str], ...]
    options: tuple[tuple[str, str], ...]
    commands: tuple[tuple[str, str], ...]


def page_of(command: TyperCommand | TyperGroup, path: str) -> Page:
    """The page of a command that is called by `path`."""
    arguments = [param for param in command.params if isinstance(param, TyperArgument)]
    options = [
        param for param in command.params if isinstance(param, TyperOption) and not param.hidden
    ]
    commands = command.commands if isinstance(command, TyperGroup) else {}
    usage = [path, "[VALG]", *map(_in_usage, arguments), *(["KOMMANDO …"] if commands else [])]
    return Page(
        usage=" ".join(usage),
        text=_paragraphs(command.help or ""),
        arguments=tuple((label(argument), _description(argument)) for argument in arguments),
        options=tuple((_spelling(option), _description(option)) for option in options),
        commands=tuple(
            (name, _paragraphs(each.help or "").partition("\n\n")[0])
            for name, each in commands.items()
        ),
    )


def _print_page(command: TyperCommand | TyperGroup, path: str) -> None:
    page = page_of(command, path)
    console = results()
    width = min(console.width, _WIDEST_CHARACTERS)
    console.print(Text(f"Brug: {page.usage}", "bold"), width=width, soft_wrap=False)
    console.print(f"\n{page.text}", width=width, soft_wrap=False)
    sections = {
        "Argumenter": page.arguments,
        "Valg": (*page.options, ("--help", "Vis denne hjælp.")),
        "Kommandoer": page.commands,
    }
    for title, rows in sections.items():
        if rows:
            console.print(Text(f"\n{title}", "bold"))
            console.print(_two_columns(rows), width=width, soft_wrap=False)


def _in_usage(argument: TyperArgument) -> str:
    name = label(argument) + ("…" if argument.nargs != 1 else "")
    return name if argument.required else f"[{name}]"


def _spelling(option: TyperOption) -> str:
    names = ", ".join([*option.opts, *option.secondary_opts])
    return f"{names} {label(option)}".strip()


def _description(param: TyperArgument | TyperOption) -> str:
    description = param.help or ""
    default = param.default
    if isinstance(default, Enum):
        default = default.value
    if param.required and isinstance(param, TyperOption):
        return f"{description} Skal angives."
    shown = param.show_default and not isinstance(default, bool) and default not in (None, "")
    if shown:
        return f"{description} Uden valg: {default}."
    return description


def _paragraphs(text: str) -> str:
    """Without the line breaks that the source has inside a paragraph."""
    paragraphs = inspect.cleandoc(text).split("\n\n")
    return "\n\n".join(paragraph.replace("\n", " ") for paragraph in paragraphs)


def _two_columns(rows: Iterable[tuple[str, str]]) -> Table:
    table = Table.grid(padding=(0, 2), pad_edge=True)
    table.add_column(style="cyan")
    table.add_column()
    for left, right in rows:
        table.add_row(Text(left), Text(right))
    return table

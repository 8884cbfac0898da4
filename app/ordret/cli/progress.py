"""A progress bar for bytes, on a terminal; elsewhere nothing is drawn."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from ordret.cli.numbers import size
from ordret.speech.model_files import Progress as TellProgress

_FINISHING = "Gør færdig"


@contextmanager
def byte_bar(console: Console, doing: str) -> Iterator[TellProgress]:
    """A bar called `doing`, until the end of the block; what it gives takes bytes done and in all.

    When all bytes are there something may still be under way, and the bar says so.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}"))
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bars:
        task = bars.add_task(doing, told="")

        def tell(done_bytes: int, total_bytes: int) -> None:
            bars.update(
                task,
                completed=done_bytes,
                total=total_bytes,
                description=doing if done_bytes < total_bytes else _FINISHING,
                told=f"{size(done_bytes)} af {size(total_bytes)}",
            )

        yield tell

"""Reading recordings for a command: their sound, what is wrong with them, and how far it is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from ordret.audio.file import AudioFile
from ordret.audio.source import AudioChunk, AudioEnd, AudioNotice
from ordret.documents.transcript_docx import clock
from ordret.errors import Fault
from ordret.samples import SAMPLE_RATE_HZ, Samples


class SoundOfFile:
    """The chunks of an open file, counted; `notify` hears of sound that is missing."""

    def __init__(self, file: AudioFile, notify: Callable[[Fault], None]) -> None:
        self._file = file
        self._notify = notify
        self.seconds = 0.0

    def __iter__(self) -> Iterator[Samples]:
        while not isinstance(message := self._file.read(timeout_seconds=1.0), AudioEnd):
            match message:
                case AudioChunk(samples):
                    self.seconds += samples.size / SAMPLE_RATE_HZ
                    yield samples
                case AudioNotice(fault):
                    self._notify(fault)
                case None:
                    pass


def tell_notice(console: Console, fault: Fault) -> None:
    """Say what should be known and stops nothing."""
    console.print(f"Bemærk: {fault}", style="yellow")


def tell_fault(console: Console, fault: Fault) -> None:
    """Say what went wrong with one of several files."""
    console.print(f"Fejl: {fault}", style="red")


@contextmanager
def recording_bar(
    console: Console, name: str, duration_seconds: float | None
) -> Iterator[Callable[[float], None]]:
    """A bar on a terminal, nothing elsewhere; what it gives takes the seconds that are done.

    Where it is not known how long the recording is, the bar only shows that something happens.
    """
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[told]}"),
        TimeRemainingColumn(),
    )
    whole = "" if duration_seconds is None else f" af {clock(duration_seconds)}"
    with Progress(
        *columns,
        console=console,
        transient=True,
        disable=not console.is_terminal,
        redirect_stdout=False,
    ) as bars:
        task = bars.add_task(name, total=duration_seconds, told="")

        def tell(done_seconds: float) -> None:
            bars.update(task, completed=done_seconds, told=f"{clock(done_seconds)}{whole}")

        yield tell

"""The two who listen to a dictation here: a program that reads JSON, and a person."""

import io
import sys

from rich.console import Console
from rich.live import Live
from rich.text import Text

from ordret.events import (
    ErrorRaised,
    Event,
    Final,
    Notice,
    Partial,
    Revised,
    Stage,
    StageChanged,
    to_json,
)

_STAGES = {
    Stage.ARMING: "Gør klar …",
    Stage.LISTENING: "Lytter. Tal nu.",
    Stage.FINISHING: "Gør færdig …",
    Stage.IDLE: "",
}


class JsonLines:
    """Writes each event as one line of JSON in UTF-8 to stdout, at once."""

    def __init__(self) -> None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")

    def __call__(self, event: Event) -> None:
        """Write one event."""
        sys.stdout.write(to_json(event) + "\n")
        sys.stdout.flush()


class TerminalView:
    """Shows the text growing on a terminal; elsewhere a line as each utterance is decided.

    Decided words are plain and tentative ones dim. A second pass shows the utterance anew.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._live = Live(console=console, transient=True, auto_refresh=False)
        self._texts: dict[float, str] = {}
        self._printed = 0

    def __enter__(self) -> "TerminalView":
        if self._console.is_terminal:
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()

    def __call__(self, event: Event) -> None:
        """Show one event."""
        match event:
            case StageChanged(stage):
                self._show(Text(_STAGES[stage], style="dim"))
            case Partial(_, committed, tentative):
                decided = [*self._texts.values(), committed]
                shown = Text("".join(f"{text} " for text in decided if text))
                shown.append(tentative, style="dim")
                self._show(shown)
            case Final(_, start, _, text, _) | Revised(_, start, _, text):
                self._texts[start] = text
                if not self._console.is_terminal and isinstance(event, Final):
                    self._console.print(text, style=None)
                self._show(Text(" ".join(self._texts.values())))
            case Notice(_, message):
                self._console.print(f"Bemærk: {message}", style="yellow")
            case ErrorRaised(_, message):
                self._console.print(f"Fejl: {message}", style="red")
            case _:
                pass

    def _show(self, text: Text) -> None:
        if self._live.is_started:
            self._live.update(text, refresh=True)

"""The two who listen to a dictation here: a program that reads JSON, and a person."""

import io
import sys

from rich.console import Console, RenderableType
from rich.live import Live
from rich.text import Text

from ordret.cli.word_lists import add_command
from ordret.danish.edits import Wish
from ordret.danish.learning import Suggestion
from ordret.events import (
    CommandDone,
    Ended,
    ErrorRaised,
    Event,
    Final,
    Notice,
    Partial,
    Stage,
    StageChanged,
    Suggested,
    Written,
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

    Decided words are plain and tentative ones dim. What a second pass or a spoken command changes
    is shown anew.
    """

    def __init__(self, console: Console, commands: RenderableType) -> None:
        """`commands` is what is shown to who says »hvad kan jeg sige«."""
        self._console = console
        self._commands = commands
        self._live = Live(console=console, transient=True, auto_refresh=False)
        self._fields: dict[str, str] = {}
        self._suggested: list[Suggested] = []

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
                self._show(self._written(committed, tentative))
            case Final(_, _, _, text, _) if not self._console.is_terminal:
                self._console.print(text, style=None)
            case Written(_, field_id, kept, text):
                self._fields[field_id] = self._fields.get(field_id, "")[:kept] + text
                self._show(self._written("", ""))
            case CommandDone(action=Wish.HELP):
                self._console.print(self._commands)
            case CommandDone(did=False):
                self._console.print("Kommandoen havde ikke noget at virke på.", style="dim")
            case Suggested():
                self._suggested.append(event)
            case Ended():
                self._offer()
            case Notice(_, message):
                self._console.print(f"Bemærk: {message}", style="yellow")
            case ErrorRaised(_, message):
                self._console.print(f"Fejl: {message}", style="red")
            case _:
                pass

    def _offer(self) -> None:
        """Say what the speaker's corrections could teach, and how to keep it."""
        for found in self._suggested:
            self._console.print(
                f"Skriv fremover »{found.write}«, når du siger »{found.heard}«? Så kør:\n"
                f"  {add_command(Suggestion(found.heard, found.write))}"
            )

    def _written(self, committed: str, tentative: str) -> Text:
        parts = [text.strip("\n") for text in self._fields.values() if text]
        shown = Text("\n\n".join(parts))
        shown.append(f" {committed}" if committed else "")
        shown.append(f" {tentative}" if tentative else "", style="dim")
        return shown

    def _show(self, text: Text) -> None:
        if self._live.is_started:
            self._live.update(text, refresh=True)

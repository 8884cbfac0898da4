"""What a command answers when it is carried out in this process."""

from dataclasses import dataclass

import pytest

from ordret.cli.boundary import run
from ordret.paths import Paths


@dataclass(frozen=True)
class Answer:
    """The exit status, and what was written."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class CommandLine:
    """The command line of one user, whose files are at `paths`."""

    paths: Paths
    captured: pytest.CaptureFixture[str]

    def run(self, *arguments: str) -> Answer:
        """Carry out `ordret` with `arguments`."""
        status = run(arguments)
        written = self.captured.readouterr()
        return Answer(status, written.out, written.err)

    def write_settings(self, text: str) -> None:
        """The user's own settings file."""
        self.paths.config_folder.mkdir(parents=True, exist_ok=True)
        self.paths.user_settings_file.write_text(text, encoding="utf-8")

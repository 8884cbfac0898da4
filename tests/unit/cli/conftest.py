"""A user who has nothing yet."""

from pathlib import Path

import pytest

from command_line import CommandLine
from ordret.paths import find_paths


@pytest.fixture
def ordret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    """The command line of that user; NO_COLOR and COLUMNS are not set."""
    environment = {
        "ORDRET_HOME": str(tmp_path / "hjem"),
        "ORDRET_MACHINE": str(tmp_path / "maskine"),
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return CommandLine(find_paths(environment), capsys)

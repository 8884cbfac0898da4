"""Text into a file, or to nowhere but the listener."""

from pathlib import Path
from typing import BinaryIO

from ordret.files import save_atomically
from ordret.output.sink import Outcome


class PlainText:
    """Collects the text; with a `path`, the whole of it is written when the dictation is over."""

    kind = "text"
    revisable = True
    keeps_at_once = False

    def __init__(self, path: Path | None = None, *, overwrite: bool = False) -> None:
        self._path = path
        self._overwrite = overwrite
        self._text = ""

    def insert(self, text: str) -> Outcome:
        """Append `text`."""
        self._text += text
        return Outcome.INSERTED

    def replace_all(self, text: str) -> Outcome:
        """Start over with `text`."""
        self._text = text
        return Outcome.INSERTED

    def finish(self) -> Outcome:
        """Write the file. Raises `Fault` FILE_UNWRITABLE or DISK_FULL."""
        if self._path is not None:
            save_atomically(self._write, self._path, overwrite=self._overwrite)
        return Outcome.INSERTED

    def _write(self, file: BinaryIO) -> None:
        file.write(f"{self._text}\n".encode())

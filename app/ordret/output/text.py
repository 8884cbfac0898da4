"""Text into a file, or to nowhere but the listener."""

from pathlib import Path
from typing import BinaryIO

from ordret.files import save_atomically
from ordret.output.sink import Outcome, SinkField


class PlainText:
    """Collects the text; with a `path`, the whole of it is written when the dictation is over."""

    kind = "text"
    fields = (SinkField(),)
    first_field_id = ""
    revisable = True
    keeps_at_once = False

    def __init__(self, path: Path | None = None, *, overwrite: bool = False) -> None:
        self._path = path
        self._overwrite = overwrite
        self._text = ""

    def change(self, field_id: str, kept_characters: int, text: str) -> Outcome:  # noqa: ARG002
        """Keep the beginning and go on with `text`; there is one field."""
        self._text = self._text[:kept_characters] + text
        return Outcome.INSERTED

    def finish(self) -> Outcome:
        """Write the file. Raises `Fault` FILE_UNWRITABLE or DISK_FULL."""
        if self._path is not None:
            save_atomically(self._write, self._path, overwrite=self._overwrite)
            self._overwrite = True
        return Outcome.INSERTED

    def _write(self, file: BinaryIO) -> None:
        file.write(f"{self._text}\n".encode())

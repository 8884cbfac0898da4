"""A broken-off dictation as a source of audio, so that it can be dictated again."""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from ordret.audio.source import AudioChunk, AudioEnd, AudioMessage
from ordret.dictation.spool import read_spooled
from ordret.samples import Samples
from ordret.vault import Vault


class SpooledAudio:
    """An `AudioSource` over what a spool still holds."""

    def __init__(self, folder: Path, vault: Vault) -> None:
        self._folder = folder
        self._vault = vault
        self._pieces: Iterator[Samples] = iter(())

    def __enter__(self) -> Self:
        self._pieces = read_spooled(self._folder, self._vault)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def read(self, timeout_seconds: float) -> AudioMessage | None:  # noqa: ARG002 - never waits
        """The next piece. Raises `Fault` SPOOL_DAMAGED."""
        piece = next(self._pieces, None)
        return AudioEnd() if piece is None else AudioChunk(piece)

    def stop(self) -> None:
        """Nothing more is read."""
        self._pieces = iter(())

"""The seam that every source of audio fills."""

from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from ordret.errors import Fault
from ordret.samples import Samples


@dataclass(frozen=True, slots=True)
class AudioChunk:
    """Audio of any length."""

    samples: Samples


@dataclass(frozen=True, slots=True)
class AudioNotice:
    """The source goes on, but something happened that the user must hear of."""

    fault: Fault


@dataclass(frozen=True, slots=True)
class AudioEnd:
    """There is no more audio. Every later `read` gives this again."""


AudioMessage = AudioChunk | AudioNotice | AudioEnd


class AudioSource(Protocol):
    """Audio that is pulled by one thread. `with source:` opens and closes the device or file.

    Opening raises `Fault` where there is nothing to open. After a chunk was read, no sound before
    it is missing, except what an `AudioNotice` read earlier told of: AUDIO_OVERRUN (it could not
    be taken in), MICROPHONE_LOST (between two microphones), AUDIO_FILE_UNREADABLE (damage).
    """

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def read(self, timeout_seconds: float) -> AudioMessage | None:
        """The next message, or None where none came within `timeout_seconds`.

        Raises `Fault` where the source broke and can't go on; what was read before stands.
        """
        ...

    def stop(self) -> None:
        """No new audio is taken in; what is already in is still read, then comes `AudioEnd`."""
        ...

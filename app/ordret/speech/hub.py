"""Fetches files from the model hub (huggingface_hub).

The library follows the system's proxy and certificate store, tries a broken download again some
times, and reads `HF_ENDPOINT` where an organisation has a mirror of its own.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from httpx2 import HTTPError
from huggingface_hub import HfApi, hf_hub_download
from huggingface_hub.errors import (
    HfHubHTTPError,
    LocalEntryNotFoundError,
    OfflineModeIsEnabled,
    RemoteEntryNotFoundError,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)
from tqdm import tqdm

from ordret.errors import Fault, FaultCode

_TIMEOUT_SECONDS = 8
"""How long the hub may take to answer before it counts as out of reach."""

_GONE = (RepositoryNotFoundError, RevisionNotFoundError, RemoteEntryNotFoundError)


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file in a hub repository."""

    name: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class HubRepository:
    """A repository at one revision; None is the newest. `endpoint` None is the usual hub."""

    name: str
    revision: str | None
    endpoint: str | None = None

    def list_files(self) -> tuple[HubFile, ...]:
        """The files at the top of the repository. Raises `HubUnreachableError` and `Fault`."""
        try:
            info = HfApi(endpoint=self.endpoint).model_info(
                self.name, revision=self.revision, timeout=_TIMEOUT_SECONDS, files_metadata=True
            )
        except _GONE as error:
            raise self._gone() from error
        except (HTTPError, HfHubHTTPError, OfflineModeIsEnabled) as error:
            raise HubUnreachableError from error
        return tuple(
            HubFile(file.rfilename, file.size or 0)
            for file in info.siblings or ()
            if "/" not in file.rfilename
        )

    def fetch(self, file: HubFile, folder: Path, received: Callable[[int], None]) -> None:
        """Fetch `file` into `folder`, unless it is there from an earlier attempt.

        `received` is called with how many bytes came. Raises `HubUnreachableError`, `Fault` where
        the file is gone, and `OSError` where the disk refuses.
        """
        # The library tells of every new attempt in English, on the terminal.
        logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
        try:
            hf_hub_download(
                self.name,
                file.name,
                revision=self.revision,
                local_dir=folder,
                etag_timeout=_TIMEOUT_SECONDS,
                endpoint=self.endpoint,
                tqdm_class=_reporting(received),
            )
        except _GONE as error:
            raise self._gone() from error
        except (HTTPError, HfHubHTTPError, LocalEntryNotFoundError) as error:
            raise HubUnreachableError from error

    def _gone(self) -> Fault:
        return Fault(
            FaultCode.MODEL_MISSING,
            f"»{self.name}« findes ikke længere på modelhubben.",
            "Vælg en anden model; »ordret models list« viser dem, der er.",
        )


class HubUnreachableError(Exception):
    """The hub did not answer, or answered that something is wrong with it."""


def _reporting(received: Callable[[int], None]) -> type[tqdm]:
    """A progress bar that is not shown: the library tells its progress to such a class only."""

    class Reporting(tqdm):  # type: ignore[misc]  # tqdm has no types
        def __init__(self, *arguments: object, initial: int = 0, **options: object) -> None:
            super().__init__(*arguments, initial=initial, **{**options, "disable": True})
            received(initial)

        def update(self, n: float | None = 1) -> None:
            received(int(n or 0))

    return Reporting

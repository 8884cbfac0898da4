"""Where Ordret keeps its files, on Linux and on Windows."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs

USER_FOLDER_VARIABLE = "ORDRET_HOME"
"""Puts everything that belongs to the user under one folder."""

MACHINE_FOLDER_VARIABLE = "ORDRET_MACHINE"
"""Puts the machine's settings and policy in another folder than the system's."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Every folder and file that Ordret uses. Nothing here is created by asking for it.

    `documents_folder` is where finished letters go when no setting says otherwise.
    """

    config_folder: Path
    data_folder: Path
    cache_folder: Path
    log_folder: Path
    documents_folder: Path
    machine_config_file: Path
    policy_file: Path

    @property
    def user_settings_file(self) -> Path:
        """The user's own settings."""
        return self.config_folder / "settings.toml"

    @property
    def writing_folder(self) -> Path:
        """The user's own commands, autotexts and word lists."""
        return self.config_folder / "skrivning"

    @property
    def drafts_file(self) -> Path:
        """The encrypted drafts of notes and letters (SQLite)."""
        return self.data_folder / "drafts.sqlite3"

    @property
    def usage_file(self) -> Path:
        """The usage records, figures only (SQLite)."""
        return self.data_folder / "usage.sqlite3"

    @property
    def pseudonym_secret_file(self) -> Path:
        """The secret that makes the user's pseudonym in the usage records."""
        return self.data_folder / "pseudonym.key"

    @property
    def vault_folder(self) -> Path:
        """Where it is told which key drafts and spool are sealed with."""
        return self.data_folder

    @property
    def spool_folder(self) -> Path:
        """Encrypted speech that has not become delivered text."""
        return self.data_folder / "spool"

    @property
    def models_folder(self) -> Path:
        """The speech models of this user."""
        return self.data_folder / "models"

    @property
    def log_file(self) -> Path:
        """The program's log, without dictated text."""
        return self.log_folder / "ordret.log"


def find_paths(environment: Mapping[str, str]) -> Paths:
    """The paths that hold in `environment`.

    `ORDRET_HOME` and `ORDRET_MACHINE` are read from `environment`; everything else follows the
    operating system's custom as platformdirs knows it (the XDG variables, the Windows folders).
    """
    machine_folder = _machine_folder(environment.get(MACHINE_FOLDER_VARIABLE, ""))
    machine_config_file = machine_folder / "settings.toml"
    policy_file = machine_folder / "policy.toml"
    if home := environment.get(USER_FOLDER_VARIABLE, ""):
        folder = _absolute(home)
        return Paths(
            config_folder=folder / "config",
            data_folder=folder / "data",
            cache_folder=folder / "cache",
            log_folder=folder / "log",
            documents_folder=folder / "documents",
            machine_config_file=machine_config_file,
            policy_file=policy_file,
        )
    folders = _platform_folders()
    return Paths(
        config_folder=folders.user_config_path,
        data_folder=folders.user_data_path,
        cache_folder=folders.user_cache_path,
        log_folder=folders.user_log_path,
        documents_folder=folders.user_documents_path / "Ordret",
        machine_config_file=machine_config_file,
        policy_file=policy_file,
    )


def find_catalogue() -> Path:
    """The catalogue of speech models: beside the package in a wheel, in models/ of a checkout."""
    package = Path(__file__).parent
    installed = package / "models" / "catalogue.toml"
    return installed if installed.exists() else package.parents[1] / "models" / "catalogue.toml"


def _machine_folder(chosen: str) -> Path:
    if chosen:
        return _absolute(chosen)
    if sys.platform == "win32":
        return _platform_folders().site_config_path
    return Path("/etc/ordret")


def _platform_folders() -> PlatformDirs:
    name = "Ordret" if sys.platform == "win32" else "ordret"
    return PlatformDirs(name, appauthor=False)


def _absolute(folder: str) -> Path:
    return Path(folder).expanduser().absolute()

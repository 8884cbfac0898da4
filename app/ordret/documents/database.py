"""The SQLite file of drafts: opened, brought up to date, its refusals told in Danish."""

import errno
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ordret.errors import Fault, FaultCode

Migration = tuple[str, ...]
"""The statements that lead from one schema version to the next."""


class Database:
    """One connection, used from the thread that opened it.

    `secure_delete` overwrites what is deleted. Every operation raises Fault STORE_UNUSABLE or
    DISK_FULL where the surroundings refuse; a wrong statement stays the bug it is.
    """

    def __init__(
        self, path: Path, migrations: Sequence[Migration], busy_timeout_seconds: float
    ) -> None:
        """Open or create, and migrate; `PRAGMA user_version` counts the migrations applied."""
        self._path = path
        with _translated(path):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not path.exists():
                path.touch(mode=0o600)  # SQLite gives its -wal and -shm files the same mode.
            self._connection = sqlite3.connect(
                path, timeout=busy_timeout_seconds, isolation_level=None
            )
        try:
            self.run("PRAGMA journal_mode = WAL")
            self.run("PRAGMA secure_delete = ON")
            self._migrate(migrations)
        except BaseException:
            self.close()
            raise

    def rows(self, query: str, *arguments: object) -> list[Any]:
        """Every row that `query` gives."""
        with _translated(self._path):
            return self._connection.execute(query, arguments).fetchall()

    def run(self, statement: str, *arguments: object) -> int:
        """Carry out `statement`; how many rows it changed."""
        with _translated(self._path):
            return self._connection.execute(statement, arguments).rowcount

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is run inside happens, or nothing of it."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            # SQLite itself rolls back on some faults, such as a full disk.
            if self._connection.in_transaction:
                self.run("ROLLBACK")
            raise

    def empty_journal(self) -> None:
        """Rid the -wal file of what was deleted. It stays until later where another one reads."""
        self.run("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _migrate(self, migrations: Sequence[Migration]) -> None:
        if self._version() > len(migrations):
            raise Fault(
                FaultCode.STORE_UNUSABLE,
                f"Kladderne i »{self._path}« er gemt af en nyere udgave af Ordret.",
                "Opdatér Ordret, og prøv igen. Kladderne er ikke ændret.",
            )
        for version in range(self._version(), len(migrations)):
            with self.transaction():
                if self._version() != version:
                    continue  # Another process came first.
                for statement in migrations[version]:
                    self.run(statement)
                self.run(f"PRAGMA user_version = {version + 1}")

    def _version(self) -> int:
        return int(self.rows("PRAGMA user_version")[0][0])


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Tell SQLite's and the disk's refusals as faults."""
    try:
        yield
    except sqlite3.Error as error:
        # An extended code, such as SQLITE_IOERR_WRITE, holds its family in the lowest byte. Misuse
        # of the module itself has no code.
        fault = _fault(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF, path)
        if fault is None:
            raise
        raise fault from error
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise (_disk_full() if full else _forbidden(path)) from error


def _fault(code: int, path: Path) -> Fault | None:
    match code:
        case sqlite3.SQLITE_FULL:
            return _disk_full()
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return _forbidden(path)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return Fault(
                FaultCode.STORE_UNUSABLE,
                f"Kladderne i »{path}« er optaget af et andet program.",
                "Luk andre vinduer med Ordret, vent et øjeblik, og prøv igen.",
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return Fault(
                FaultCode.STORE_UNUSABLE,
                f"Filen med kladder »{path}« er beskadiget.",
                "Læg den tilbage fra en sikkerhedskopi. Findes der ingen, så flyt filen væk: "
                "Ordret begynder da forfra uden de gamle kladder.",
            )
        case sqlite3.SQLITE_IOERR:
            return Fault(
                FaultCode.STORE_UNUSABLE,
                f"Disken svarede ikke, da Ordret brugte filen med kladder »{path}«.",
                "Se efter, om disken er fuld eller drevet er koblet fra, og prøv igen.",
            )
        case _:
            return None


def _disk_full() -> Fault:
    return Fault(
        FaultCode.DISK_FULL,
        "Disken er fuld, så ændringen er ikke gemt. De kladder, der var gemt før, er der stadig.",
        "Frigør plads, og prøv igen.",
    )


def _forbidden(path: Path) -> Fault:
    return Fault(
        FaultCode.STORE_UNUSABLE,
        f"Ordret må ikke læse og skrive filen med kladder »{path}«.",
        "Bed it-afdelingen om at give dig ret til at skrive i mappen, og prøv igen.",
    )

"""The local log of dictations: what is appended stays as it was written until its time is up."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError

from ordret.usage.faults import UsageFault, damaged_fault, file_fault, newer_fault, store_fault
from ordret.usage.record import Correction, Deletion, UsageRecord
from ordret.usage.schema import VERSION, migrate, version_of


@dataclass(frozen=True, slots=True)
class UsageLog:
    """All that is kept at one moment: records by start, corrections and deletions as they came."""

    records: tuple[UsageRecord, ...]
    corrections: tuple[Correction, ...]
    deletions: tuple[Deletion, ...]


class UsageStore(Protocol):
    """Where records are kept. Used by one thread at a time; raises `UsageFault`.

    To add a row that is there already changes nothing, so whoever is in doubt adds it again.
    """

    def append(self, record: UsageRecord) -> None:
        """Keep `record`."""
        ...

    def append_correction(self, correction: Correction) -> bool:
        """Keep `correction`; False where its record is not here: never counted, or deleted."""
        ...

    def read(self) -> UsageLog:
        """Everything that is kept."""
        ...

    def delete_expired(self, now: datetime, retention_days: int) -> int:
        """Delete the records that ended more than `retention_days` before `now`; how many.

        Their corrections go with them. That it happened is logged, the figures are gone.
        """
        ...

    def close(self) -> None:
        """Let go of the file. The store is not used after it."""
        ...


def time_is_up(now: datetime, retention_days: int) -> datetime:
    """The moment before which a record must have ended to be deleted."""
    return (now.astimezone(UTC) - timedelta(days=retention_days)).replace(microsecond=0)


class SqliteUsageStore:
    """A store in a file that belongs to the user alone. `schema` says what stands in it.

    `busy_timeout_seconds` is how long to wait while another program writes.
    """

    def __init__(self, file: Path, busy_timeout_seconds: float) -> None:
        self._file = file
        self._connection = _open(file, busy_timeout_seconds)

    def append(self, record: UsageRecord) -> None:
        """See `UsageStore`."""
        with _translating(self._file):
            self._connection.execute(
                "INSERT INTO dictation VALUES (?, ?, ?, ?)",
                (
                    str(record.record_id),
                    record.started_at.isoformat(),
                    record.ended_at.isoformat(),
                    record.model_dump_json(),
                ),
            )

    def append_correction(self, correction: Correction) -> bool:
        """See `UsageStore`."""
        row = (
            str(correction.correction_id),
            str(correction.record_id),
            correction.model_dump_json(),
        )
        with _translating(self._file):
            try:
                self._connection.execute("INSERT INTO correction VALUES (?, ?, ?)", row)
            except sqlite3.IntegrityError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
                    raise
                return False
        return True

    def read(self) -> UsageLog:
        """See `UsageStore`. A row that does not hold a record is a damaged file."""
        with _translating(self._file), self._connection:
            self._connection.execute("BEGIN")
            records = self._figures("SELECT figures FROM dictation ORDER BY started_at, rowid")
            corrections = self._figures("SELECT figures FROM correction ORDER BY rowid")
            deletions = self._figures("SELECT figures FROM deletion ORDER BY rowid")
        try:
            return UsageLog(
                records=tuple(UsageRecord.model_validate_json(row) for row in records),
                corrections=tuple(Correction.model_validate_json(row) for row in corrections),
                deletions=tuple(Deletion.model_validate_json(row) for row in deletions),
            )
        except ValidationError as error:
            raise damaged_fault(self._file) from error

    def delete_expired(self, now: datetime, retention_days: int) -> int:
        """See `UsageStore`. The only way out of the file: the triggers refuse any other."""
        limit = time_is_up(now, retention_days)
        with _translating(self._file), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            (expired,) = self._connection.execute(
                "SELECT count(*) FROM dictation WHERE ended_at < ?", (limit.isoformat(),)
            ).fetchone()
            if expired:
                deletion = Deletion(deleted_at=now, ended_before=limit, records=expired)
                self._connection.execute(
                    "INSERT INTO deletion VALUES (?, ?)",
                    (limit.isoformat(), deletion.model_dump_json()),
                )
                self._connection.execute(
                    "DELETE FROM dictation WHERE ended_at < ?", (limit.isoformat(),)
                )
        return int(expired)

    def close(self) -> None:
        """See `UsageStore`."""
        with _translating(self._file):
            self._connection.close()

    def _figures(self, query: str) -> list[str]:
        return [figures for (figures,) in self._connection.execute(query)]


def _open(file: Path, busy_timeout_seconds: float) -> sqlite3.Connection:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # SQLite would let everybody read the file; its -wal and -shm get the same mode.
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise file_fault(error, file) from error
    with _translating(file):
        connection = sqlite3.connect(
            file,
            timeout=busy_timeout_seconds,
            isolation_level=None,
            # It is opened by the thread that starts the program and written by the dictation's.
            check_same_thread=False,
        )
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            # On by default in Debian's SQLite, not in the one that comes with Python on Windows.
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA journal_mode = WAL")
            if version_of(connection) > VERSION:
                raise newer_fault(file)
            migrate(connection)
        except (sqlite3.Error, UsageFault):
            connection.close()
            raise
    return connection


@contextmanager
def _translating(file: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise store_fault(error, file) from error

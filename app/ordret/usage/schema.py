"""The tables of the usage file. A migration that has been released is never changed.

A row's figures are JSON with the field names of `record`, so that anybody who opens the file can
read what stands there. The triggers make the file append-only: the one way to delete a record is
to log first, in `deletion`, that the time of everything that ended before a moment is up.
"""

import sqlite3

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE dictation (
            record_id TEXT PRIMARY KEY,
            started_at TEXT NOT NULL,
            ended_at TEXT NOT NULL,
            figures TEXT NOT NULL CHECK (json_valid(figures))
        ) STRICT
        """,
        "CREATE INDEX dictation_by_start ON dictation (started_at)",
        """
        CREATE TABLE correction (
            correction_id TEXT PRIMARY KEY,
            record_id TEXT NOT NULL REFERENCES dictation ON DELETE CASCADE,
            figures TEXT NOT NULL CHECK (json_valid(figures))
        ) STRICT
        """,
        "CREATE INDEX correction_by_record ON correction (record_id)",
        """
        CREATE TABLE deletion (
            ended_before TEXT NOT NULL,
            figures TEXT NOT NULL CHECK (json_valid(figures))
        ) STRICT
        """,
        """
        CREATE TRIGGER dictation_is_added_once BEFORE INSERT ON dictation
        WHEN EXISTS (SELECT 1 FROM dictation WHERE record_id = NEW.record_id)
        BEGIN SELECT RAISE(IGNORE); END
        """,
        """
        CREATE TRIGGER dictation_is_never_changed BEFORE UPDATE ON dictation
        BEGIN SELECT RAISE(ABORT, 'append only'); END
        """,
        """
        CREATE TRIGGER dictation_is_deleted_when_its_time_is_up BEFORE DELETE ON dictation
        WHEN NOT EXISTS (SELECT 1 FROM deletion WHERE OLD.ended_at < deletion.ended_before)
        BEGIN SELECT RAISE(ABORT, 'append only'); END
        """,
        """
        CREATE TRIGGER correction_is_added_once BEFORE INSERT ON correction
        WHEN EXISTS (SELECT 1 FROM correction WHERE correction_id = NEW.correction_id)
        BEGIN SELECT RAISE(IGNORE); END
        """,
        """
        CREATE TRIGGER correction_is_never_changed BEFORE UPDATE ON correction
        BEGIN SELECT RAISE(ABORT, 'append only'); END
        """,
        """
        CREATE TRIGGER correction_is_deleted_with_its_dictation BEFORE DELETE ON correction
        WHEN EXISTS (SELECT 1 FROM dictation WHERE dictation.record_id = OLD.record_id)
        BEGIN SELECT RAISE(ABORT, 'append only'); END
        """,
        """
        CREATE TRIGGER deletion_is_never_changed BEFORE UPDATE ON deletion
        BEGIN SELECT RAISE(ABORT, 'append only'); END
        """,
        """
        CREATE TRIGGER deletion_is_never_deleted BEFORE DELETE ON deletion
        BEGIN SELECT RAISE(ABORT, 'append only'); END
        """,
    ),
)
"""Statements that bring the file from version `index` to `index + 1`."""

VERSION = len(MIGRATIONS)


def version_of(connection: sqlite3.Connection) -> int:
    """How many migrations the file has had; a new file none."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def migrate(connection: sqlite3.Connection, to_version: int = VERSION) -> None:
    """Bring the file up to `to_version`, each migration in a transaction of its own.

    `connection` is in autocommit mode. Raises sqlite3's errors, and the file is then as it was
    before the migration that failed.
    """
    while version_of(connection) < to_version:
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            # Another process may have migrated while this one waited for the file.
            version = version_of(connection)
            if version < to_version:
                for statement in MIGRATIONS[version]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")

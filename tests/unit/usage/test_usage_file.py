"""The SQLite file itself: append only, private, migrated, and honest about what is wrong."""

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ordret.errors import FaultCode
from ordret.usage import schema
from ordret.usage.faults import UsageFault
from ordret.usage.store import SqliteUsageStore, UsageStore
from usage_records import a_correction, a_record

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "usage.sqlite3"


@contextmanager
def opened(file: Path) -> Iterator[UsageStore]:
    with closing(SqliteUsageStore(file, busy_timeout_seconds=0)) as store:
        yield store


def connect(file: Path) -> "closing[sqlite3.Connection]":
    return closing(sqlite3.connect(file, isolation_level=None, timeout=0))


def fault_of(action: Callable[[], object]) -> UsageFault:
    with pytest.raises(UsageFault) as raised:
        action()
    assert "Forbruget kan ikke tælles" in raised.value.what
    assert "Din tekst er ikke berørt" in raised.value.remedy
    return raised.value


def test_records_are_there_when_the_file_is_opened_again(file: Path) -> None:
    record = a_record()
    correction = a_correction(record)
    with opened(file) as store:
        store.append(record)
        store.append_correction(correction)

    with opened(file) as store:
        assert store.read().records == (record,)
        assert store.read().corrections == (correction,)


def test_two_programs_write_to_one_file(file: Path) -> None:
    with opened(file) as one, opened(file) as other:
        one.append(a_record())
        other.append(a_record())

        assert len(one.read().records) == len(other.read().records) == 2


def test_only_the_user_may_read_the_file(file: Path) -> None:
    with opened(file) as store:
        store.append(a_record())

        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir()}

    assert modes == dict.fromkeys(
        ("usage.sqlite3", "usage.sqlite3-wal", "usage.sqlite3-shm"), 0o600
    )
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE dictation SET figures = '{}'",
        "DELETE FROM dictation",
        "UPDATE correction SET figures = '{}'",
        "DELETE FROM correction",
        "UPDATE deletion SET ended_before = '2099'",
        "DELETE FROM deletion",
    ],
)
def test_the_file_refuses_to_change_or_delete(file: Path, statement: str) -> None:
    old = a_record(ended_at=datetime(2024, 1, 1, tzinfo=UTC))
    record = a_record()
    with opened(file) as store:
        store.append(old)
        store.append(record)
        store.append_correction(a_correction(record))
        store.delete_expired(NOW, retention_days=400)
        before = store.read()
        assert before.records
        assert before.corrections
        assert before.deletions

        with (
            connect(file) as connection,
            pytest.raises(sqlite3.IntegrityError, match="append only"),
        ):
            connection.execute(statement)

        assert store.read() == before


def test_the_file_refuses_to_replace_a_record(file: Path) -> None:
    record = a_record()
    with opened(file) as store:
        store.append(record)
        with connect(file) as connection:
            connection.execute(
                "INSERT OR REPLACE INTO dictation VALUES (?, '', '', '{}')",
                (str(record.record_id),),
            )

        assert store.read().records == (record,)


def test_deleted_figures_are_gone_from_the_bytes_of_the_file(file: Path) -> None:
    record = a_record(ended_at=datetime(2024, 1, 1, tzinfo=UTC), department="Sporlos afdeling")
    with opened(file) as store:
        store.append(record)
    assert b"Sporlos afdeling" in file.read_bytes()

    with opened(file) as store:
        store.delete_expired(NOW, retention_days=400)

    assert b"Sporlos afdeling" not in file.read_bytes()
    assert list(file.parent.iterdir()) == [file]


def test_a_locked_file_is_a_danish_fault_and_the_record_can_be_added_later(file: Path) -> None:
    record = a_record()
    with opened(file) as store:
        with connect(file) as other:
            other.execute("BEGIN IMMEDIATE")
            fault = fault_of(lambda: store.append(record))
        assert fault.code is FaultCode.STORE_UNUSABLE
        assert "låst" in fault.what

        store.append(record)
        assert store.read().records == (record,)


def test_a_file_locked_whole_cannot_be_opened(file: Path) -> None:
    file.parent.mkdir()
    with connect(file) as other:
        other.execute("BEGIN EXCLUSIVE")

        assert "låst" in fault_of(lambda: SqliteUsageStore(file, busy_timeout_seconds=0)).what


def test_a_full_disk_is_a_danish_fault(file: Path) -> None:
    with opened(file) as store:
        assert isinstance(store, SqliteUsageStore)
        # SQLite's own limit gives the very error that a full disk gives.
        store._connection.execute("PRAGMA max_page_count = 1")

        def fill() -> None:
            for _ in range(100):
                store.append(a_record())

        fault = fault_of(fill)

    assert fault.code is FaultCode.DISK_FULL
    assert str(file) in fault.what


def test_a_failed_deletion_deletes_nothing_and_logs_nothing(file: Path) -> None:
    with opened(file) as store:
        store.append(a_record(ended_at=datetime(2024, 1, 1, tzinfo=UTC)))
        before = store.read()
        with connect(file) as other:
            other.execute("BEGIN IMMEDIATE")
            fault_of(lambda: store.delete_expired(NOW, retention_days=400))

        assert store.read() == before


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="file modes are POSIX")
@pytest.mark.parametrize("read_only", ["file", "folder"])
def test_a_place_that_cannot_be_written_is_a_danish_fault(tmp_path: Path, read_only: str) -> None:
    file = tmp_path / "usage.sqlite3"
    with opened(file):
        pass
    file.chmod(0o444 if read_only == "file" else 0o666)
    tmp_path.chmod(0o777 if read_only == "file" else 0o555)

    with without_roots_powers(tmp_path):
        fault = fault_of(lambda: SqliteUsageStore(file, busy_timeout_seconds=0))

    assert fault.code is FaultCode.FILE_UNWRITABLE


@contextmanager
def without_roots_powers(reachable: Path) -> Iterator[None]:
    """As an ordinary user where the tests run as root, whom no file mode keeps out."""
    if os.geteuid() != 0:
        yield
        return
    closed = [folder for folder in reachable.parents if not folder.stat().st_mode & stat.S_IXOTH]
    for folder in closed:
        folder.chmod(0o711)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        for folder in closed:
            folder.chmod(0o700)


@pytest.mark.parametrize("content", [b"ikke en database" * 100, b"SQLite format 3\0" + b"x" * 5000])
def test_another_kind_of_file_in_its_place_is_a_danish_fault(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)

    fault = fault_of(lambda: SqliteUsageStore(file, busy_timeout_seconds=0))

    assert fault.code is FaultCode.STORE_UNUSABLE
    assert "beskadiget" in fault.what
    assert "Flyt filen" in fault.remedy
    assert file.read_bytes() == content


def test_a_damaged_page_is_a_danish_fault(file: Path) -> None:
    with opened(file) as store:
        for _ in range(50):
            store.append(a_record())
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))

    def open_and_read() -> None:
        with opened(file) as store:
            store.read()

    assert "beskadiget" in fault_of(open_and_read).what


def test_a_row_that_is_no_record_is_a_damaged_file(file: Path) -> None:
    with opened(file) as store:
        with connect(file) as connection:
            connection.execute("INSERT INTO dictation VALUES ('1', '2026', '2026', '{}')")

        assert "beskadiget" in fault_of(store.read).what


def test_a_folder_in_the_files_place_is_a_danish_fault(file: Path) -> None:
    file.mkdir(parents=True)

    fault = fault_of(lambda: SqliteUsageStore(file, busy_timeout_seconds=0))

    assert fault.code is FaultCode.FILE_UNWRITABLE


def test_the_file_of_a_newer_version_is_left_alone(file: Path) -> None:
    with opened(file) as store:
        store.append(a_record())
    with connect(file) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    before = file.read_bytes()

    fault = fault_of(lambda: SqliteUsageStore(file, busy_timeout_seconds=0))

    assert "nyere udgave" in fault.what
    assert file.read_bytes() == before


def migrated(file: Path, to_version: int) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    schema.migrate(connection, to_version)
    return connection


def test_version_1_keeps_dictations_corrections_and_deletions(tmp_path: Path) -> None:
    with closing(migrated(tmp_path / "usage.sqlite3", 1)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        assert {name for (name,) in tables} == {"dictation", "correction", "deletion"}
        assert schema.version_of(connection) == 1


def test_every_version_has_a_test_of_its_own() -> None:
    for version in range(1, schema.VERSION + 1):
        prefix = f"test_version_{version}_"
        assert any(name.startswith(prefix) for name in globals()), f"No test begins with {prefix}"


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    half_right = ("CREATE TABLE goes_well (x)", "CREATE TABLE dictation (x)")
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, half_right))

    with closing(migrated(tmp_path / "usage.sqlite3", schema.VERSION)) as connection:
        before = list(connection.execute("SELECT name FROM sqlite_schema"))
        with pytest.raises(sqlite3.OperationalError):
            schema.migrate(connection, schema.VERSION + 1)

        assert list(connection.execute("SELECT name FROM sqlite_schema")) == before
        assert schema.version_of(connection) == schema.VERSION
        assert not connection.in_transaction


def test_a_file_that_another_program_migrates_in_the_meantime_is_left_to_it(
    tmp_path: Path,
) -> None:
    file = tmp_path / "usage.sqlite3"
    statements: list[str] = []

    def another_is_first(statement: str) -> None:
        statements.append(statement)
        if statement == "BEGIN IMMEDIATE":
            migrated(file, schema.VERSION).close()

    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.set_trace_callback(another_is_first)
        schema.migrate(connection)

        assert schema.version_of(connection) == schema.VERSION
    assert "BEGIN IMMEDIATE" in statements
    assert not any(statement.lstrip().startswith("CREATE") for statement in statements)

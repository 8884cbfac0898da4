"""What only the SQLite store can get wrong. What every store does is in the contract test."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest

from ordret.documents.note import CaseNote, new_note, with_field
from ordret.documents.store import MIGRATIONS, DeletionReason, SqliteDraftStore
from ordret.errors import Fault, FaultCode
from ordret.vault import KeyPlace, Vault

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SAID = "Borger oplyser, at hun er flyttet til Ærø"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "drafts.sqlite"


def vault(key: bytes = bytes(32)) -> Vault:
    return Vault(key, KeyPlace.FILE, Path("key.json"))


def opened(path: Path) -> SqliteDraftStore:
    return SqliteDraftStore(path, vault(), busy_timeout_seconds=0.05)


def note_saying(text: str, at: datetime = NOW) -> CaseNote:
    return with_field(new_note(at, "Mette Holm"), "information", text, at)


def in_file(path: Path, statement: str, *arguments: object) -> list[tuple[object, ...]]:
    """Reach into the file past the store."""
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(statement, arguments).fetchall()


def bytes_on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(path.name + "*")))


@contextmanager
def ordinary_user(folder: Path) -> Iterator[None]:
    """Root may write everywhere, so a test run as root becomes nobody for a while."""
    if os.geteuid() != 0:
        yield
        return
    for parent in (folder, *folder.parents):
        if parent.stat().st_mode & 0o005 != 0o005:
            parent.chmod(parent.stat().st_mode | 0o005)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_no_dictated_word_stands_in_the_file(path: Path) -> None:
    with closing(opened(path)) as store:
        store.save(note_saying(SAID))
        on_disk = bytes_on_disk(path)
    assert len(on_disk) > 10_000
    for encoding in ("utf-8", "utf-16-le", "latin-1"):
        assert "flyttet".encode(encoding) not in on_disk
    assert b"Mette" not in on_disk


def test_what_was_deleted_is_not_even_left_encrypted(path: Path) -> None:
    note = note_saying(SAID * 200)
    with closing(opened(path)) as store:
        store.save(note)
        ((sealed,),) = in_file(path, "SELECT sealed FROM draft")
        assert isinstance(sealed, bytes)
        pieces = [sealed[at : at + 32] for at in range(0, len(sealed) - 32, 500)]
        assert any(piece in bytes_on_disk(path) for piece in pieces)
        store.delete(note.id, NOW)
        assert not any(piece in bytes_on_disk(path) for piece in pieces)


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has file modes")
def test_only_the_user_may_read_the_files(path: Path) -> None:
    with closing(opened(path)) as store:
        store.save(note_saying(SAID))
        modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    assert modes == {path.name: 0o600, f"{path.name}-wal": 0o600, f"{path.name}-shm": 0o600}


def test_drafts_are_there_the_next_time(path: Path) -> None:
    note = note_saying(SAID)
    with closing(opened(path)) as store:
        store.save(note)
    with closing(opened(path)) as store:
        assert store.newest_first().notes == (note,)


@pytest.mark.parametrize("version", range(len(MIGRATIONS) + 1))
def test_a_store_of_every_older_schema_opens(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for migration in MIGRATIONS[:version]:
            for statement in migration:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {version}")
        connection.commit()
    with closing(opened(path)) as store:
        store.save(note_saying(SAID))
        assert len(store.newest_first().notes) == 1
    assert in_file(path, "PRAGMA user_version") == [(len(MIGRATIONS),)]


def test_a_store_of_a_newer_program_is_a_danish_fault_and_left_alone(path: Path) -> None:
    in_file(path, f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(Fault, match="nyere udgave") as caught:
        opened(path)
    assert caught.value.code is FaultCode.STORE_UNUSABLE
    assert "Opdatér Ordret" in caught.value.remedy
    assert in_file(path, "SELECT count(*) FROM sqlite_schema") == [(0,)]


def test_a_migration_that_breaks_off_leaves_the_older_schema(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = ("CREATE TABLE half (id TEXT) STRICT", "CREATE TABLE half (id TEXT) STRICT")
    monkeypatch.setattr("ordret.documents.store.MIGRATIONS", (*MIGRATIONS, broken))
    with pytest.raises(sqlite3.OperationalError, match="half"):
        opened(path)
    assert in_file(path, "PRAGMA user_version") == [(len(MIGRATIONS),)]
    assert in_file(path, "SELECT name FROM sqlite_schema WHERE name = 'half'") == []


def test_programs_that_start_together_share_one_new_store(path: Path) -> None:
    together = Barrier(6)

    def start(number: int) -> None:
        together.wait()
        with closing(SqliteDraftStore(path, vault())) as store:
            store.save(note_saying(str(number)))

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(start, range(6)))
    with closing(opened(path)) as store:
        texts = {note.text("information") for note in store.newest_first().notes}
    assert texts == {"0", "1", "2", "3", "4", "5"}


def test_a_store_sealed_with_another_key_is_a_danish_fault(path: Path) -> None:
    with closing(opened(path)) as store:
        store.save(note_saying(SAID))
    other = vault(b"\x01" * 32)
    with pytest.raises(Fault, match="en anden nøgle") as caught:
        SqliteDraftStore(path, other)
    assert caught.value.code is FaultCode.STORE_UNUSABLE
    assert other.key_id in caught.value.what
    assert vault().key_id in caught.value.what
    with closing(opened(path)) as store:
        assert len(store.newest_first().notes) == 1


def test_an_empty_store_takes_any_key(path: Path) -> None:
    opened(path).close()
    with closing(SqliteDraftStore(path, vault(b"\x01" * 32))) as store:
        store.save(note_saying(SAID))
        assert len(store.newest_first().notes) == 1


@pytest.mark.parametrize(
    "damage",
    [
        "sealed = zeroblob(40)",
        "sealed = x''",
        "sealed = substr(sealed, 1, length(sealed) - 1)",
        "updated_at = '2031-01-01T00:00:00.000000+00:00'",
        "created_at = 'i går'",
        "kind = 'letter'",
        "sealed = (SELECT sealed FROM draft WHERE id = :other)",
    ],
)
def test_a_damaged_draft_is_counted_and_the_others_are_shown(path: Path, damage: str) -> None:
    hurt, whole = note_saying("beskadiget"), note_saying("hel")
    with closing(opened(path)) as store:
        store.save(hurt)
        store.save(whole)
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(
                f"UPDATE draft SET {damage} WHERE id = :id",  # noqa: S608 - a constant
                {"id": str(hurt.id), "other": str(whole.id)},
            )
        assert store.newest_first().notes == (whole,)
        assert store.newest_first().damaged == 1
        assert store.search("hel").damaged == 1
        assert store.get(whole.id) == whole
        with pytest.raises(Fault, match="Kladden er beskadiget") as caught:
            store.get(hurt.id)
        assert caught.value.code is FaultCode.STORE_UNUSABLE
        assert store.delete(hurt.id, NOW)
        assert store.newest_first().damaged == 0


def test_retention_also_takes_what_can_not_be_read(path: Path) -> None:
    with closing(opened(path)) as store:
        store.save(note_saying(SAID))
        in_file(path, "UPDATE draft SET sealed = zeroblob(40)")
        assert store.delete_older_than(NOW + timedelta(days=1), NOW) == 1
        assert [line.reason for line in store.deletions()] == [DeletionReason.RETENTION]


def test_nobody_can_change_the_log_of_deletions(path: Path) -> None:
    note = note_saying(SAID)
    with closing(opened(path)) as store:
        store.save(note)
        store.delete(note.id, NOW)
        for statement in ("DELETE FROM deletion", "UPDATE deletion SET reason = 'user'"):
            with pytest.raises(sqlite3.IntegrityError, match="append only"):
                in_file(path, statement)
        assert len(store.deletions()) == 1


def test_a_store_locked_by_another_process_is_a_danish_fault_and_works_afterwards(
    path: Path,
) -> None:
    holder = (
        "import sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute('BEGIN IMMEDIATE')\n"
        "print('locked', flush=True)\n"
        "sys.stdin.read()\n"
    )
    note = note_saying(SAID)
    with closing(opened(path)) as store:
        with subprocess.Popen(
            [sys.executable, "-c", holder, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "locked\n"
            with pytest.raises(Fault, match="optaget af et andet program") as caught:
                store.save(note)
            assert caught.value.code is FaultCode.STORE_UNUSABLE
            assert store.newest_first().notes == ()
            process.communicate()
        store.save(note)
        assert store.newest_first().notes == (note,)


def test_a_full_disk_is_a_danish_fault_and_costs_no_earlier_draft(path: Path) -> None:
    first = note_saying("først")
    with closing(opened(path)) as store:
        store.save(first)
        store._database.run("PRAGMA max_page_count = 12")
        with pytest.raises(Fault, match="Disken er fuld") as caught:
            store.save(note_saying(SAID * 2000))
        assert caught.value.code is FaultCode.DISK_FULL
        assert SAID not in str(caught.value)
        store.save(with_field(first, "subject", "Der er plads til lidt", NOW))
        assert [note.text("subject") for note in store.newest_first().notes] == [
            "Der er plads til lidt"
        ]


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has file modes")
def test_a_folder_that_may_not_be_written_is_a_danish_fault(path: Path) -> None:
    path.parent.chmod(0o555)
    with (
        ordinary_user(path.parent),
        pytest.raises(Fault, match="må ikke læse og skrive") as caught,
    ):
        opened(path)
    assert caught.value.code is FaultCode.STORE_UNUSABLE


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has file modes")
def test_a_file_that_may_not_be_written_is_a_danish_fault(path: Path) -> None:
    opened(path).close()
    path.chmod(0o444)
    path.parent.chmod(0o777)
    with (
        ordinary_user(path.parent),
        pytest.raises(Fault, match="må ikke læse og skrive") as caught,
        closing(opened(path)) as store,
    ):
        store.save(note_saying(SAID))
    assert caught.value.code is FaultCode.STORE_UNUSABLE


def test_a_folder_in_the_place_of_the_file_is_a_danish_fault(path: Path) -> None:
    path.mkdir()
    with pytest.raises(Fault, match="må ikke læse og skrive"):
        opened(path)


@pytest.mark.parametrize("start", [b"Dette er et brev. " * 100, b"SQLite format 3\0" + b"?" * 999])
def test_a_file_of_something_else_is_a_danish_fault_and_left_alone(
    path: Path, start: bytes
) -> None:
    path.write_bytes(start)
    with pytest.raises(Fault, match="er beskadiget") as caught:
        opened(path)
    assert caught.value.code is FaultCode.STORE_UNUSABLE
    assert path.read_bytes() == start


def test_a_store_damaged_in_the_middle_is_a_danish_fault(path: Path) -> None:
    with closing(opened(path)) as store:
        for number in range(40):
            store.save(note_saying(f"{number} {SAID}" * 20))
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(Fault, match="er beskadiget"), closing(opened(path)) as store:
        store.newest_first()


def test_using_a_closed_store_is_a_bug_and_no_fault(path: Path) -> None:
    store = opened(path)
    store.close()
    with pytest.raises(sqlite3.ProgrammingError):
        store.newest_first()

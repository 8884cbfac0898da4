"""Drafts of case notes, kept encrypted in SQLite until they are filed or their time is up."""

import json
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from uuid import UUID

from ordret.documents.database import Database, Migration
from ordret.documents.note import CaseNote
from ordret.errors import Fault, FaultCode
from ordret.vault import SealBroken, Vault

_KIND = "note"
_BY_ID = "SELECT id, kind, created_at, updated_at, sealed FROM draft WHERE id = ?"
_NEWEST_FIRST = (
    "SELECT id, kind, created_at, updated_at, sealed FROM draft ORDER BY updated_at DESC, id"
)
_ONE = "SELECT id FROM draft WHERE id = ?"
_OLDER = "SELECT id FROM draft WHERE updated_at < ?"

MIGRATIONS: tuple[Migration, ...] = (
    (
        """CREATE TABLE draft (
            id TEXT PRIMARY KEY,
            kind TEXT NOT NULL,
            created_at TEXT NOT NULL,
            updated_at TEXT NOT NULL,
            key_id TEXT NOT NULL,
            sealed BLOB NOT NULL
        ) STRICT""",
        "CREATE INDEX draft_by_change ON draft (updated_at)",
        """CREATE TABLE deletion (
            draft_id TEXT NOT NULL,
            deleted_at TEXT NOT NULL,
            reason TEXT NOT NULL
        ) STRICT""",
        """CREATE TRIGGER deletion_is_never_changed BEFORE UPDATE ON deletion
            BEGIN SELECT RAISE(ABORT, 'append only'); END""",
        """CREATE TRIGGER deletion_is_never_deleted BEFORE DELETE ON deletion
            BEGIN SELECT RAISE(ABORT, 'append only'); END""",
    ),
)
"""Number n leads from schema n - 1 to n. A field more or less in the case note is one too, so that
an older program refuses the store in place of taking its drafts for damaged."""


class DeletionReason(StrEnum):
    """Why a draft is gone."""

    RETENTION = "retention"
    USER = "user"


@dataclass(frozen=True, slots=True)
class Deletion:
    """A line of the log of deletions; it holds nothing of the draft but its id, as it stood."""

    draft_id: str
    deleted_at: datetime
    reason: DeletionReason


@dataclass(frozen=True, slots=True)
class Listing:
    """Drafts, the last changed first, and how many more there are that can't be read."""

    notes: tuple[CaseNote, ...]
    damaged: int


class DraftStore(Protocol):
    """Where drafts are kept. Every operation raises Fault STORE_UNUSABLE or DISK_FULL."""

    def save(self, note: CaseNote) -> None:
        """Keep `note`, in the place of what stood under its id."""
        ...

    def get(self, note_id: UUID) -> CaseNote | None:
        """The note; None where there is none, Fault STORE_UNUSABLE where it can't be read."""
        ...

    def newest_first(self) -> Listing:
        """Every draft."""
        ...

    def search(self, text: str) -> Listing:
        """The drafts in which every word of `text` occurs in some field, in any case."""
        ...

    def delete(self, note_id: UUID, at: datetime) -> bool:
        """Delete at the user's wish and log it; False where there was nothing to delete."""
        ...

    def delete_older_than(self, moment: datetime, at: datetime) -> int:
        """Delete what was last changed before `moment`, readable or not, and log each; how many."""
        ...

    def deletions(self) -> tuple[Deletion, ...]:
        """The log of deletions, oldest first."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


def matches(note: CaseNote, text: str) -> bool:
    """True where every word of `text` occurs in some field, in any case; æ, ø and å as any."""
    content = _folded("\n".join(note.values.values()))
    return all(word in content for word in _folded(text).split())


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


class SqliteDraftStore:
    """A `DraftStore` in one SQLite file, used from the thread that opened it.

    In clear stand only id, kind, times and the name of the key; the seal covers them too, so a
    changed time or a swapped text is told as damage. `secure_delete` overwrites what is deleted.
    """

    def __init__(self, path: Path, vault: Vault, busy_timeout_seconds: float = 5.0) -> None:
        """Open or create. Raises Fault STORE_UNUSABLE or DISK_FULL.

        A store of which every draft is sealed with another key than the vault's is refused.
        """
        self._path = path
        self._vault = vault
        self._database = Database(path, MIGRATIONS, busy_timeout_seconds)
        try:
            self._check_key()
        except Fault:
            self.close()
            raise

    def save(self, note: CaseNote) -> None:
        """As in `DraftStore`."""
        clear = (str(note.id), _KIND, _utc(note.created_at), _utc(note.updated_at))
        content = json.dumps(dict(note.values)).encode("ascii")
        sealed = self._vault.encrypt(content, _context(*clear))
        self._database.run(
            """INSERT OR REPLACE INTO draft
            (id, kind, created_at, updated_at, key_id, sealed) VALUES (?, ?, ?, ?, ?, ?)""",
            *clear,
            self._vault.key_id,
            sealed,
        )

    def get(self, note_id: UUID) -> CaseNote | None:
        """As in `DraftStore`."""
        rows = self._database.rows(_BY_ID, str(note_id))
        if not rows:
            return None
        note = self._opened(rows[0])
        if note is None:
            raise Fault(
                FaultCode.STORE_UNUSABLE,
                "Kladden er beskadiget og kan ikke læses. Dine andre kladder er ikke berørt.",
                "Spørg it-afdelingen, om der er en sikkerhedskopi, eller slet kladden.",
            )
        return note

    def newest_first(self) -> Listing:
        """As in `DraftStore`."""
        notes = [self._opened(row) for row in self._database.rows(_NEWEST_FIRST)]
        readable = tuple(note for note in notes if note is not None)
        return Listing(readable, damaged=len(notes) - len(readable))

    def search(self, text: str) -> Listing:
        """As in `DraftStore`."""
        everything = self.newest_first()
        found = tuple(note for note in everything.notes if matches(note, text))
        return Listing(found, everything.damaged)

    def delete(self, note_id: UUID, at: datetime) -> bool:
        """As in `DraftStore`."""
        return self._delete(_ONE, str(note_id), at, DeletionReason.USER) > 0

    def delete_older_than(self, moment: datetime, at: datetime) -> int:
        """As in `DraftStore`."""
        return self._delete(_OLDER, _utc(moment), at, DeletionReason.RETENTION)

    def deletions(self) -> tuple[Deletion, ...]:
        """As in `DraftStore`."""
        rows = self._database.rows(
            "SELECT draft_id, deleted_at, reason FROM deletion ORDER BY rowid"
        )
        return tuple(
            Deletion(draft_id, datetime.fromisoformat(deleted_at), DeletionReason(reason))
            for draft_id, deleted_at, reason in rows
        )

    def close(self) -> None:
        """As in `DraftStore`."""
        self._database.close()

    def _opened(self, row: tuple[str, str, str, str, bytes]) -> CaseNote | None:
        """The note of a row; None where the seal is broken or of another key."""
        *clear, sealed = row
        note_id, _, created_at, updated_at = clear
        try:
            values = json.loads(self._vault.decrypt(sealed, _context(*clear)))
        except SealBroken:
            return None
        return CaseNote(
            UUID(note_id),
            datetime.fromisoformat(created_at),
            datetime.fromisoformat(updated_at),
            values,
        )

    def _delete(self, which: str, value: str, at: datetime, reason: DeletionReason) -> int:
        with self._database.transaction():
            rows = self._database.rows(which, value)
            for (draft_id,) in rows:
                self._database.run("DELETE FROM draft WHERE id = ?", draft_id)
                self._database.run(
                    "INSERT INTO deletion (draft_id, deleted_at, reason) VALUES (?, ?, ?)",
                    draft_id,
                    _utc(at),
                    reason.value,
                )
        if rows:
            self._database.empty_journal()
        return len(rows)

    def _check_key(self) -> None:
        rows = self._database.rows("SELECT DISTINCT key_id FROM draft ORDER BY key_id")
        key_ids = [key_id for (key_id,) in rows]
        if key_ids and self._vault.key_id not in key_ids:
            raise Fault(
                FaultCode.STORE_UNUSABLE,
                f"Kladderne i »{self._path}« er krypteret med en anden nøgle "
                f"({', '.join(key_ids)}) end den, Ordret har nu ({self._vault.key_id}), "
                "så de kan ikke læses.",
                "Spørg it-afdelingen, om den gamle nøgle kan skaffes tilbage. Kan den ikke, så "
                "flyt filen væk: Ordret begynder da forfra uden de gamle kladder.",
            )


def _utc(moment: datetime) -> str:
    """Of fixed width, so that text compares as time does."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _context(note_id: str, kind: str, created_at: str, updated_at: str) -> bytes:
    return json.dumps(["ordret draft", note_id, kind, created_at, updated_at]).encode("ascii")

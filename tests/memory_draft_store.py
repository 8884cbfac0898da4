"""A `DraftStore` that forgets everything when the test is over."""

from datetime import datetime
from uuid import UUID

from ordret.documents.note import CaseNote
from ordret.documents.store import Deletion, DeletionReason, Listing, matches


class MemoryDraftStore:
    def __init__(self) -> None:
        self._notes: dict[UUID, CaseNote] = {}
        self._deletions: list[Deletion] = []

    def save(self, note: CaseNote) -> None:
        self._notes[note.id] = note

    def get(self, note_id: UUID) -> CaseNote | None:
        return self._notes.get(note_id)

    def newest_first(self) -> Listing:
        notes = sorted(self._notes.values(), key=lambda note: note.updated_at, reverse=True)
        return Listing(tuple(notes), damaged=0)

    def search(self, text: str) -> Listing:
        found = (note for note in self.newest_first().notes if matches(note, text))
        return Listing(tuple(found), damaged=0)

    def delete(self, note_id: UUID, at: datetime) -> bool:
        if self._notes.pop(note_id, None) is None:
            return False
        self._deletions.append(Deletion(str(note_id), at, DeletionReason.USER))
        return True

    def delete_older_than(self, moment: datetime, at: datetime) -> int:
        old = [note.id for note in self._notes.values() if note.updated_at < moment]
        for note_id in old:
            del self._notes[note_id]
            self._deletions.append(Deletion(str(note_id), at, DeletionReason.RETENTION))
        return len(old)

    def deletions(self) -> tuple[Deletion, ...]:
        return tuple(self._deletions)

    def close(self) -> None:
        pass

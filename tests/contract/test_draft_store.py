"""What every `DraftStore` does."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memory_draft_store import MemoryDraftStore
from ordret.documents.note import FIELDS, CaseNote, new_note, with_field
from ordret.documents.store import Deletion, DeletionReason, DraftStore, SqliteDraftStore
from ordret.vault import KeyPlace, Vault

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=timezone(timedelta(hours=1)))
HOUR = timedelta(hours=1)


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DraftStore]:
    opened: DraftStore
    if request.param == "memory":
        opened = MemoryDraftStore()
    else:
        vault = Vault(bytes(32), KeyPlace.FILE, tmp_path / "key.json")
        opened = SqliteDraftStore(tmp_path / "drafts.sqlite", vault)
    yield opened
    opened.close()


def note_about(subject: str, at: datetime = NOW) -> CaseNote:
    return with_field(new_note(at, "Mette Holm"), "subject", subject, at)


def test_a_saved_note_comes_back_as_it_was(store: DraftStore) -> None:
    note = note_about("Boligstøtte")
    for field in FIELDS:
        note = with_field(note, field.id, f"{field.label}: »æøå« 🙂", NOW)
    store.save(note)
    assert store.get(note.id) == note


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None
)
@given(st.dictionaries(st.sampled_from([field.id for field in FIELDS]), st.text()))
def test_any_text_comes_back_as_it_was(store: DraftStore, values: dict[str, str]) -> None:
    note = CaseNote(uuid4(), NOW, NOW, values)
    store.save(note)
    assert store.get(note.id) == note


def test_a_note_that_was_never_saved_is_none(store: DraftStore) -> None:
    assert store.get(uuid4()) is None


def test_saving_again_replaces(store: DraftStore) -> None:
    note = note_about("Boligstøtte")
    store.save(note)
    store.save(with_field(note, "subject", "Byggesag", NOW + HOUR))
    (only,) = store.newest_first().notes
    assert only.text("subject") == "Byggesag"
    assert only.created_at == NOW


def test_an_empty_store_lists_nothing(store: DraftStore) -> None:
    assert store.newest_first().notes == ()


def test_the_last_changed_comes_first_in_whatever_time_zone(store: DraftStore) -> None:
    store.save(note_about("midt", NOW))
    store.save(note_about("ældst", (NOW - HOUR).astimezone(timezone(timedelta(hours=9)))))
    store.save(note_about("nyest", (NOW + HOUR).astimezone(UTC)))
    subjects = [note.text("subject") for note in store.newest_first().notes]
    assert subjects == ["nyest", "midt", "ældst"]


@pytest.mark.parametrize(
    "query",
    ["ærø", "ÆRØ", "Ærøskøbing", "hansen ærø", "ærø HANSEN", "A\u030a", "å", "  ", "åben"],
)
def test_search_finds_every_word_in_any_case_and_spelling_of_danish_letters(
    store: DraftStore, query: str
) -> None:
    note = with_field(note_about("Åben sag i Ærøskøbing"), "information", "Hansen ringer.", NOW)
    store.save(note)
    assert store.search(query).notes == (note,)


@pytest.mark.parametrize("query", ["aerø", "hansen jensen", "o"])
def test_search_does_not_find_what_is_not_there(store: DraftStore, query: str) -> None:
    store.save(with_field(new_note(NOW, ""), "information", "Hansen på Ærø.", NOW))
    assert store.search(query).notes == ()


def test_search_lists_the_last_changed_first(store: DraftStore) -> None:
    store.save(note_about("møde et", NOW))
    store.save(note_about("møde to", NOW + HOUR))
    store.save(note_about("brev", NOW))
    subjects = [note.text("subject") for note in store.search("møde").notes]
    assert subjects == ["møde to", "møde et"]


def test_a_deleted_note_is_gone_and_the_deletion_is_logged(store: DraftStore) -> None:
    kept, gone = note_about("kept"), note_about("gone")
    store.save(kept)
    store.save(gone)
    assert store.delete(gone.id, NOW)
    assert store.get(gone.id) is None
    assert store.newest_first().notes == (kept,)
    assert store.deletions() == (Deletion(str(gone.id), NOW, DeletionReason.USER),)


def test_deleting_what_is_not_there_is_told_and_not_logged(store: DraftStore) -> None:
    assert not store.delete(uuid4(), NOW)
    assert store.deletions() == ()


def test_retention_takes_what_was_not_changed_since_and_only_that(store: DraftStore) -> None:
    old = note_about("old", NOW - HOUR)
    at_the_limit = note_about("at the limit", NOW)
    edited = with_field(note_about("edited", NOW - 9 * HOUR), "deadline", "i dag", NOW + HOUR)
    for note in (old, at_the_limit, edited):
        store.save(note)
    later = NOW + 5 * HOUR
    assert store.delete_older_than(NOW, later) == 1
    assert store.newest_first().notes == (edited, at_the_limit)
    assert store.deletions() == (Deletion(str(old.id), later, DeletionReason.RETENTION),)
    assert store.delete_older_than(NOW, later) == 0


def test_the_log_of_deletions_is_in_order(store: DraftStore) -> None:
    notes = [note_about(str(number), NOW + number * HOUR) for number in range(3)]
    for note in notes:
        store.save(note)
    store.delete(notes[2].id, NOW)
    store.delete_older_than(NOW + 2 * HOUR, NOW)
    reasons = [deletion.reason for deletion in store.deletions()]
    assert reasons == [DeletionReason.USER, DeletionReason.RETENTION, DeletionReason.RETENTION]

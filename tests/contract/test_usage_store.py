"""What every place for usage records must do."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from memory_usage_store import MemoryUsageStore
from ordret.errors import FaultCode
from ordret.usage.record import DeliveryOutcome
from ordret.usage.store import SqliteUsageStore, UsageStore
from usage_records import a_correction, a_record

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[UsageStore]:
    opened: UsageStore = (
        MemoryUsageStore()
        if request.param == "memory"
        else SqliteUsageStore(tmp_path / "usage.sqlite3", busy_timeout_seconds=0)
    )
    yield opened
    opened.close()


def test_a_new_store_is_empty(store: UsageStore) -> None:
    log = store.read()

    assert (log.records, log.corrections, log.deletions) == ((), (), ())


def test_a_record_is_read_as_it_was_written(store: UsageStore) -> None:
    whole = a_record()
    failed = a_record(
        started_at=NOW,
        words=0,
        delivered=DeliveryOutcome.NOTHING,
        latency_p50_seconds=None,
        latency_p95_seconds=None,
        model_id=None,
        device=None,
        compute_type=None,
        error_code=FaultCode.MICROPHONE_LOST,
    )

    store.append(whole)
    store.append(failed)

    assert store.read().records == (whole, failed)


def test_records_are_read_by_their_start(store: UsageStore) -> None:
    late, early = a_record(started_at=NOW), a_record(started_at=NOW - timedelta(days=3))

    store.append(late)
    store.append(early)

    assert store.read().records == (early, late)


def test_a_record_that_is_there_already_stays_as_it_was(store: UsageStore) -> None:
    record = a_record(words=60)

    store.append(record)
    store.append(record)
    store.append(a_record(record_id=record.record_id, words=61))

    assert store.read().records == (record,)


def test_corrections_are_kept_beside_the_record(store: UsageStore) -> None:
    record = a_record()
    first, second = a_correction(record), a_correction(record, corrected_words=1)
    store.append(record)

    assert store.append_correction(first)
    assert store.append_correction(second)
    assert store.append_correction(first)

    assert store.read().records == (record,)
    assert store.read().corrections == (first, second)


def test_a_correction_of_a_record_that_is_not_there_is_not_kept(store: UsageStore) -> None:
    assert not store.append_correction(a_correction(a_record()))
    assert store.read().corrections == ()


def test_records_whose_time_is_up_are_deleted_and_it_is_logged(store: UsageStore) -> None:
    limit = NOW - timedelta(days=400)
    expired = a_record(ended_at=limit - timedelta(seconds=1))
    on_the_limit = a_record(ended_at=limit)
    store.append(expired)
    store.append(on_the_limit)
    store.append_correction(a_correction(expired))
    kept = a_correction(on_the_limit)
    store.append_correction(kept)

    assert store.delete_expired(NOW, retention_days=400) == 1

    log = store.read()
    assert log.records == (on_the_limit,)
    assert log.corrections == (kept,)
    (deletion,) = log.deletions
    assert (deletion.deleted_at, deletion.ended_before, deletion.records) == (NOW, limit, 1)


def test_to_delete_nothing_leaves_no_trace(store: UsageStore) -> None:
    store.append(a_record())

    assert store.delete_expired(NOW, retention_days=400) == 0
    assert store.read().deletions == ()


def test_the_limit_is_counted_in_whole_seconds_of_utc(store: UsageStore) -> None:
    store.append(a_record(ended_at=NOW - timedelta(days=1)))
    half_a_second_later = (NOW + timedelta(seconds=0.5)).astimezone()

    assert store.delete_expired(half_a_second_later, retention_days=1) == 0


def test_a_correction_of_a_deleted_record_is_not_kept(store: UsageStore) -> None:
    record = a_record(ended_at=NOW - timedelta(days=2))
    store.append(record)
    store.delete_expired(NOW, retention_days=1)

    assert not store.append_correction(a_correction(record, correction_id=uuid4()))

"""Usage records as they are written after a dictation."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from ordret.usage.record import (
    ComputeType,
    Correction,
    DeliveryOutcome,
    Destination,
    Device,
    OperatingSystem,
    UsageRecord,
)


def a_record(**changes: Any) -> UsageRecord:
    """A minute's dictation into a note on 2 March 2026, as far as `changes` do not say else."""
    figures: dict[str, Any] = {
        "record_id": uuid4(),
        "user_pseudonym": "0123456789abcdef0123456789abcdef",
        "department": "Børn og unge",
        "started_at": datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        "ended_at": datetime(2026, 3, 2, 9, 1, tzinfo=UTC),
        "audio_seconds": 60.0,
        "speech_seconds": 30.0,
        "utterances": 5,
        "words": 60,
        "characters": 360,
        "second_pass_changed_words": 3,
        "destination": Destination.NOTE,
        "delivered": DeliveryOutcome.INSERTED,
        "latency_p50_seconds": 1.0,
        "latency_p95_seconds": 1.5,
        "model_id": "base",
        "device": Device.CPU,
        "compute_type": ComputeType.INT8,
        "ordret_version": "0.1.0",
        "operating_system": OperatingSystem.LINUX,
        "audio_drops": 0,
        "error_code": None,
    }
    return UsageRecord(**(figures | changes))


def a_correction(record: UsageRecord, **changes: Any) -> Correction:
    """Two words of `record` changed, as far as `changes` do not say else."""
    figures: dict[str, Any] = {
        "correction_id": uuid4(),
        "record_id": record.record_id,
        "corrected_at": datetime(2026, 3, 2, 9, 5, tzinfo=UTC),
        "corrected_words": 2,
    }
    return Correction(**(figures | changes))

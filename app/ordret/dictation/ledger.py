"""Making one usage record of a dictation's figures, and keeping it."""

import platform
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from ordret.errors import FaultCode
from ordret.speech.recogniser import RecogniserIdentity
from ordret.usage.record import (
    ComputeType,
    DeliveryOutcome,
    Destination,
    Device,
    OperatingSystem,
    UsageRecord,
    as_mapping,
)
from ordret.usage.store import UsageStore

_SYSTEMS = {"Linux": OperatingSystem.LINUX, "Windows": OperatingSystem.WINDOWS}


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted in one dictation; `latencies_seconds` from end of utterance to final."""

    started_at: datetime
    ended_at: datetime
    audio_seconds: float
    speech_seconds: float
    utterances: int
    words: int
    characters: int
    changed_words: int
    destination: str
    delivered: DeliveryOutcome
    latencies_seconds: tuple[float, ...]
    identity: RecogniserIdentity | None
    audio_drops: int
    error_code: FaultCode | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """Whose dictations are counted, and where; without a `store` nothing is kept."""

    user_pseudonym: str
    department: str
    version: str
    store: UsageStore | None

    def enter(self, figures: Figures) -> Mapping[str, object]:
        """Keep the record and give it as plain values. Raises `UsageFault` from the store."""
        record = self._record(figures)
        if self.store is not None:
            self.store.append(record)
        return as_mapping(record)

    def describe(self, figures: Figures) -> Mapping[str, object]:
        """The record as plain values, without keeping it."""
        return as_mapping(self._record(figures))

    def _record(self, figures: Figures) -> UsageRecord:
        identity = figures.identity
        return UsageRecord(
            record_id=uuid4(),
            user_pseudonym=self.user_pseudonym,
            department=self.department,
            started_at=figures.started_at,
            ended_at=figures.ended_at,
            audio_seconds=figures.audio_seconds,
            speech_seconds=figures.speech_seconds,
            utterances=figures.utterances,
            words=figures.words,
            characters=figures.characters,
            second_pass_changed_words=figures.changed_words,
            destination=Destination(figures.destination),
            delivered=figures.delivered,
            latency_p50_seconds=percentile(figures.latencies_seconds, 0.5),
            latency_p95_seconds=percentile(figures.latencies_seconds, 0.95),
            model_id=identity.model_id if identity else None,
            device=Device(identity.device) if identity else None,
            compute_type=ComputeType(identity.compute_type) if identity else None,
            ordret_version=self.version,
            operating_system=_SYSTEMS.get(platform.system(), OperatingSystem.OTHER),
            audio_drops=figures.audio_drops,
            error_code=figures.error_code,
        )


def percentile(values: tuple[float, ...], share: float) -> float | None:
    """The smallest value that `share` of all are not above (nearest rank), or None of none."""
    if not values:
        return None
    ordered = sorted(values)
    return ordered[max(0, -(-round(share * 100) * len(ordered) // 100) - 1)]

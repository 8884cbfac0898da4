"""A usage store that lasts as long as the test."""

from datetime import datetime
from uuid import UUID

from ordret.usage.record import Correction, Deletion, UsageRecord
from ordret.usage.store import UsageLog, time_is_up


class MemoryUsageStore:
    """A `UsageStore` in memory."""

    def __init__(self) -> None:
        self._records: dict[UUID, UsageRecord] = {}
        self._corrections: dict[UUID, Correction] = {}
        self._deletions: list[Deletion] = []

    def append(self, record: UsageRecord) -> None:
        self._records.setdefault(record.record_id, record)

    def append_correction(self, correction: Correction) -> bool:
        if correction.record_id not in self._records:
            return False
        self._corrections.setdefault(correction.correction_id, correction)
        return True

    def read(self) -> UsageLog:
        return UsageLog(
            records=tuple(sorted(self._records.values(), key=lambda record: record.started_at)),
            corrections=tuple(self._corrections.values()),
            deletions=tuple(self._deletions),
        )

    def delete_expired(self, now: datetime, retention_days: int) -> int:
        limit = time_is_up(now, retention_days)
        expired = {key for key, record in self._records.items() if record.ended_at < limit}
        if not expired:
            return 0
        deletion = Deletion(deleted_at=now, ended_before=limit, records=len(expired))
        self._deletions.append(deletion)
        self._records = {k: v for k, v in self._records.items() if k not in expired}
        self._corrections = {
            k: v for k, v in self._corrections.items() if v.record_id not in expired
        }
        return len(expired)

    def close(self) -> None:
        pass

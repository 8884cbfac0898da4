"""From records to what a person is shown about their own use. Net time saved is not told here."""

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta, tzinfo
from enum import StrEnum

from ordret.errors import FaultCode
from ordret.usage.record import Correction, DeliveryOutcome, UsageRecord


class Grouping(StrEnum):
    """How long a period is. A week begins on a Monday."""

    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums over some dictations; None where there is nothing to count from.

    The latencies are those of a typical dictation: the medians of the dictations' own p50 and
    p95, in seconds. `delivered_share` (0 to 1): of the texts that were to be delivered, those known
    to have arrived. `corrected_share`: words corrected by hand for each word dictated.
    """

    dictations: int
    words: int
    characters: int
    spoken_minutes: float
    words_per_minute: float | None
    latency_p50_seconds: float | None
    latency_p95_seconds: float | None
    delivered_share: float | None
    corrected_share: float | None
    second_pass_changed_words: int
    audio_drops: int
    errors: Mapping[FaultCode, int]


@dataclass(frozen=True, slots=True)
class Period:
    """The figures from `first_day` to `last_day`, both included."""

    first_day: date
    last_day: date
    figures: Figures


@dataclass(frozen=True, slots=True)
class UsageReport:
    """The periods in which something was dictated, oldest first, and all of them together."""

    grouping: Grouping
    periods: tuple[Period, ...]
    total: Figures


def report(
    records: Iterable[UsageRecord],
    corrections: Iterable[Correction],
    grouping: Grouping,
    zone: tzinfo | None,
) -> UsageReport:
    """What `records` come to.

    A dictation belongs to the day on which it began in `zone`, the machine's own where it is
    None; a correction counts in the period of the dictation that was corrected.
    """
    records = tuple(records)
    corrected_words: Counter[object] = Counter()
    for correction in corrections:
        corrected_words[correction.record_id] += correction.corrected_words
    by_day = defaultdict(list)
    for record in records:
        day = record.started_at.astimezone(zone).date()
        by_day[_first_day(day, grouping)].append(record)
    return UsageReport(
        grouping=grouping,
        periods=tuple(
            Period(
                first_day,
                first_day + timedelta(days=6 if grouping is Grouping.WEEK else 0),
                _figures(by_day[first_day], corrected_words),
            )
            for first_day in sorted(by_day)
        ),
        total=_figures(records, corrected_words),
    )


def report_as_mapping(usage_report: UsageReport) -> dict[str, object]:
    """The report as plain JSON values, in the order of its fields."""
    return {
        "grouping": usage_report.grouping.value,
        "periods": [
            {
                "first_day": period.first_day.isoformat(),
                "last_day": period.last_day.isoformat(),
                "figures": _figures_as_mapping(period.figures),
            }
            for period in usage_report.periods
        ],
        "total": _figures_as_mapping(usage_report.total),
    }


def _figures_as_mapping(figures: Figures) -> dict[str, object]:
    errors = {code.value: count for code, count in figures.errors.items()}
    return {**asdict(figures), "errors": errors}


def _first_day(day: date, grouping: Grouping) -> date:
    return day - timedelta(days=day.weekday() if grouping is Grouping.WEEK else 0)


def _figures(records: Iterable[UsageRecord], corrected_words: Mapping[object, int]) -> Figures:
    records = tuple(records)
    words = sum(record.words for record in records)
    spoken_minutes = sum(record.speech_seconds for record in records) / 60
    to_deliver = [record for record in records if record.delivered is not DeliveryOutcome.NOTHING]
    arrived = [record for record in to_deliver if record.delivered is DeliveryOutcome.INSERTED]
    corrected = sum(corrected_words.get(record.record_id, 0) for record in records)
    errors = Counter(record.error_code for record in records if record.error_code is not None)
    return Figures(
        dictations=len(records),
        words=words,
        characters=sum(record.characters for record in records),
        spoken_minutes=spoken_minutes,
        words_per_minute=_ratio(words, spoken_minutes),
        latency_p50_seconds=_median(record.latency_p50_seconds for record in records),
        latency_p95_seconds=_median(record.latency_p95_seconds for record in records),
        delivered_share=_ratio(len(arrived), len(to_deliver)),
        corrected_share=_ratio(corrected, words),
        second_pass_changed_words=sum(record.second_pass_changed_words for record in records),
        audio_drops=sum(record.audio_drops for record in records),
        errors=dict(errors.most_common()),
    )


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _median(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None

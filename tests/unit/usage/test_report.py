import json
import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordret.errors import FaultCode
from ordret.usage.record import DeliveryOutcome
from ordret.usage.report import Grouping, report, report_as_mapping
from usage_records import a_correction, a_record

COPENHAGEN_IN_WINTER = timezone(timedelta(hours=1))


def at(day: int, hour: int = 9) -> datetime:
    """A time in March 2026; the 2nd is a Monday."""
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def test_without_records_there_is_nothing_to_count_from() -> None:
    made = report((), (), Grouping.DAY, UTC)

    assert made.periods == ()
    assert made.total.dictations == 0
    assert made.total.words_per_minute is None
    assert made.total.delivered_share is None
    assert made.total.latency_p50_seconds is None


def test_figures_are_summed_over_the_dictations() -> None:
    records = [a_record(words=60, speech_seconds=30.0), a_record(words=40, speech_seconds=20.0)]

    total = report(records, (), Grouping.DAY, UTC).total

    assert total.dictations == 2
    assert total.words == 100
    assert total.spoken_minutes == pytest.approx(5 / 6)
    assert total.words_per_minute == pytest.approx(120)


def test_each_day_and_each_week_stands_for_itself() -> None:
    records = [a_record(started_at=at(day), words=day) for day in (2, 2, 8, 9)]

    by_day = report(records, (), Grouping.DAY, UTC).periods
    by_week = report(records, (), Grouping.WEEK, UTC).periods

    assert [(period.first_day.day, period.figures.words) for period in by_day] == [
        (2, 4),
        (8, 8),
        (9, 9),
    ]
    assert [(period.first_day, period.last_day) for period in by_week] == [
        (date(2026, 3, 2), date(2026, 3, 8)),
        (date(2026, 3, 9), date(2026, 3, 15)),
    ]
    assert [period.figures.words for period in by_week] == [12, 9]


def test_a_dictation_belongs_to_the_day_of_the_users_own_clock() -> None:
    shortly_after_midnight = a_record(started_at=at(2, hour=23))

    (period,) = report((shortly_after_midnight,), (), Grouping.DAY, COPENHAGEN_IN_WINTER).periods

    assert period.first_day == date(2026, 3, 3)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone can't be set on Windows")
def test_without_a_zone_the_machines_own_holds_with_its_summer_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as changed:
        changed.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
        time.tzset()
        winter = a_record(started_at=datetime(2026, 3, 2, 22, 30, tzinfo=UTC))
        summer = a_record(started_at=datetime(2026, 6, 2, 22, 30, tzinfo=UTC))

        periods = report((winter, summer), (), Grouping.DAY, None).periods
    time.tzset()

    assert [period.first_day for period in periods] == [date(2026, 3, 2), date(2026, 6, 3)]


def test_delivery_is_counted_among_the_texts_there_were() -> None:
    outcomes = (
        DeliveryOutcome.INSERTED,
        DeliveryOutcome.UNKNOWN,
        DeliveryOutcome.REFUSED,
        DeliveryOutcome.INSERTED,
        DeliveryOutcome.NOTHING,
    )

    total = report([a_record(delivered=o) for o in outcomes], (), Grouping.DAY, UTC).total

    assert total.delivered_share == 0.5


def test_latency_is_that_of_the_typical_dictation() -> None:
    records = [
        a_record(latency_p50_seconds=p50, latency_p95_seconds=p95)
        for p50, p95 in ((1.0, 1.5), (1.2, 9.0), (1.1, 1.6), (None, None))
    ]

    total = report(records, (), Grouping.DAY, UTC).total

    assert total.latency_p50_seconds == 1.1
    assert total.latency_p95_seconds == 1.6


def test_corrections_count_where_the_words_were_dictated() -> None:
    monday, tuesday = a_record(started_at=at(2), words=50), a_record(started_at=at(3), words=50)
    corrections = [a_correction(monday, corrected_words=n, corrected_at=at(3)) for n in (2, 3)]

    made = report((monday, tuesday), corrections, Grouping.DAY, UTC)

    assert [period.figures.corrected_share for period in made.periods] == [0.1, 0.0]
    assert made.total.corrected_share == 0.05


def test_errors_are_counted_by_kind_the_most_frequent_first() -> None:
    codes = (
        FaultCode.MODEL_MISSING,
        FaultCode.MICROPHONE_LOST,
        None,
        FaultCode.MICROPHONE_LOST,
    )

    total = report([a_record(error_code=code) for code in codes], (), Grouping.DAY, UTC).total

    assert list(total.errors.items()) == [
        (FaultCode.MICROPHONE_LOST, 2),
        (FaultCode.MODEL_MISSING, 1),
    ]


@given(days=st.lists(st.integers(1, 31)), grouping=st.sampled_from(Grouping))
def test_the_periods_add_up_to_the_total(days: list[int], grouping: Grouping) -> None:
    records = [a_record(started_at=at(day), words=day) for day in days]

    made = report(records, (), grouping, COPENHAGEN_IN_WINTER)

    assert sum(period.figures.words for period in made.periods) == made.total.words == sum(days)
    assert sum(period.figures.dictations for period in made.periods) == len(days)
    assert all(period.figures.dictations for period in made.periods)


def test_a_report_is_plain_json() -> None:
    made = report((a_record(error_code=FaultCode.DISK_FULL),), (), Grouping.WEEK, UTC)

    read = json.loads(json.dumps(report_as_mapping(made)))

    assert read["grouping"] == "week"
    assert read["periods"][0]["first_day"] == "2026-03-02"
    assert read["periods"][0]["last_day"] == "2026-03-08"
    assert read["total"]["words"] == 60
    assert read["total"]["errors"] == {"disk_full": 1}

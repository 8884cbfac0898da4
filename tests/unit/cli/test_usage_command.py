"""`ordret usage`, as it is typed."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from command_line import CommandLine
from ordret.cli.usage import FAULTS, since_day
from ordret.errors import FaultCode
from ordret.usage.record import UsageRecord
from ordret.usage.store import SqliteUsageStore, UsageLog
from usage_records import a_correction, a_record

NOW = datetime.now(UTC)
"""The command itself reads the clock, to delete what is too old."""


def keep(ordret: CommandLine, *records: UsageRecord) -> None:
    store = SqliteUsageStore(ordret.paths.usage_file, 5.0)
    for record in records:
        store.append(record)
        store.append_correction(a_correction(record, corrected_words=3))
    store.close()


def a_record_of(day: datetime, **changes: object) -> UsageRecord:
    return a_record(started_at=day, ended_at=day + timedelta(minutes=1), **changes)


def test_without_dictations_there_is_nothing_and_nothing_is_made(ordret: CommandLine) -> None:
    answer = ordret.run("usage")

    assert (answer.status, answer.out) == (0, "")
    assert answer.err == "Der er ingen dikteringer.\n"
    assert not ordret.paths.data_folder.exists()


def test_the_figures_are_shown_in_danish(ordret: CommandLine) -> None:
    keep(ordret, *(a_record_of(NOW, words=600, speech_seconds=255.0) for _ in range(2)))

    answer = ordret.run("usage")

    assert answer.status == 0
    day = f"{NOW.astimezone():%d.%m.%Y}"
    by_day, total = (line.split() for line in answer.out.splitlines()[1:3])
    figures = ["2", "1.200", "8,5", "141", "1,0", "s", "100", "%", "0,5", "%"]
    assert by_day == [day, *figures]
    assert total == ["I", "alt", *figures]


def test_weeks_are_told_by_their_number(ordret: CommandLine) -> None:
    keep(ordret, a_record_of(NOW))

    year, week, _ = NOW.astimezone().isocalendar()

    assert f"{year}, uge {week} " in ordret.run("usage", "--by", "week").out


def test_since_leaves_out_what_is_older(ordret: CommandLine) -> None:
    keep(ordret, a_record_of(NOW - timedelta(days=20)), a_record_of(NOW))
    since = f"{NOW - timedelta(days=5):%d.%m.%Y}"

    answer = ordret.run("usage", "--since", since, "--json")

    assert json.loads(answer.out)["total"]["dictations"] == 1
    assert json.loads(ordret.run("usage", "--json").out)["total"]["dictations"] == 2


def test_since_takes_the_corrections_along() -> None:
    old = a_record(started_at=datetime(2026, 3, 2, 12, tzinfo=UTC))
    new = a_record(started_at=datetime(2026, 3, 4, 12, tzinfo=UTC))
    log = UsageLog((old, new), (a_correction(old), a_correction(new)), ())

    kept = since_day(log, datetime(2026, 3, 3, tzinfo=UTC).date())

    assert kept.records == (new,)
    assert [correction.record_id for correction in kept.corrections] == [new.record_id]


def test_what_went_wrong_is_told_in_words(ordret: CommandLine) -> None:
    keep(ordret, a_record_of(NOW, error_code=FaultCode.MICROPHONE_LOST, audio_drops=2))

    answer = ordret.run("usage")

    assert "Det gik galt: mikrofonen forsvandt (1)." in answer.out
    assert "2 stykker mangler" in answer.out


def test_there_are_words_for_everything_that_can_go_wrong() -> None:
    assert set(FAULTS) == set(FaultCode)


def test_raw_is_every_row_as_it_is_kept(ordret: CommandLine) -> None:
    record = a_record_of(NOW)
    keep(ordret, record)

    raw = json.loads(ordret.run("usage", "--raw").out)

    assert raw["dictations"] == [record.model_dump(mode="json")]
    assert raw["corrections"][0]["corrected_words"] == 3
    assert raw["deletions"] == []


def test_what_has_been_kept_for_long_enough_is_deleted(ordret: CommandLine) -> None:
    keep(ordret, a_record_of(NOW - timedelta(days=40)), a_record_of(NOW))
    ordret.write_settings("[usage]\nretention_days = 30\n")

    raw = json.loads(ordret.run("usage", "--raw").out)

    assert len(raw["dictations"]) == 1
    assert raw["deletions"][0]["records"] == 1


def test_one_whose_use_is_not_counted_is_told_so(ordret: CommandLine) -> None:
    ordret.write_settings("[usage]\ncollect = false\n")

    assert "tælles ikke" in ordret.run("usage").err


@pytest.mark.parametrize("damage", [b"no database", b""])
def test_a_damaged_file_is_a_fault_or_a_new_beginning(ordret: CommandLine, damage: bytes) -> None:
    ordret.paths.data_folder.mkdir(parents=True)
    ordret.paths.usage_file.write_bytes(damage)

    answer = ordret.run("usage")

    assert answer.status == (1 if damage else 0)
    assert ("er beskadiget" in answer.err) == bool(damage)

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, Field, ValidationError

from ordret.errors import FaultCode
from ordret.usage.record import Correction, Deletion, UsageRecord, as_mapping
from usage_records import a_correction, a_record

ROWS: tuple[type[BaseModel], ...] = (UsageRecord, Correction, Deletion)

SAID = (
    "Borgeren søger om hjælp til rengøring.",
    "Åse Østergård",
    "Østergård",
    "000061-4285",
    "0000614285",
    "/home/aase/modeller/åses model",
    "C:\\Brugere\\aase",
    "Re: Åse Østergårds sag",
    "",
)


def kinds_of(row: type[BaseModel]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each kind of value that each field of `row` may have, as a JSON schema."""
    schema = row.model_json_schema()
    for name, field in schema["properties"].items():
        for kind in field.get("anyOf", [field]):
            if "$ref" in kind:
                yield name, schema["$defs"][kind["$ref"].rpartition("/")[2]]
            else:
                yield name, kind


def cannot_hold_a_sentence(kind: dict[str, Any]) -> bool:
    if kind["type"] != "string":
        return kind["type"] in {"integer", "number", "null"}
    if "enum" in kind or kind.get("format") in {"uuid", "date-time"}:
        return True
    return "pattern" in kind and kind.get("maxLength", 1000) <= 60


@pytest.mark.parametrize("row", ROWS)
def test_every_field_is_a_figure_a_closed_list_an_id_a_time_or_a_short_pattern(
    row: type[BaseModel],
) -> None:
    for name, kind in kinds_of(row):
        assert cannot_hold_a_sentence(kind), f"{row.__name__}.{name} could hold dictated text"


def test_the_check_above_catches_free_text() -> None:
    class Careless(BaseModel):
        text: str
        words: list[int]
        note: Annotated[str, Field(max_length=2000, pattern=r"^.*$")] | None

    assert [name for name, kind in kinds_of(Careless) if not cannot_hold_a_sentence(kind)] == [
        "text",
        "words",
        "note",
    ]


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize(
    "name",
    [name for name in UsageRecord.model_fields if name != "department"],
)
def test_no_field_takes_what_was_said_or_who_said_it(name: str, said: str) -> None:
    with pytest.raises(ValidationError):
        a_record(**{name: said})


@pytest.mark.parametrize("said", ["000061-4285", "0000614285", "sagen om 000061-4285", "a\nb"])
def test_the_department_takes_no_cpr_number_and_no_second_line(said: str) -> None:
    with pytest.raises(ValidationError):
        a_record(department=said)


def test_a_field_that_is_not_declared_is_refused() -> None:
    with pytest.raises(ValidationError):
        a_record(text="Borgeren søger om hjælp.")


def test_times_are_kept_in_whole_seconds_of_utc() -> None:
    copenhagen = timezone(timedelta(hours=2))

    record = a_record(started_at=datetime(2026, 6, 1, 10, 30, 5, 999_000, tzinfo=copenhagen))

    assert record.started_at == datetime(2026, 6, 1, 8, 30, 5, tzinfo=UTC)
    assert as_mapping(record)["started_at"] == "2026-06-01T08:30:05Z"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValidationError):
        a_record(started_at=datetime(2026, 6, 1, 10, 30, tzinfo=UTC).replace(tzinfo=None))


@pytest.mark.parametrize("version", ["0.1.0", "1.0", "2.13.4rc1", "0.2.0.dev3", "1.0.post1"])
def test_a_version_is_one_that_pip_knows(version: str) -> None:
    assert a_record(ordret_version=version).ordret_version == version


@pytest.mark.parametrize("seconds", [-0.1, float("nan"), float("inf")])
def test_seconds_are_a_finite_length(seconds: float) -> None:
    with pytest.raises(ValidationError):
        a_record(audio_seconds=seconds)


def test_a_row_is_plain_json_and_comes_back_the_same() -> None:
    record = a_record(error_code=FaultCode.MICROPHONE_LOST, latency_p50_seconds=1.23456)

    line = json.dumps(as_mapping(record))

    assert UsageRecord.model_validate_json(line) == record
    assert json.loads(line)["error_code"] == "microphone_lost"
    assert json.loads(line)["latency_p50_seconds"] == 1.235
    assert list(json.loads(line)) == list(UsageRecord.model_fields)


def test_a_correction_changes_at_least_one_word() -> None:
    with pytest.raises(ValidationError):
        a_correction(a_record(), corrected_words=0)


def test_every_field_is_explained_to_those_who_are_counted() -> None:
    page = (Path(__file__).parents[3] / "docs" / "forbrug.md").read_text(encoding="utf-8")

    for row in ROWS:
        for name in row.model_fields:
            assert f"| `{name}` |" in page, f"docs/forbrug.md does not explain {name}"


def test_every_choice_is_explained_to_those_who_are_counted() -> None:
    page = (Path(__file__).parents[3] / "docs" / "forbrug.md").read_text(encoding="utf-8")
    schema = UsageRecord.model_json_schema()

    for name in ("Destination", "DeliveryOutcome", "Device", "OperatingSystem"):
        for choice in schema["$defs"][name]["enum"]:
            assert f"`{choice}`" in page

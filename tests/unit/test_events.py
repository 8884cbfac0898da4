"""The form that other programs read is the one that docs/events.md promises."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordret.errors import FaultCode
from ordret.events import (
    CommandDone,
    Delivered,
    Ended,
    ErrorRaised,
    Event,
    Final,
    Notice,
    Partial,
    Revised,
    Stage,
    StageChanged,
    Suggested,
    Word,
    Written,
    to_json,
)
from ordret.usage.record import UsageRecord, as_mapping

PAGE = (Path(__file__).parents[2] / "docs" / "events.md").read_text(encoding="utf-8")
EXAMPLES = [line for block in re.findall(r"```json\n(.*?)```", PAGE, re.S) for line in [block[:-1]]]


def event_of(fields: Mapping[str, Any]) -> Event:
    """The event that a line of JSON tells of."""
    match fields["event"]:
        case "stage":
            return StageChanged(Stage(fields["stage"]))
        case "partial":
            return Partial(fields["at"], fields["committed"], fields["tentative"])
        case "final":
            words = tuple(
                Word(word["word"], word["start"], word["end"], word["probability"])
                for word in fields["words"]
            )
            return Final(fields["at"], fields["start"], fields["end"], fields["text"], words)
        case "revised":
            return Revised(fields["at"], fields["start"], fields["end"], fields["text"])
        case "notice":
            return Notice(FaultCode(fields["code"]), fields["message"])
        case "error":
            return ErrorRaised(FaultCode(fields["code"]), fields["message"])
        case "text":
            return Delivered(fields["text"], fields["fields"])
        case "suggestion":
            return Suggested(fields["at"], fields["heard"], fields["write"])
        case "written":
            return Written(fields["at"], fields["field"], fields["kept"], fields["text"])
        case "command":
            return CommandDone(fields["at"], fields["id"], fields["action"], fields["done"])
        case "ended":
            return Ended(fields["usage"])
    raise AssertionError(fields["event"])


@pytest.mark.parametrize("line", EXAMPLES, ids=lambda line: json.loads(line)["event"])
def test_each_example_on_the_page_is_what_the_program_writes(line: str) -> None:
    assert to_json(event_of(json.loads(line))) == line


def test_the_page_has_an_example_and_a_section_for_every_kind_of_event() -> None:
    kinds = [json.loads(line)["event"] for line in EXAMPLES]
    sections = re.findall(r"^## ([a-z]+)$", PAGE, re.M)
    assert kinds == sections
    assert len(kinds) == len(Event.__args__)


def test_the_page_names_every_key() -> None:
    named = set(re.findall(r"`(?:words\[\]\.)?([a-z0-9_]+)`", PAGE))
    for line in EXAMPLES:
        fields = json.loads(line)
        keys = {*fields, *fields.get("usage", {})}
        keys |= {key for word in fields.get("words", []) for key in word}
        assert keys <= named


def test_the_page_names_every_stage_and_every_code() -> None:
    assert all(f"`{stage.value}`" in PAGE for stage in Stage)
    codes = PAGE.partition("## Codes")[2]
    assert set(re.findall(r"`([a-z_]+)`", codes)) == set(FaultCode)


def test_the_usage_record_on_the_page_is_a_true_one() -> None:
    usage = json.loads(EXAMPLES[-1])["usage"]
    record = UsageRecord.model_validate_json(json.dumps(usage))
    assert record.record_id == UUID(usage["record_id"])
    assert as_mapping(record) == usage
    assert list(as_mapping(record)) == list(usage)


def test_the_example_of_a_revision_replaces_the_example_of_a_final() -> None:
    by_kind = {json.loads(line)["event"]: json.loads(line) for line in EXAMPLES}
    final, revised, text = by_kind["final"], by_kind["revised"], by_kind["text"]
    assert (revised["start"], revised["end"]) == (final["start"], final["end"])
    assert text["text"].startswith(revised["text"])
    assert by_kind["ended"]["usage"]["characters"] == len(text["text"])
    assert by_kind["ended"]["usage"]["words"] == len(text["text"].split())


def test_times_and_probabilities_have_three_decimals() -> None:
    word = Word("sag.", 0.12345, 0.6789999, 0.98765)
    line = to_json(Final(1.23456, 0.00049, 2.0, "sag.", (word,)))
    assert json.loads(line) == {
        "event": "final",
        "at": 1.235,
        "start": 0.0,
        "end": 2.0,
        "text": "sag.",
        "words": [{"word": "sag.", "start": 0.123, "end": 0.679, "probability": 0.988}],
    }


@given(st.text(), st.text())
def test_whatever_is_said_is_one_line_and_comes_back(committed: str, tentative: str) -> None:
    line = to_json(Partial(1.0, committed, tentative))
    assert "\n" not in line
    assert "\r" not in line
    assert json.loads(line)["committed"] == committed
    assert json.loads(line)["tentative"] == tentative


def test_danish_letters_are_written_as_they_are() -> None:
    assert "Sønderbro æ ø å »§ 41«" in to_json(Delivered("Sønderbro æ ø å »§ 41«", {}))

"""What is kept about a dictation: figures and closed lists, and no word of what was said.

Every text field is a closed list or a pattern that no sentence fits. The one with words in it,
`department`, is a setting. `docs/forbrug.md` explains each field to those who are counted.
"""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from ordret.errors import FaultCode
from ordret.settings.declaration import Department

OWN_MODEL = "own"
"""The `model_id` of a model that is in no catalogue: the name of its folder tells too much."""


class Destination(StrEnum):
    """Where the text went."""

    NOTE = "note"
    LETTER = "letter"
    TEXT = "text"
    WINDOW = "window"
    OTHER_PROGRAM = "other_program"


class DeliveryOutcome(StrEnum):
    """Whether the text arrived. `NOTHING`: there was no text to deliver."""

    INSERTED = "inserted"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    NOTHING = "nothing"


class Device(StrEnum):
    """What the model ran on."""

    CPU = "cpu"
    CUDA = "cuda"


class ComputeType(StrEnum):
    """How the model's numbers were stored: the types that CTranslate2 knows."""

    INT8 = "int8"
    INT8_FLOAT32 = "int8_float32"
    INT8_FLOAT16 = "int8_float16"
    INT8_BFLOAT16 = "int8_bfloat16"
    INT16 = "int16"
    FLOAT16 = "float16"
    BFLOAT16 = "bfloat16"
    FLOAT32 = "float32"


class OperatingSystem(StrEnum):
    """What the program ran on."""

    LINUX = "linux"
    WINDOWS = "windows"
    OTHER = "other"


def _utc_whole_second(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _milliseconds(seconds: float) -> float:
    return round(seconds, 3)


Moment = Annotated[AwareDatetime, AfterValidator(_utc_whole_second)]
"""A time with a zone, kept in UTC and whole seconds."""

Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False), AfterValidator(_milliseconds)]
Count = Annotated[int, Field(ge=0)]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class UsageRecord(_Row):
    """One dictation. Raises pydantic's `ValidationError`, a bug, where a value is not a figure.

    The model fields are None where no model came to run; latency counts from the end of an
    utterance to its final text and is None where there was no utterance.
    """

    schema_version: Literal[1] = 1
    record_id: UUID
    user_pseudonym: Annotated[str, Field(max_length=32, pattern=r"^[0-9a-f]{32}$")]
    department: Department
    started_at: Moment
    ended_at: Moment
    audio_seconds: Seconds
    speech_seconds: Seconds
    utterances: Count
    words: Count
    characters: Count
    second_pass_changed_words: Count
    destination: Destination
    delivered: DeliveryOutcome
    latency_p50_seconds: Seconds | None
    latency_p95_seconds: Seconds | None
    model_id: Annotated[str, Field(max_length=40, pattern=r"^[a-z][a-z0-9._-]*$")] | None
    device: Device | None
    compute_type: ComputeType | None
    ordret_version: Annotated[
        str, Field(max_length=30, pattern=r"^[0-9]+(\.[0-9]+)+(\.?(a|b|rc|dev|post)[0-9]+)*$")
    ]
    operating_system: OperatingSystem
    audio_drops: Count
    error_code: FaultCode | None


class Correction(_Row):
    """Words of a dictation that the user changed by hand since the last correction was noted.

    A row of its own, because a record is never changed.
    """

    correction_id: UUID
    record_id: UUID
    corrected_at: Moment
    corrected_words: Annotated[int, Field(ge=1)]


class Deletion(_Row):
    """Records that ended before `ended_before` were deleted because their time was up."""

    deleted_at: Moment
    ended_before: Moment
    records: Count


def as_mapping(row: UsageRecord | Correction | Deletion) -> dict[str, object]:
    """The row as plain JSON values, in the order of its fields."""
    return row.model_dump(mode="json")

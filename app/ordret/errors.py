"""The faults a user can do something about, told in Danish.

Errors come in three families. A `Fault` is the surroundings': it has a code from a closed
list, what happened, and what to do. `Cancelled` is the user's own doing and is silent.
Anything else is a bug; `cli` writes it to the log whole, without dictated text.
"""

from enum import StrEnum
from typing import ClassVar


class FaultCode(StrEnum):
    """Every code there is. They stand in usage records, so they never hold free text."""

    AUDIO_FILE_UNREADABLE = "audio_file_unreadable"
    AUDIO_OVERRUN = "audio_overrun"
    MICROPHONE_MISSING = "microphone_missing"
    MICROPHONE_LOST = "microphone_lost"
    MICROPHONE_SILENT = "microphone_silent"
    MODEL_MISSING = "model_missing"
    MODEL_DAMAGED = "model_damaged"
    MODEL_UNSUITED = "model_unsuited"
    MODEL_HUB_UNREACHABLE = "model_hub_unreachable"
    MODEL_LICENCE = "model_licence"
    CPU_UNSUITED = "cpu_unsuited"
    CUDA_UNUSABLE = "cuda_unusable"
    RECOGNITION_FAILED = "recognition_failed"
    DISK_FULL = "disk_full"
    FILE_UNWRITABLE = "file_unwritable"
    FILE_UNREADABLE = "file_unreadable"
    STORE_UNUSABLE = "store_unusable"
    SPOOL_DAMAGED = "spool_damaged"
    DICTATION_UNFINISHED = "dictation_unfinished"
    KEY_UNAVAILABLE = "key_unavailable"
    TEMPLATE_INVALID = "template_invalid"
    COMMANDS_INVALID = "commands_invalid"
    AUTOTEXT_INVALID = "autotext_invalid"
    VOCABULARY_INVALID = "vocabulary_invalid"
    FIELD_MISSING = "field_missing"
    SETTING_INVALID = "setting_invalid"
    REQUEST_INVALID = "request_invalid"


class Fault(Exception):
    """Something outside the program is wrong.

    `what` says what happened and `remedy` what the user can do; both are whole Danish
    sentences and never hold dictated text.
    """

    exit_status: ClassVar[int] = 1

    def __init__(self, code: FaultCode, what: str, remedy: str) -> None:
        super().__init__(f"{what} {remedy}".strip())
        self.code = code
        self.what = what
        self.remedy = remedy


class RequestFault(Fault):
    """The user asked for something that can't be had as asked: a wrong setting or argument."""

    exit_status: ClassVar[int] = 2


class Cancelled(Exception):
    """The user stopped it. Nothing is shown."""

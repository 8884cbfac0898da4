"""Whether a microphone delivers, judged by its data and by nothing else.

A driver may report nothing at all when its microphone is pulled out, so the only sure sign is
that samples stop coming. Time is an argument.
"""

from enum import StrEnum

NEVER_AFTER_SECONDS = 3.0
"""Bluetooth headsets take up to two seconds to open their microphone."""

STALLED_AFTER_SECONDS = 1.0
"""Many times the longest pause between two blocks of a working device."""

ZEROS_AT_FIRST_SECONDS = 3.0
"""A microphone that is on has noise; one that begins with nothing but zeros is muted or blocked."""

ZEROS_LATER_SECONDS = 10.0
"""Longer than at first: some headsets send zeros in the pauses of a speaker they have heard."""

STEADY_AFTER_SECONDS = 1.0
"""So that a loose plug does not cost a gap each time it makes contact."""

_LONGEST_LOOK_SECONDS = 0.5
"""After a longer pause it was us who slept, or the whole machine: the device gets its chance."""


class Flow(StrEnum):
    """What a microphone's data looks like."""

    STARTING = "starting"
    """Nothing came yet, and that may be normal."""
    NEVER = "never"
    """Nothing ever came."""
    FLOWING = "flowing"
    ZEROS = "zeros"
    """Data comes, but for a long time all of it is exactly zero."""
    STALLED = "stalled"
    """Data came and stopped."""


class FlowWatch:
    """Told each time somebody looks for data, it says how the data flows."""

    def __init__(self, opened_at_seconds: float) -> None:
        self._looked_at_seconds = opened_at_seconds
        self._first_at_seconds: float | None = None
        self._last_at_seconds = opened_at_seconds
        self._quiet_seconds = 0.0
        self._zeros_seconds = 0.0
        self._heard_anything = False

    @property
    def started(self) -> bool:
        """Whether any data ever came."""
        return self._first_at_seconds is not None

    @property
    def last_at_seconds(self) -> float:
        """When data last came; when the device was opened, where none ever did."""
        return self._last_at_seconds

    def arrived(self, at_seconds: float, *, block_seconds: float, all_zeros: bool) -> None:
        """A block of `block_seconds` was there."""
        if self._first_at_seconds is None:
            self._first_at_seconds = at_seconds
        self._looked_at_seconds = self._last_at_seconds = at_seconds
        self._quiet_seconds = 0.0
        if all_zeros:
            self._zeros_seconds += block_seconds
        else:
            self._zeros_seconds = 0.0
            self._heard_anything = True

    def nothing_came(self, at_seconds: float) -> None:
        """There was nothing new."""
        self._quiet_seconds += min(at_seconds - self._looked_at_seconds, _LONGEST_LOOK_SECONDS)
        self._looked_at_seconds = at_seconds

    def flow(self) -> Flow:
        """How the data flows."""
        if not self.started:
            return Flow.NEVER if self._quiet_seconds >= NEVER_AFTER_SECONDS else Flow.STARTING
        if self._quiet_seconds >= STALLED_AFTER_SECONDS:
            return Flow.STALLED
        patience_seconds = ZEROS_LATER_SECONDS if self._heard_anything else ZEROS_AT_FIRST_SECONDS
        return Flow.ZEROS if self._zeros_seconds >= patience_seconds else Flow.FLOWING

    @property
    def steady(self) -> bool:
        """Whether data has flowed for so long that the device can be relied on."""
        return (
            self._first_at_seconds is not None
            and self.flow() in (Flow.FLOWING, Flow.ZEROS)
            and self._last_at_seconds - self._first_at_seconds >= STEADY_AFTER_SECONDS
        )

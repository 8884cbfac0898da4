"""A microphone becomes 16 kHz mono chunks; where it vanishes, the system's default takes over.

The one wanted is the one chosen or, without a choice, the default the dictation began with. No gap
goes untold, and none is made without need: when the one wanted is there again it is opened beside
the one in use, and only when it has delivered for a while does the other close.
"""

import time
from collections import deque
from collections.abc import Callable
from types import TracebackType
from typing import Self

from ordret.audio import microphone_faults as faults
from ordret.audio.capture import Capture
from ordret.audio.device import (
    AudioSystem,
    MicrophoneDevice,
    default_microphone,
    find_microphone,
    same_microphone,
)
from ordret.audio.portaudio import PortAudio
from ordret.audio.source import AudioEnd, AudioMessage, AudioNotice
from ordret.audio.watch import NEVER_AFTER_SECONDS, Flow
from ordret.errors import Fault

_WAIT_SLICE_SECONDS = 0.1
_OPEN_AGAIN_AFTER_SECONDS = 0.5
_LOOK_FOR_WANTED_EVERY_SECONDS = 2.0

_Explain = Callable[[MicrophoneDevice, float], Fault]
"""What to tell of a gap, given the microphone in use after it and its length in seconds."""


class Microphone:
    """An `AudioSource` over the microphone named `device_name`; None is the system's default.

    Opening raises `Fault` MICROPHONE_MISSING where there is no microphone and MICROPHONE_SILENT
    where none opens. Where only the chosen one can't be had, the default is used and an
    `AudioNotice` says so. `read` raises MICROPHONE_SILENT where nothing comes for 3 s, and
    MICROPHONE_LOST where the microphone stopped and no other could go on.

    `queue_seconds` is how far the reader may fall behind before sound is dropped, and told.
    """

    def __init__(
        self,
        device_name: str | None,
        *,
        system: AudioSystem | None = None,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        queue_seconds: float = 30.0,
    ) -> None:
        self._wanted_name = device_name
        self._find = find_microphone
        self._system = PortAudio() if system is None else system
        self._now = now
        self._sleep = sleep
        self._queue_seconds = queue_seconds

        self._ready: deque[AudioMessage] = deque()
        self._fault: Fault | None = None
        self._ended = False
        self._stop_at: float | None = None

        self._current: Capture | None = None
        self._returning: Capture | None = None
        self._fingerprint = ""
        self._try_at = 0.0

        self._lost: MicrophoneDevice | None = None
        self._sound_until = 0.0
        self._give_up_at = 0.0
        self._explain: _Explain | None = None

    def __enter__(self) -> Self:
        devices = self._refreshed()
        default = default_microphone(devices)
        if default is None:
            raise faults.none_there()
        name = self._wanted_name
        if name is not None:
            self._current = self._opened(find_microphone(name, devices))
        if self._current is None:
            self._current = self._capture(default)
            if name is not None:
                self._explain = lambda used, _: faults.not_connected(name, used)
                return self
        self._wanted_name, self._find = self._current.device.name, same_microphone
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()
        self._ended = True

    def read(self, timeout_seconds: float) -> AudioMessage | None:
        """The next message; see `AudioSource.read`."""
        deadline = self._now() + timeout_seconds
        while True:
            if self._ready:
                return self._ready.popleft()
            if self._fault is not None:
                raise self._fault
            if self._ended:
                return AudioEnd()
            left_seconds = deadline - self._now()
            self._advance(min(max(left_seconds, 0.0), _WAIT_SLICE_SECONDS))
            if left_seconds <= 0 and not (self._ready or self._fault or self._ended):
                return None

    def stop(self) -> None:
        """See `AudioSource.stop`. What was said by now may still be in the device; it is taken."""
        if self._stop_at is None:
            latency_seconds = 0.0 if self._current is None else self._current.latency_seconds
            self._stop_at = self._now() + latency_seconds

    def _advance(self, wait_seconds: float) -> None:
        if self._stop_at is not None and self._now() >= self._stop_at:
            self._end()
        elif self._current is None:
            self._go_on(wait_seconds)
        else:
            self._listen(self._current, wait_seconds)

    def _end(self) -> None:
        self._close()
        if self._lost is not None:
            self._ready.append(AudioNotice(faults.none_to_go_on_with(self._lost)))
        self._ended = True

    def _listen(self, current: Capture, wait_seconds: float) -> None:
        messages = current.take(wait_seconds)
        flow = current.flow
        if self._explain is not None and flow in (Flow.FLOWING, Flow.ZEROS):
            gap_seconds = self._now() - self._sound_until
            self._ready.append(AudioNotice(self._explain(current.device, gap_seconds)))
            self._explain = self._lost = None
        self._ready.extend(messages)
        match flow:
            case Flow.STALLED:
                self._lose(current)
            case Flow.NEVER:
                self._close()
                self._fault = (
                    faults.never_delivers(current.device, NEVER_AFTER_SECONDS)
                    if self._lost is None
                    else faults.none_to_go_on_with(self._lost)
                )
            case Flow.FLOWING | Flow.ZEROS:
                self._look_for_wanted(current)

    def _lose(self, current: Capture) -> None:
        lost = current.device

        def explain(used: MicrophoneDevice, seconds: float) -> Fault:
            if used.name == lost.name:
                return faults.delivers_again(used, seconds)
            return faults.went_on(lost, used, seconds)

        self._replace(current, explain)

    def _replace(self, current: Capture, explain: _Explain) -> None:
        """Close the microphone in use and open whatever is the system's default by now."""
        self._lost, self._explain = current.device, explain
        self._sound_until = current.last_at_seconds
        self._give_up_at = self._now() + NEVER_AFTER_SECONDS
        self._try_at = self._now()
        self._close()
        self._go_on(0.0)

    def _go_on(self, wait_seconds: float) -> None:
        if self._now() < self._try_at:
            self._sleep(min(wait_seconds, self._try_at - self._now()))
            return
        self._try_at = self._now() + _OPEN_AGAIN_AFTER_SECONDS
        devices = self._refreshed()
        self._current = self._opened(default_microphone(devices))
        if self._current is None:
            self._current = self._opened(self._find_wanted(devices))
        if self._current is None and self._lost is not None and self._now() >= self._give_up_at:
            self._fault = faults.none_to_go_on_with(self._lost)

    def _look_for_wanted(self, current: Capture) -> None:
        """Where another microphone is in use than the one wanted, see if that is there again."""
        if self._find_wanted((current.device,)) is not None:
            return
        if self._returning is not None:
            self._try_to_return(current, self._returning)
        elif self._now() >= self._try_at:
            self._try_at = self._now() + _LOOK_FOR_WANTED_EVERY_SECONDS
            wanted = self._find_wanted(self._system.microphones())
            if wanted is not None:
                self._returning = self._opened(wanted)
            elif self._system.fingerprint() != self._fingerprint:
                self._replace(current, lambda _, seconds: faults.looked_anew(seconds))

    def _try_to_return(self, current: Capture, returning: Capture) -> None:
        returning.discard()
        if returning.steady:
            self._ready.extend(current.close())
            self._ready.append(AudioNotice(faults.came_back(returning.device)))
            self._current, self._returning = returning, None
        elif returning.flow in (Flow.NEVER, Flow.STALLED):
            returning.close()
            self._returning = None

    def _refreshed(self) -> tuple[MicrophoneDevice, ...]:
        """The microphones there are now; to be asked only while none is open."""
        self._system.refresh()
        self._fingerprint = self._system.fingerprint()
        return self._system.microphones()

    def _find_wanted(self, devices: tuple[MicrophoneDevice, ...]) -> MicrophoneDevice | None:
        return None if self._wanted_name is None else self._find(self._wanted_name, devices)

    def _opened(self, device: MicrophoneDevice | None) -> Capture | None:
        try:
            return None if device is None else self._capture(device)
        except Fault:
            return None

    def _capture(self, device: MicrophoneDevice) -> Capture:
        return Capture(device, self._system, now=self._now, queue_seconds=self._queue_seconds)

    def _close(self) -> None:
        if self._returning is not None:
            self._returning.close()
        if self._current is not None:
            self._ready.extend(self._current.close())
        self._current = self._returning = None

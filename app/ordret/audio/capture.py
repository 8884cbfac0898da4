"""One open microphone: what it delivers becomes messages, in order and without a gap untold."""

from collections.abc import Callable, Iterator

from ordret.audio import microphone_faults as faults
from ordret.audio.block_queue import Block, BlockQueue
from ordret.audio.device import AudioSystem, MicrophoneDevice
from ordret.audio.resample import Resampler, mix_down
from ordret.audio.source import AudioChunk, AudioMessage, AudioNotice
from ordret.audio.watch import Flow, FlowWatch
from ordret.samples import Samples

_OVERFLOW_QUIET_SECONDS = 5.0
"""A machine that is too busy loses sound many times a second; the user is told once."""


class Capture:
    """Opens `device` and holds at most `queue_seconds` of what is not yet read.

    Raises `Fault` where it won't open.
    """

    def __init__(
        self,
        device: MicrophoneDevice,
        system: AudioSystem,
        *,
        now: Callable[[], float],
        queue_seconds: float,
    ) -> None:
        self.device = device
        self._now = now
        self._queue = BlockQueue(round(queue_seconds * device.rate_hz))
        self._resampler = Resampler(device.rate_hz)
        self._stream = system.open(device, self._queue.put)
        self._watch = FlowWatch(now())
        self._zeros_told = False
        self._overflow_told_at: float | None = None

    @property
    def latency_seconds(self) -> float:
        """How long after it was spoken sound comes."""
        return self._stream.latency_seconds

    @property
    def last_at_seconds(self) -> float:
        """When sound last came."""
        return self._watch.last_at_seconds

    @property
    def flow(self) -> Flow:
        """How the data flows, as far as `take` has looked."""
        return self._watch.flow()

    @property
    def steady(self) -> bool:
        """Whether it can be relied on."""
        return self._watch.steady

    def take(self, wait_seconds: float) -> list[AudioMessage]:
        """The messages of the oldest block, waiting for one at most `wait_seconds`."""
        block = self._queue.get(wait_seconds)
        if block is None:
            self._watch.nothing_came(self._now())
            return []
        return list(self._messages(block))

    def discard(self) -> None:
        """Throw away all that came so far; the watch is told of it."""
        while (block := self._queue.get(0.0)) is not None:
            list(self._messages(block))
        self._watch.nothing_came(self._now())

    def close(self) -> list[AudioMessage]:
        """Stop recording; the messages of everything that had come by then."""
        self._stream.close()
        messages: list[AudioMessage] = []
        while (block := self._queue.get(0.0)) is not None:
            messages.extend(self._messages(block))
        messages.extend(_chunk(self._resampler.finish()))
        messages.extend(self._drop_notice(self._queue.dropped_at_the_end()))
        return messages

    def _messages(self, block: Block) -> Iterator[AudioMessage]:
        now = self._now()
        if block.overflowed and self._watch.started:
            yield from self._overflow_notice(now)
        yield from self._drop_notice(block.dropped_frames)
        self._watch.arrived(
            now,
            block_seconds=len(block.frames) / self.device.rate_hz,
            all_zeros=not block.frames.any(),
        )
        yield from self._zeros_notice(self._watch.flow())
        yield from _chunk(self._resampler.feed(mix_down(block.frames)))

    def _overflow_notice(self, now: float) -> Iterator[AudioMessage]:
        told_at = self._overflow_told_at
        if told_at is None or now - told_at >= _OVERFLOW_QUIET_SECONDS:
            self._overflow_told_at = now
            yield AudioNotice(faults.overflowed())

    def _drop_notice(self, dropped_frames: int) -> Iterator[AudioMessage]:
        if dropped_frames:
            yield AudioNotice(faults.dropped(dropped_frames / self.device.rate_hz))

    def _zeros_notice(self, flow: Flow) -> Iterator[AudioMessage]:
        if flow is Flow.ZEROS and not self._zeros_told:
            self._zeros_told = True
            yield AudioNotice(faults.only_zeros(self.device))
        elif flow is Flow.FLOWING and self._zeros_told:
            self._zeros_told = False
            yield AudioNotice(faults.sound_again(self.device))


def _chunk(samples: Samples) -> Iterator[AudioMessage]:
    if len(samples):
        yield AudioChunk(samples)

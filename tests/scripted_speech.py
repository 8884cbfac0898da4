"""Speech without sound: what is said is a script, and a sample tells its place in the stream."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np

from ordret.errors import Fault
from ordret.events import CommandDone, Event, Final, Partial, Revised, Word, Written
from ordret.output.sink import Outcome, SinkField
from ordret.samples import SAMPLE_RATE_HZ, Samples
from ordret.speech.recogniser import Effort, Hypothesis, RecogniserIdentity
from ordret.speech.voice import FRAME_SAMPLES
from ordret.speech.worker import Loaded

SPEECH = 0.9
SILENCE = 0.05

Kind = TypeVar("Kind", bound=Event)

_RAMP = 2.0**-24
"""Every multiple of this below 1 is a float32 of its own: 17 minutes of samples."""


def ramp(sample_count: int, start_sample: int = 0) -> Samples:
    """Audio in which each sample's value tells its place in the stream."""
    places = np.arange(start_sample, start_sample + sample_count, dtype=np.float32)
    return places * np.float32(_RAMP)


def place(samples: Samples) -> int:
    """Where in the stream of a `ramp` these samples begin."""
    assert samples.size, "nothing was given to decode"
    start = round(float(samples[0]) / _RAMP)
    # The last frame of a stream is filled up with zeros.
    whole = samples.size - int(np.argmax(samples[::-1] != 0))
    assert np.array_equal(samples[:whole], ramp(whole, start)), "samples are missing"
    return start


def frames(seconds: float) -> int:
    """How many frames there are in that much of a stream."""
    return round(seconds * SAMPLE_RATE_HZ / FRAME_SAMPLES)


def voice(*stretches: tuple[float, float]) -> list[float]:
    """Probabilities of stretches of (seconds, probability)."""
    return [probability for seconds, probability in stretches for _ in range(frames(seconds))]


class ScriptedDetector:
    """A `VoiceDetector` with a list of probabilities; after it, silence."""

    def __init__(self, probabilities: Iterable[float]) -> None:
        self._probabilities = list(probabilities)
        self.heard = 0

    def probability(self, frame: Samples) -> float:
        assert frame.shape == (FRAME_SAMPLES,)
        self.heard += 1
        if self.heard > len(self._probabilities):
            return SILENCE
        return self._probabilities[self.heard - 1]

    def reset(self) -> None:
        self.heard = 0


def word(text: str, start: float = 0.0, end: float = 0.0, probability: float = 0.9) -> Word:
    return Word(text, start, end, probability)


def said(
    text: str, start: float = 0.0, *, pace: float = 0.4, probability: float = 0.9
) -> Hypothesis:
    """A sure hypothesis in which each word of `text` takes `pace` seconds."""
    words = tuple(
        Word(written, start + pace * at, start + pace * (at + 1), probability)
        for at, written in enumerate(text.split())
    )
    return Hypothesis(words, -0.2, 0.05, 1.0)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a session was asked to decode; `start_sample` is its place in the stream of a `ramp`."""

    samples: Samples
    effort: Effort
    prefix: str
    previous: str

    @property
    def start_sample(self) -> int:
        return place(self.samples)

    @property
    def end_sample(self) -> int:
        return self.start_sample + self.samples.size


Answer = Callable[[Asked], Hypothesis | Fault]


class ScriptedRecogniser:
    """A `Recogniser` that answers by a function and records what it was asked."""

    def __init__(self, answer: Answer, *, device: str = "cpu") -> None:
        self.answer = answer
        self.identity = RecogniserIdentity("base", device, "int8" if device == "cpu" else "float16")
        self.asked: list[Asked] = []
        self.hints: list[tuple[str, ...]] = []

    def start_session(self, hints: tuple[str, ...]) -> "ScriptedSession":
        self.hints.append(hints)
        return ScriptedSession(self)


class ScriptedSession:
    """The session of a `ScriptedRecogniser`: as a real one, it may be abandoned while it works."""

    def __init__(self, recogniser: ScriptedRecogniser) -> None:
        self._recogniser = recogniser

    def decode(
        self,
        samples: Samples,
        effort: Effort,
        *,
        prefix: str = "",
        previous: str = "",
        abandoned: Callable[[], bool] = lambda: False,
    ) -> Hypothesis | None:
        asked = Asked(samples, effort, prefix, previous)
        self._recogniser.asked.append(asked)
        answer = self._recogniser.answer(asked)
        if isinstance(answer, Fault):
            raise answer
        return None if abandoned() else answer


class ScriptedEngine:
    """An `Engine` that gives what it was made with, one after another, and counts."""

    def __init__(
        self, *loads: Loaded | Exception, on_cpu: Loaded | Exception | None = None
    ) -> None:
        self._loads = list(loads)
        self._on_cpu = on_cpu
        self.loaded = 0
        self.loaded_on_cpu = 0

    def load(self) -> Loaded:
        self.loaded += 1
        return self._give(self._loads.pop(0))

    def load_on_cpu(self) -> Loaded:
        self.loaded_on_cpu += 1
        assert self._on_cpu is not None, "nobody should ask for the processor here"
        return self._give(self._on_cpu)

    def _give(self, load: Loaded | Exception) -> Loaded:
        if isinstance(load, Exception):
            raise load
        return load


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word that is truly said, by its place in the stream."""

    text: str
    start_seconds: float
    end_seconds: float


@dataclass
class TrueWords:
    """Knows what is said when, and hears what lies in a window, as a good model does.

    A word that an edge of the window cuts through is heard wrongly and unsurely. Reported times
    are up to `jitter_seconds` wrong, each pass in another way.
    """

    spoken: Sequence[SpokenWord]
    jitter_seconds: float = 0.0
    seed: int = 0
    _passes: int = field(default=0, init=False)

    def __call__(self, asked: Asked) -> Hypothesis:
        return self.between(asked.start_sample, asked.end_sample)

    def between(self, start_sample: int, end_sample: int) -> Hypothesis:
        """What is heard between two samples, with times from the first of them."""
        start, end = start_sample / SAMPLE_RATE_HZ, end_sample / SAMPLE_RATE_HZ
        self._passes += 1
        chance = np.random.default_rng((self.seed, self._passes))
        errors = chance.uniform(-self.jitter_seconds, self.jitter_seconds, (len(self.spoken), 2))
        heard = []
        for true, (early, late) in zip(self.spoken, errors.tolist(), strict=True):
            length = true.end_seconds - true.start_seconds
            inside = min(end, true.end_seconds) - max(start, true.start_seconds)
            if inside <= 0.2 * length:
                continue
            whole = inside >= 0.8 * length
            heard.append(
                Word(
                    true.text if whole else f"~{true.text}",
                    min(max(true.start_seconds + early, start), end) - start,
                    min(max(true.end_seconds + late, start), end) - start,
                    0.9 if whole else 0.3,
                )
            )
        return Hypothesis(tuple(heard), -0.2, 0.05 if heard else 0.9, 1.0)

    def probabilities(self, quiet_seconds_after: float = 0.0) -> list[float]:
        """The voice in the stream: speech in each frame in which some of a word lies."""
        end = max((true.end_seconds for true in self.spoken), default=0.0) + quiet_seconds_after
        voiced = [SILENCE] * (frames(end) + 1)
        for true in self.spoken:
            first = int(true.start_seconds * SAMPLE_RATE_HZ / FRAME_SAMPLES)
            last = int(true.end_seconds * SAMPLE_RATE_HZ / FRAME_SAMPLES)
            voiced[first : last + 1] = [SPEECH] * (last + 1 - first)
        return voiced


class RecordingSink:
    """A `TextSink` that remembers what stands in it and every call.

    `trouble` maps the number of a call, from 1, to the fault it raises or the outcome it gives.
    """

    def __init__(
        self,
        *,
        kind: str = "note",
        revisable: bool = True,
        keeps_at_once: bool = False,
        fields: tuple[SinkField, ...] = (SinkField(),),
        trouble: dict[int, Fault | Outcome] | None = None,
    ) -> None:
        self.kind = kind
        self.revisable = revisable
        self.keeps_at_once = keeps_at_once
        self.fields = fields
        self.first_field_id = fields[0].id
        self.trouble = trouble or {}
        self.calls: list[tuple[str, int, str]] = []
        self.texts: dict[str, str] = {}

    @property
    def text(self) -> str:
        """What stands in the first field."""
        return self.texts.get(self.first_field_id, "")

    def change(self, field_id: str, kept_characters: int, text: str) -> Outcome:
        standing = self.texts.get(field_id, "")
        assert kept_characters <= len(standing), "more is kept than there is"
        outcome = self._called("change", kept_characters, text)
        if outcome is not Outcome.REFUSED:
            self.texts[field_id] = standing[:kept_characters] + text
        return outcome

    def finish(self) -> Outcome:
        return self._called("finish", 0, "")

    def _called(self, name: str, kept_characters: int, text: str) -> Outcome:
        self.calls.append((name, kept_characters, text))
        trouble = self.trouble.get(len(self.calls), Outcome.INSERTED)
        if isinstance(trouble, Fault):
            raise trouble
        return trouble


class Recorder:
    """A `Listener` that remembers every event."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def __call__(self, event: Event) -> None:
        self.events.append(event)

    def of(self, kind: type[Kind]) -> list[Kind]:
        return [event for event in self.events if isinstance(event, kind)]

    @property
    def names(self) -> list[str]:
        """The events' kinds in order, neighbours of one kind counted once."""
        names = [type(event).__name__ for event in self.events]
        return [name for at, name in enumerate(names) if at == 0 or names[at - 1] != name]


def timeless(event: Event) -> Event:
    """The event without the moment it was told, which depends on how sound arrives."""
    if isinstance(event, Partial | Final | Revised | Written | CommandDone):
        return replace(event, at_seconds=0.0)
    return event

"""From what the runs of one system printed and cost to one row of figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import fmean

from measuring.metrics import (
    Latencies,
    SpokenWord,
    end_to_final,
    lost_at_boundaries,
    spoken_to_shown,
    word_error_rate,
)
from measuring.observer import Run
from measuring.timeline import first_sample_seconds, read_timeline
from ordret.speech.scoring import comparable_words

_TEXT_EVENTS = frozenset({"final", "revised", "text"})


@dataclass(frozen=True, slots=True)
class Reference:
    """What was said in a recording: every word with its time, and the end of each utterance."""

    spoken: tuple[SpokenWord, ...]
    speech_ends: tuple[float, ...]

    @property
    def words(self) -> list[str]:
        """The words alone."""
        return [word.text for word in self.spoken]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run cost. CPU a second of audio counts from the first sample to the last final text.

    `load_cpu_seconds` is what was used before the first sample. `others_cores` is how many cores
    everything else on the machine kept busy meanwhile.
    """

    cpu_per_audio_second: float
    load_cpu_seconds: float
    peak_pss_bytes: int
    peak_rss_bytes: int
    others_cores: float


@dataclass(frozen=True, slots=True)
class Row:
    """A system's figures over all its runs on one recording. Latencies pool the runs.

    The rest are means, but for memory, which is the largest, and `lost`, which holds the places
    of the boundary words that were lost in any run.
    """

    shown: Latencies | None
    never_shown: float
    final: Latencies | None
    word_error_rate: float
    lost: frozenset[int]
    cost: Cost


def measure_cost(run: Run, recording_seconds: float, *, stays_open: bool) -> Cost:
    """The cost of `run`. A system that is fed silence until it is done is given that as audio."""
    start = first_sample_seconds(run.lines)
    done = [line.arrived_seconds for line in run.lines if line.event in _TEXT_EVENTS]
    end = max([start + recording_seconds, *done])
    audio_seconds = end - start if stays_open else recording_seconds
    return Cost(
        run.cpu_between(start, end) / audio_seconds,
        run.cpu_between(0, start),
        run.peak_pss_bytes,
        run.peak_rss_bytes,
        run.others_between(start, end),
    )


def mean_cost(costs: Sequence[Cost]) -> Cost:
    """Means, and the largest memory."""
    return Cost(
        fmean(cost.cpu_per_audio_second for cost in costs),
        fmean(cost.load_cpu_seconds for cost in costs),
        max(cost.peak_pss_bytes for cost in costs),
        max(cost.peak_rss_bytes for cost in costs),
        fmean(cost.others_cores for cost in costs),
    )


def evaluate(
    runs: Sequence[Run],
    recording_seconds: float,
    reference: Reference,
    *,
    stays_open: bool,
    streams: bool,
    revised: bool = False,
) -> Row:
    """The row of `runs`; with `revised`, of the text as the second pass left it at delivery."""
    timelines = [read_timeline(run.lines) for run in runs]
    texts = [timeline.revised if revised else timeline.finals for timeline in timelines]
    words = [
        comparable_words(
            timeline.delivered
            if revised and timeline.delivered is not None
            else " ".join(piece.text for piece in text)
        )
        for timeline, text in zip(timelines, texts, strict=True)
    ]
    shown = [
        spoken_to_shown(reference.spoken, timeline.shown, final_words)
        for timeline, final_words in zip(timelines, words, strict=True)
    ]
    finals = [end_to_final(reference.spoken, reference.speech_ends, text) for text in texts]
    costs = [measure_cost(run, recording_seconds, stays_open=stays_open) for run in runs]
    return Row(
        Latencies.of(list(chain.from_iterable(shown))) if streams else None,
        fmean(len(reference.spoken) - len(times) for times in shown),
        Latencies.of(list(chain.from_iterable(finals))) if streams else None,
        fmean(word_error_rate(reference.words, final_words) for final_words in words),
        frozenset[int]().union(*(lost_at_boundaries(reference.spoken, each) for each in words)),
        mean_cost(costs),
    )


def invented_words(run: Run) -> tuple[int, int]:
    """In a recording without speech: the words that became final, and the most that were shown."""
    timeline = read_timeline(run.lines)
    final = sum(len(comparable_words(piece.text)) for piece in timeline.revised)
    shown = max((len(comparable_words(moment.text)) for moment in timeline.shown), default=0)
    return final, shown

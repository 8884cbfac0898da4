"""Measuring a model on recordings whose text is known, from the command line."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rich.console import Console

from ordret.assembly.engine import engine_for
from ordret.assembly.house import House
from ordret.audio.file import AudioFile, Pace
from ordret.cli.base import Surroundings, write_json
from ordret.cli.evaluation import (
    Outcome,
    add_up,
    as_mapping,
    file_table,
    remarks,
    total_table,
    totals_by,
)
from ordret.cli.listening import SoundOfFile, recording_bar, tell_fault, tell_notice
from ordret.cli.manifest import Entry, read_manifest
from ordret.dictation.belief import believe
from ordret.dictation.transcript import Transcript, Utterance
from ordret.errors import Fault
from ordret.samples import SAMPLE_RATE_HZ, Samples
from ordret.speech.actions import Finalise, Revise
from ordret.speech.decoder import Decoder
from ordret.speech.recording import Recording
from ordret.speech.replay import Happening, Replay
from ordret.speech.scoring import compare
from ordret.speech.silero import SileroDetector
from ordret.speech.streaming import Streaming
from ordret.speech.voice import VoiceDetector

Grouping = Literal["kind", "source"]
Tell = Callable[[float], None]


def carry_out(
    surroundings: Surroundings,
    manifest: Path,
    *,
    streaming: bool,
    by: Grouping,
    limit: int | None,
    as_json: bool,
) -> bool:
    """Measure, and show what came of it; True where every recording could be read.

    Raises `Fault` for the list or the model.
    """
    messages = surroundings.messages
    entries = read_manifest(manifest)[:limit]
    engine = engine_for(surroundings.settings.recognition, surroundings.paths)
    decoder = Decoder(engine, believe, lambda fault: tell_notice(messages, fault))
    house = House(surroundings.paths, surroundings.settings)
    policy = (lambda: house.streaming(revisable=True)) if streaming else None
    trial = Trial(decoder, SileroDetector(), policy, messages)
    outcomes: list[Outcome] = []
    for number, entry in enumerate(entries, start=1):
        try:
            outcomes.append(trial.measure(entry, f"{number} af {len(entries)}"))
        except Fault as fault:
            tell_fault(messages, fault)
    groups = totals_by(outcomes, lambda entry: getattr(entry, by))
    if as_json:
        write_json(as_mapping(outcomes, groups, decoder.identity, streaming=streaming))
    elif outcomes:
        tell = surroundings.results.print
        tell(file_table(outcomes, streaming=streaming), soft_wrap=False)
        tell()
        tell(total_table(groups, add_up(outcomes), streaming=streaming), soft_wrap=False)
        tell()
        for line in remarks(decoder.identity, streaming=streaming):
            tell(line)
    return len(outcomes) == len(entries)


@dataclass(frozen=True, slots=True)
class _Heard:
    text: str
    revised: str | None = None
    latencies_seconds: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """What recordings are heard with; with a `policy`, as while dictating."""

    decoder: Decoder
    detector: VoiceDetector
    policy: Callable[[], Streaming] | None
    messages: Console

    def measure(self, entry: Entry, title: str) -> Outcome:
        """Hear one recording. Raises `Fault` where it can't be read or recognised."""
        started = time.perf_counter()
        with AudioFile(entry.file, Pace.FAST) as source:
            sound = SoundOfFile(source, lambda fault: tell_notice(self.messages, fault))
            with recording_bar(self.messages, title, source.duration_seconds) as tell:
                heard = self._hear(sound, tell)
        return Outcome(
            entry=entry,
            audio_seconds=sound.seconds,
            spent_seconds=time.perf_counter() - started,
            heard=heard.text,
            score=compare(entry.text, heard.text),
            revised=heard.revised,
            revised_score=None if heard.revised is None else compare(entry.text, heard.revised),
            latencies_seconds=heard.latencies_seconds,
        )

    def _hear(self, sound: SoundOfFile, tell: Tell) -> _Heard:
        if self.policy is None:
            passages = Recording(self.detector, self.decoder.decode, tell).passages(sound)
            return _Heard(" ".join(passage.text for passage in passages))
        replay = Replay(self.detector, self.policy(), self.decoder.decode, time.perf_counter)
        return _followed(replay.happenings(_told(sound, tell)))


def _told(sound: SoundOfFile, tell: Tell) -> Iterator[Samples]:
    for samples in sound:
        tell(sound.seconds)
        yield samples


def _followed(happenings: Iterator[Happening]) -> _Heard:
    """The text as it was first decided and as it stands in the end, and how late it came."""
    first, last = Transcript(), Transcript()
    latencies: list[float] = []
    for happening in happenings:
        match happening.action:
            case Finalise(start, end, speech_end, words) if words:
                first.add(Utterance(start, end, words))
                last.add(Utterance(start, end, words))
                latencies.append(max(0.0, happening.at_seconds - speech_end / SAMPLE_RATE_HZ))
            case Revise(start, end, words):
                last.revise(Utterance(start, end, words))
            case _:
                pass
    return _Heard(first.text, last.text, tuple(latencies))

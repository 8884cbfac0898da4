"""The streaming policy: what to decode when, and what a decode means. Pure.

It hears voice probabilities, a frame at a time, and learns what was decoded; it answers with
what to do. Time is counted in samples of the stream, so the same audio gives the same
decisions in whatever chunks it arrives. Words are never decided on less than the whole
utterance, except where an utterance grows too long for one window.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ordret.events import Word
from ordret.samples import SAMPLE_RATE_HZ
from ordret.speech.actions import Abandon, Action, Decode, Finalise, Pass, Revise, Show
from ordret.speech.agreement import APART_SECONDS, agreed, keeping
from ordret.speech.cutting import cut_between
from ordret.speech.endpointer import SENTENCE_ENDS, EndpointRules, SpeechTracker, is_endpoint
from ordret.speech.quiet import fitted, pauses, within_voice
from ordret.speech.recogniser import Hypothesis
from ordret.speech.revision import RevisionRules, Revisions, words_by_piece
from ordret.speech.voice import FRAME_SAMPLES


@dataclass(frozen=True, slots=True)
class LiveRules:
    """How often the utterance is decoded while it is spoken."""

    new_audio_seconds: float = 0.3
    cost_factor: float = 2.6


@dataclass(slots=True)
class _Utterance:
    """An utterance being spoken: where it starts and what is known of it."""

    start_sample: int
    committed: tuple[Word, ...] = ()
    heard: tuple[Word, ...] = ()
    heard_to_sample: int = 0
    decoded_to_sample: int = 0
    speculation: "_Speculation | None" = None
    cut_job: int | None = None


@dataclass(slots=True)
class _Speculation:
    """A final decode begun in a pause, before it is known whether the utterance is over."""

    job_id: int
    end_sample: int
    speech_end_sample: int
    words: tuple[Word, ...] | None = None


@dataclass(slots=True)
class _Closed:
    """An utterance that is over and whose final decode is still under way."""

    start_sample: int
    speech_end_sample: int
    committed: tuple[Word, ...]


class Streaming:
    """The state of one dictation's streaming."""

    def __init__(self, rules: EndpointRules, live: LiveRules, revision: RevisionRules) -> None:
        self._rules = rules
        self._live = live
        self._tracker = SpeechTracker(rules)
        self._revisions = Revisions(revision)
        self._utterance: _Utterance | None = None
        self._closed: dict[int, _Closed] = {}
        self._waiting: dict[int, Decode] = {}
        self._next_job = 1
        self._last_end_sample = 0
        self._previous_text = ""
        self._last_cost_seconds = 0.0
        self._speech = bytearray()
        self._finishing = False

    @property
    def heard_samples(self) -> int:
        """How much of the stream was heard."""
        return self._tracker.frames * FRAME_SAMPLES

    @property
    def speech_seconds(self) -> float:
        """How much of it was speech."""
        return sum(self._speech) * FRAME_SAMPLES / SAMPLE_RATE_HZ

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being decoded and no utterance is open."""
        return not self._waiting and self._utterance is None

    @property
    def needed_from_sample(self) -> int:
        """The first sample that a later decode may ask for."""
        pre_roll = round(self._rules.pre_roll_seconds * SAMPLE_RATE_HZ)
        candidates = [self.heard_samples - pre_roll]
        candidates += [decode.start_sample for decode in self._waiting.values()]
        if self._utterance is not None:
            candidates.append(self._utterance.start_sample)
        return max(0, self._revisions.needed_from(min(candidates)))

    def hear(self, probability: float) -> Iterator[Action]:
        """Take in the next frame's voice probability."""
        was_silent_seconds = self._tracker.silence_seconds
        self._tracker.hear(probability)
        self._speech.append(self._tracker.speaking)
        if self._tracker.speaking:
            yield from self._heard_speech(was_silent_seconds)
        elif self._utterance is not None:
            yield from self._heard_pause(self._utterance)
        else:
            yield from self._second_pass(self._tracker.silence_seconds)

    def decoded(
        self, job_id: int, hypothesis: Hypothesis | None, cost_seconds: float
    ) -> Iterator[Action]:
        """Take in the answer to a `Decode`; None where it was abandoned."""
        job = self._waiting.pop(job_id)
        if hypothesis is None:
            if job.purpose is Pass.SECOND:
                self._revisions.give_back(job.start_sample, job.end_sample)
            yield from self._resumed_work()
            return
        words = _placed(hypothesis.words, job.start_sample)
        match job.purpose:
            case Pass.SECOND:
                yield from self._revised(job, words)
            case Pass.CUT:
                yield from self._cut(job, words)
            case Pass.FINAL if job_id in self._closed:
                closed = self._closed.pop(job_id)
                words = keeping(closed.committed, words)
                yield from self._finalised(
                    closed.start_sample, job.end_sample, closed.speech_end_sample, words
                )
            case _:
                self._last_cost_seconds = cost_seconds
                yield from self._previewed(job, words)
        yield from self._resumed_work()

    def finish(self) -> Iterator[Action]:
        """There is no more audio: end the open utterance and revise what is left."""
        self._finishing = True
        if self._utterance is not None and self._utterance.cut_job is None:
            yield from self._close(self._utterance)
        yield from self._resumed_work()

    def _heard_speech(self, was_silent_seconds: float) -> Iterator[Action]:
        utterance = self._utterance
        if utterance is not None and utterance.speculation is not None:
            pending = utterance.speculation.words is None
            if pending and was_silent_seconds >= self._rules.silence_seconds:
                yield from self._close(utterance)
                utterance = None
            else:
                yield from self._speech_went_on(utterance)
        if utterance is None:
            yield from self._begin()
            return
        length_seconds = self._seconds_since(utterance.start_sample)
        if utterance.cut_job is not None:
            return
        if length_seconds >= self._rules.longest_utterance_seconds:
            yield from self._ask_for_cut(utterance)
        elif self._partial_is_due(utterance):
            utterance.decoded_to_sample = self.heard_samples
            yield self._ask(
                Pass.PARTIAL, utterance.start_sample, self.heard_samples, utterance.committed
            )

    def _begin(self) -> Iterator[Action]:
        """Open an utterance a pre-roll before the frame just heard, and drop a second pass."""
        pre_roll = round(self._rules.pre_roll_seconds * SAMPLE_RATE_HZ)
        onset = self.heard_samples - FRAME_SAMPLES
        start = max(onset - pre_roll, self._last_end_sample)
        self._utterance = _Utterance(start, heard_to_sample=start, decoded_to_sample=onset)
        yield from self._abandon(Pass.SECOND)

    def _speech_went_on(self, utterance: _Utterance) -> Iterator[Action]:
        speculation = utterance.speculation
        utterance.speculation = None
        if speculation is not None and speculation.job_id in self._waiting:
            yield Abandon(speculation.job_id)

    def _partial_is_due(self, utterance: _Utterance) -> bool:
        if self._waiting:
            return False
        new_seconds = self._seconds_since(utterance.decoded_to_sample)
        pace_seconds = self._live.cost_factor * self._last_cost_seconds
        return new_seconds >= max(self._live.new_audio_seconds, pace_seconds)

    def _heard_pause(self, utterance: _Utterance) -> Iterator[Action]:
        silence = self._tracker.silence_seconds
        if silence < self._rules.speculate_seconds or utterance.cut_job is not None:
            return
        if utterance.speculation is None:
            yield from self._speculate(utterance)
            return
        words = utterance.speculation.words
        if words is None:
            if silence >= self._rules.unfinished_sentence_seconds:
                yield from self._close(utterance)
            return
        length = self._seconds_since(utterance.start_sample)
        ended = not words or words[-1].text.endswith(SENTENCE_ENDS)
        if is_endpoint(self._rules, silence, length, ended):
            yield from self._close(utterance)

    def _speculate(self, utterance: _Utterance) -> Iterator[Action]:
        speech_end = self._tracker.speech_end_frame * FRAME_SAMPLES
        hangover = round(self._rules.hangover_seconds * SAMPLE_RATE_HZ)
        end = min(speech_end + hangover, self.heard_samples)
        if end - utterance.start_sample > self._longest_samples:
            yield from self._ask_for_cut(utterance)
            return
        yield from self._abandon(Pass.PARTIAL)
        decode = self._ask(Pass.FINAL, utterance.start_sample, end, utterance.committed)
        utterance.speculation = _Speculation(decode.job_id, end, speech_end)
        utterance.decoded_to_sample = end
        yield decode

    def _close(self, utterance: _Utterance) -> Iterator[Action]:
        """End the utterance with the final decode that is done, under way, or yet to be asked."""
        if utterance.speculation is None:
            yield from self._speculate(utterance)
        speculation = utterance.speculation
        if speculation is None:
            return
        self._utterance = None
        self._last_end_sample = speculation.end_sample
        if speculation.words is None:
            self._closed[speculation.job_id] = _Closed(
                utterance.start_sample, speculation.speech_end_sample, utterance.committed
            )
            return
        words = keeping(utterance.committed, speculation.words)
        yield from self._finalised(
            utterance.start_sample, speculation.end_sample, speculation.speech_end_sample, words
        )

    def _finalised(
        self, start_sample: int, end_sample: int, speech_end_sample: int, words: tuple[Word, ...]
    ) -> Iterator[Action]:
        words = self._fitted(words, start_sample, end_sample)
        if words:
            self._previous_text = _text(words)
            self._revisions.add(start_sample, end_sample, words)
        yield Finalise(start_sample, end_sample, speech_end_sample, words)

    def _previewed(self, job: Decode, words: tuple[Word, ...]) -> Iterator[Action]:
        """Show a partial, or a final decode of an utterance that may yet go on."""
        utterance = self._utterance
        if utterance is None or utterance.start_sample != job.start_sample:
            return
        words = keeping(utterance.committed, words)
        speculation = utterance.speculation
        if speculation is not None and speculation.job_id == job.job_id:
            speculation.words = words
        if job.end_sample - utterance.heard_to_sample >= APART_SECONDS * SAMPLE_RATE_HZ:
            newly = agreed(utterance.heard, words, job.end_sample / SAMPLE_RATE_HZ)
            if len(newly) > len(utterance.committed):
                utterance.committed = newly
            utterance.heard = words
            utterance.heard_to_sample = job.end_sample
        yield Show(_text(utterance.committed), _text(words[len(utterance.committed) :]))

    def _ask_for_cut(self, utterance: _Utterance) -> Iterator[Action]:
        end = min(self.heard_samples, utterance.start_sample + self._longest_samples)
        decode = self._ask(Pass.CUT, utterance.start_sample, end, utterance.committed)
        utterance.cut_job = decode.job_id
        yield decode

    def _cut(self, job: Decode, words: tuple[Word, ...]) -> Iterator[Action]:
        """Decide the words up to the best gap, and go on from there with the same speech."""
        utterance = self._utterance
        if utterance is None:
            return
        utterance.cut_job = None
        words = keeping(utterance.committed, words)
        start, end = job.start_sample, job.end_sample
        count, cut_seconds = cut_between(
            words, len(utterance.committed), start / SAMPLE_RATE_HZ, end / SAMPLE_RATE_HZ
        )
        kept = words[:count]
        cut = round(cut_seconds * SAMPLE_RATE_HZ)
        cut = min(max(cut, start + FRAME_SAMPLES), end - FRAME_SAMPLES)
        utterance.start_sample = cut
        utterance.decoded_to_sample = cut
        utterance.committed = ()
        utterance.heard = ()
        utterance.heard_to_sample = cut
        self._last_end_sample = cut
        yield from self._finalised(start, cut, cut, kept)
        if self._finishing:
            yield from self._close(utterance)

    def _second_pass(self, silence_seconds: float) -> Iterator[Action]:
        if self._waiting or self._utterance is not None:
            return
        window = self._revisions.next_window(
            silence_seconds, self.heard_samples, finishing=self._finishing
        )
        if window is not None:
            yield self._ask(Pass.SECOND, window.start_sample, window.end_sample, ())

    def _revised(self, job: Decode, words: tuple[Word, ...]) -> Iterator[Action]:
        """Replace each utterance by what the second pass heard in its place."""
        if not self._revisions.is_believable(job.start_sample, job.end_sample, words):
            return
        pieces = self._revisions.pieces_within(job.start_sample, job.end_sample)
        before = self._revisions.words_within(job.start_sample, job.end_sample)
        for piece, share in zip(pieces, words_by_piece(words, pieces, before), strict=True):
            if self._revisions.is_same_speech(piece, share):
                start, end = piece.start_sample, piece.end_sample
                yield Revise(start, end, self._fitted(share, start, end))

    def _fitted(
        self, words: tuple[Word, ...], start_sample: int, end_sample: int
    ) -> tuple[Word, ...]:
        first, last = start_sample // FRAME_SAMPLES, -(-end_sample // FRAME_SAMPLES)
        speech = self._speech[first:last]
        return within_voice(fitted(words, pauses(speech, first)), speech, first)

    def _resumed_work(self) -> Iterator[Action]:
        if self._finishing:
            yield from self._second_pass(self._tracker.silence_seconds)

    def _abandon(self, purpose: Pass) -> Iterator[Action]:
        for job in tuple(self._waiting.values()):
            if job.purpose is purpose:
                yield Abandon(job.job_id)

    def _ask(
        self, purpose: Pass, start_sample: int, end_sample: int, prefix: tuple[Word, ...]
    ) -> Decode:
        previous = "" if purpose is Pass.SECOND else self._previous_text
        frames = self._speech[start_sample // FRAME_SAMPLES : -(-end_sample // FRAME_SAMPLES)]
        decode = Decode(
            self._next_job,
            purpose,
            start_sample,
            end_sample,
            sum(frames) * FRAME_SAMPLES / SAMPLE_RATE_HZ,
            _text(prefix),
            previous,
        )
        self._waiting[decode.job_id] = decode
        self._next_job += 1
        return decode

    def _seconds_since(self, sample: int) -> float:
        return (self.heard_samples - sample) / SAMPLE_RATE_HZ

    @property
    def _longest_samples(self) -> int:
        return round(self._rules.longest_utterance_seconds * SAMPLE_RATE_HZ)


def _text(words: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in words)


def _placed(words: tuple[Word, ...], start_sample: int) -> tuple[Word, ...]:
    """Words with their times counted from the stream's beginning."""
    offset = start_sample / SAMPLE_RATE_HZ
    return tuple(
        replace(
            word,
            start_seconds=word.start_seconds + offset,
            end_seconds=word.end_seconds + offset,
        )
        for word in words
    )

"""What a second pass should hear again: the last half minute, in a pause or at the end.

A whole dictation decoded at once has fewer errors than the same utterance by utterance, so in
a long pause the last utterances are decoded together with the offline settings.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from ordret.events import Word
from ordret.samples import SAMPLE_RATE_HZ
from ordret.speech.endpointer import SENTENCE_ENDS
from ordret.speech.guard import bare


@dataclass(frozen=True, slots=True)
class RevisionRules:
    """When to hear again, and how much.

    A pass takes a second or two and can't be broken off, so it waits for a pause that will probably
    last that long; a shorter one is used once so much is new that some of it might be forgotten.
    `window_seconds` and its margins are Whisper's thirty, since speech may begin again. At the
    end there is time for more at once, but no more than `longest_at_stop_seconds`, so that nobody
    waits for minutes.
    """

    enabled: bool = True
    pause_seconds: float = 4.0
    least_fresh_seconds: float = 10.0
    short_pause_seconds: float = 1.5
    overdue_fresh_seconds: float = 30.0
    long_pause_seconds: float = 6.0
    window_seconds: float = 24.0
    margin_seconds: float = 3.0
    longest_at_stop_seconds: float = 60.0
    fewest_words_share: float = 0.7
    fewest_sentences_share: float = 0.5
    least_likeness: float = 0.5
    most_sureness_lost: float = 0.1


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the stream."""

    start_sample: int
    end_sample: int


@dataclass(slots=True)
class _Piece:
    start_sample: int
    end_sample: int
    quiet_from_sample: int
    words: tuple[Word, ...]
    tried: bool = False


class Revisions:
    """The finals of a dictation that a second pass may still replace."""

    def __init__(self, rules: RevisionRules) -> None:
        self._rules = rules
        self._pieces: list[_Piece] = []

    def needed_from(self, sample: int) -> int:
        """The first sample of a later window, where no final to come begins before `sample`."""
        if not self._rules.enabled:
            return sample
        return min([sample - self._margin, *(self._with_margin(p) for p in self._pieces[:1])])

    def add(self, start_sample: int, end_sample: int, words: tuple[Word, ...]) -> None:
        """A new final; what no later window can reach is let go."""
        if not self._rules.enabled:
            return
        quiet_from = self._pieces[-1].end_sample if self._pieces else 0
        self._pieces.append(_Piece(start_sample, end_sample, quiet_from, words))
        reach = self._rules.longest_at_stop_seconds * SAMPLE_RATE_HZ
        while end_sample - self._pieces[0].start_sample > reach and len(self._pieces) > 1:
            del self._pieces[0]

    def next_window(
        self, silence_seconds: float, heard_samples: int, *, finishing: bool
    ) -> Window | None:
        """The oldest stretch that should be heard again now, widened back to a full window.

        It comes with the quiet around it, like a recording: Whisper does better so.
        """
        self._let_go(heard_samples)
        fresh = [index for index, piece in enumerate(self._pieces) if not piece.tried]
        if not fresh or not (finishing or self._is_worth_it(fresh, silence_seconds)):
            return None
        longest_seconds = (
            self._rules.longest_at_stop_seconds if finishing else self._rules.window_seconds
        )
        first = last = fresh[0]
        while last + 1 < len(self._pieces) and self._seconds(first, last + 1) <= longest_seconds:
            last += 1
        while first > 0 and self._seconds(first - 1, last) <= longest_seconds:
            first -= 1
        for piece in self._pieces[first : last + 1]:
            piece.tried = True
        following = [piece.start_sample for piece in self._pieces[last + 1 : last + 2]]
        end = min([self._pieces[last].end_sample + self._margin, heard_samples, *following])
        return Window(self._with_margin(self._pieces[first]), end)

    def pieces_within(self, start_sample: int, end_sample: int) -> tuple[Window, ...]:
        """The finals that a window covers, in order."""
        return tuple(
            Window(piece.start_sample, piece.end_sample)
            for piece in self._within(start_sample, end_sample)
        )

    def words_within(self, start_sample: int, end_sample: int) -> tuple[tuple[Word, ...], ...]:
        """The words of each of these finals."""
        return tuple(piece.words for piece in self._within(start_sample, end_sample))

    def is_believable(self, start_sample: int, end_sample: int, words: tuple[Word, ...]) -> bool:
        """Whether what a second pass heard may replace what stands there.

        Not where it has far fewer words, or has stopped punctuating, as Whisper sometimes does
        for the rest of a window.
        """
        before = [word for piece in self._within(start_sample, end_sample) for word in piece.words]
        enough_words = len(words) >= self._rules.fewest_words_share * len(before)
        sentences = self._rules.fewest_sentences_share * _sentence_ends(before)
        return enough_words and _sentence_ends(words) >= sentences

    def is_same_speech(self, window: Window, words: tuple[Word, ...]) -> bool:
        """Whether what a second pass heard in one utterance is the same speech.

        A window that has begun to loop gives each utterance somebody else's words. A little less
        sureness tells nothing, much less tells of another sentence that sounds alike.
        """
        (piece,) = self._within(window.start_sample, window.end_sample)
        before, now = (
            " ".join(word.text for word in said).casefold() for said in (piece.words, words)
        )
        likeness = SequenceMatcher(None, before, now, autojunk=False).ratio()
        lost = _sureness(piece.words) - _sureness(words)
        return likeness >= self._rules.least_likeness and lost <= self._rules.most_sureness_lost

    def give_back(self, start_sample: int, end_sample: int) -> None:
        """The second pass over this stretch was broken off: it is still to be done."""
        for piece in self._within(start_sample, end_sample):
            piece.tried = False

    def _let_go(self, heard_samples: int) -> None:
        """Drop what was heard again and lies too far back to help with what is still to come."""
        reach = self._rules.longest_at_stop_seconds * SAMPLE_RATE_HZ
        while self._pieces and self._pieces[0].tried:
            if heard_samples - self._pieces[0].start_sample <= reach:
                return
            del self._pieces[0]

    def _within(self, start_sample: int, end_sample: int) -> list[_Piece]:
        return [
            piece
            for piece in self._pieces
            if piece.start_sample >= start_sample and piece.end_sample <= end_sample
        ]

    def _is_worth_it(self, fresh: list[int], silence_seconds: float) -> bool:
        rules = self._rules
        samples = sum(
            self._pieces[index].end_sample - self._pieces[index].start_sample for index in fresh
        )
        needed_seconds = rules.long_pause_seconds
        if samples >= rules.least_fresh_seconds * SAMPLE_RATE_HZ:
            needed_seconds = rules.pause_seconds
        if samples >= rules.overdue_fresh_seconds * SAMPLE_RATE_HZ:
            needed_seconds = rules.short_pause_seconds
        return silence_seconds >= needed_seconds

    def _with_margin(self, piece: _Piece) -> int:
        """Where to begin hearing, at most a margin before the utterance."""
        return max(piece.quiet_from_sample, piece.start_sample - self._margin)

    @property
    def _margin(self) -> int:
        return round(self._rules.margin_seconds * SAMPLE_RATE_HZ)

    def _seconds(self, first: int, last: int) -> float:
        samples = self._pieces[last].end_sample - self._pieces[first].start_sample
        return samples / SAMPLE_RATE_HZ


def _sureness(words: tuple[Word, ...]) -> float:
    return sum(word.probability for word in words) / max(1, len(words))


def _sentence_ends(words: Iterable[Word]) -> int:
    return sum(word.text.endswith(SENTENCE_ENDS) for word in words)


def words_by_piece(
    words: tuple[Word, ...], pieces: tuple[Window, ...], before: tuple[tuple[Word, ...], ...]
) -> tuple[tuple[Word, ...], ...]:
    """`words` shared out to the pieces in which they were spoken, in order.

    Whisper's times are often half a second wrong, so a word that stands in `before`, the words of
    each piece so far, stays in its piece. Times part only what stands between such words.
    """
    standing = [bare(word) for said in before for word in said]
    matcher = SequenceMatcher(None, standing, [bare(word) for word in words], autojunk=False)
    blocks = matcher.get_matching_blocks()
    edges = [0]
    at = 0
    for piece, following, said in zip(pieces, pieces[1:], before, strict=False):
        at += len(said)
        first = max((b.b + min(b.size, at - b.a) for b in blocks if b.a < at), default=0)
        last = min(b.b + max(0, at - b.a) for b in blocks if b.a + b.size > at)
        quiet_seconds = (piece.end_sample + following.start_sample) / 2 / SAMPLE_RATE_HZ
        edges.append(
            first
            + sum(
                (word.start_seconds + word.end_seconds) / 2 < quiet_seconds
                for word in words[first:last]
            )
        )
    edges.append(len(words))
    return tuple(words[start:end] for start, end in pairwise(edges))

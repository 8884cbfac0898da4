"""What was recognised in one dictation, utterance by utterance, as it stands now."""

from dataclasses import dataclass

from ordret.events import Word


@dataclass(frozen=True, slots=True)
class Utterance:
    """An utterance that is decided, by its place in the stream."""

    start_sample: int
    end_sample: int
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with single spaces between."""
        return " ".join(word.text for word in self.words)


class Transcript:
    """Grows at its end; a second pass may replace an utterance."""

    def __init__(self) -> None:
        self._utterances: list[Utterance] = []
        self._changed_words = 0

    @property
    def utterances(self) -> tuple[Utterance, ...]:
        """The utterances in order, also those that were revised to nothing."""
        return tuple(self._utterances)

    @property
    def text(self) -> str:
        """All recognised words with single spaces between."""
        return " ".join(utterance.text for utterance in self._utterances if utterance.words)

    @property
    def changed_words(self) -> int:
        """How many words a second pass put in the place of others."""
        return self._changed_words

    def add(self, utterance: Utterance) -> None:
        """Append an utterance."""
        self._utterances.append(utterance)

    def place(self, start_sample: int) -> int | None:
        """The number, from 0, of the utterance that begins there."""
        for number, standing in enumerate(self._utterances):
            if standing.start_sample == start_sample:
                return number
        return None

    def revise(self, utterance: Utterance) -> int | None:
        """Replace the utterance at the same place; its number, or None where nothing changed."""
        number = self.place(utterance.start_sample)
        if number is None or self._utterances[number].text == utterance.text:
            return None
        self._changed_words += _new_words(self._utterances[number].text, utterance.text)
        self._utterances[number] = utterance
        return number


def _new_words(before: str, after: str) -> int:
    """How many words of `after` do not stand in `before`, counted as a bag."""
    left = before.split()
    new = 0
    for word in after.split():
        if word in left:
            left.remove(word)
        else:
            new += 1
    return new

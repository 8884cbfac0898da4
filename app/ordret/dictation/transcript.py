"""The text of one dictation, utterance by utterance, as it stands now."""

from dataclasses import dataclass

from ordret.danish.joining import joined


@dataclass(frozen=True, slots=True)
class Utterance:
    """An utterance that is decided, by its place in the stream."""

    start_sample: int
    end_sample: int
    text: str


class Transcript:
    """Grows at its end; a second pass may replace an utterance."""

    def __init__(self) -> None:
        self._utterances: list[Utterance] = []
        self._changed_words = 0

    @property
    def utterances(self) -> tuple[Utterance, ...]:
        """The utterances that have text, in order."""
        return tuple(utterance for utterance in self._utterances if utterance.text)

    @property
    def text(self) -> str:
        """The whole text."""
        text = ""
        for utterance in self._utterances:
            text += joined(text, utterance.text)
        return text

    @property
    def changed_words(self) -> int:
        """How many words a second pass put in the place of others."""
        return self._changed_words

    def add(self, utterance: Utterance) -> str:
        """Append an utterance; what is to be inserted for it, with the space it needs."""
        piece = joined(self.text, utterance.text)
        self._utterances.append(utterance)
        return piece

    def revise(self, utterance: Utterance) -> bool:
        """Replace the utterance at the same place; False where the text is the same."""
        for index, standing in enumerate(self._utterances):
            if standing.start_sample != utterance.start_sample:
                continue
            if standing.text == utterance.text:
                return False
            self._changed_words += _new_words(standing.text, utterance.text)
            self._utterances[index] = utterance
            return True
        return False


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

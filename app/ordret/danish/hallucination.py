"""What Whisper writes where nobody spoke, learned from the subtitles it was trained on.

The list is used only where the model itself was unsure or nobody had time to say it: the same
words are also said by people.
"""

import re

from ordret.events import Word

_PHRASES = (
    r"(danske )?(under)?tekst(er|ning|et) af( (?-i:[A-ZÆØÅ])\w*)*( scandinavian text service.*)?",
    r"scandinavian text service.*",
    r"tak for at (se|kigge|lytte) med",
    r"tak fordi (du|i) (så|lyttede|kiggede) med",
    r"tak for (jeres|din) opmærksomhed",
    r"tak skal (du|i) have",
    r"tak for nu",
    r"vi ses i næste (video|afsnit)",
    r"husk at (like|abonnere).*",
    r"ja|nej|tak|hej|okay|mm+",
)
_INVENTED = re.compile("|".join(f"(?:{phrase})" for phrase in _PHRASES), re.IGNORECASE)
"""After »tekster af« only names: subtitles of the council's meetings are something real."""
_UNSURE_PROBABILITY = 0.5
_SILENCE_PROBABILITY = 0.6
_FASTEST_WORDS_PER_SECOND = 6.0
"""Quick Danish is about four words a second."""


def without_inventions(
    words: tuple[Word, ...], no_speech_probability: float, speech_seconds: float
) -> tuple[Word, ...]:
    """`words` without sentences that are known inventions and that the model was unsure of.

    `speech_seconds` is how much of the audio was speech.
    """
    if len(words) > _FASTEST_WORDS_PER_SECOND * max(speech_seconds, 0.5):
        no_speech_probability = 1.0
    return tuple(
        word
        for sentence in _sentences(words)
        if not (_is_known(sentence) and _is_unsure(sentence, no_speech_probability))
        for word in sentence
    )


def _sentences(words: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    sentences: list[list[Word]] = [[]]
    for word in words:
        sentences[-1].append(word)
        if word.text.endswith((".", "!", "?")):
            sentences.append([])
    return [tuple(sentence) for sentence in sentences if sentence]


def _is_known(sentence: tuple[Word, ...]) -> bool:
    text = " ".join(word.text for word in sentence)
    return _INVENTED.fullmatch(re.sub(r"[^\w ]", "", text).strip()) is not None


def _is_unsure(sentence: tuple[Word, ...], no_speech_probability: float) -> bool:
    mean = sum(word.probability for word in sentence) / len(sentence)
    return mean < _UNSURE_PROBABILITY or no_speech_probability > _SILENCE_PROBABILITY

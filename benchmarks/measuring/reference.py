"""What was truly said in the recordings, and when each word was spoken."""

import csv
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.audio import decode_audio, pad_or_trim
from faster_whisper.tokenizer import Tokenizer

from measuring.metrics import SpokenWord
from ordret.speech.scoring import comparable_words

SAMPLE_RATE_HZ = 16_000


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sentence, where it lies in the recording, and where its speech ends."""

    text: str
    start_seconds: float
    end_seconds: float
    speech_end_seconds: float


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording with what was said in it; without speech, `utterances` is empty."""

    name: str
    audio: Path
    utterances: tuple[Utterance, ...]

    @property
    def seconds(self) -> float:
        """Its length."""
        with wave.open(str(self.audio), "rb") as recording:
            return recording.getnframes() / recording.getframerate()


def read_recording(data: Path, name: str, folder: Path) -> Recording:
    """`name`.flac of the folder `data` as a WAV file in `folder`, with its sentences.

    The sentences come from `name`.tsv (file, start_seconds, end_seconds, speech_end_seconds) and
    their texts from manifest.tsv; a recording without `name`.tsv holds no speech. Raises
    FileNotFoundError where there is no such recording.
    """
    samples = decode_audio(str(data / f"{name}.flac"), sampling_rate=SAMPLE_RATE_HZ)
    audio = folder / f"{name}.wav"
    folder.mkdir(parents=True, exist_ok=True)
    with wave.open(str(audio), "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(SAMPLE_RATE_HZ)
        written.writeframes(
            (np.clip(samples, -1, 32_767 / 32_768) * 32_768).astype("<i2").tobytes()
        )
    places = data / f"{name}.tsv"
    if not places.exists():
        return Recording(name, audio, ())
    texts = {row["file"]: row["text"] for row in _rows(data / "manifest.tsv")}
    return Recording(
        name,
        audio,
        tuple(
            Utterance(
                texts[row["file"]],
                float(row["start_seconds"]),
                float(row["end_seconds"]),
                float(row["speech_end_seconds"]),
            )
            for row in _rows(places)
        ),
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def spoken_words(recording: Recording, model_folder: Path) -> tuple[SpokenWord, ...]:
    """Every word of the reference with its time, the same for every system.

    Each sentence's true text is aligned with its own audio by the model's cross-attention and
    dynamic time warping (faster-whisper's word timestamps), so a word has a time even where no
    recogniser gets it right. Raises ValueError where a word can't be placed.
    """
    model = WhisperModel(str(model_folder), device="cpu", compute_type="int8")
    tokenizer = Tokenizer(model.hf_tokenizer, True, task="transcribe", language="da")
    samples = decode_audio(str(recording.audio), sampling_rate=SAMPLE_RATE_HZ)
    spoken: list[SpokenWord] = []
    for number, utterance in enumerate(recording.utterances):
        start, end = utterance.start_seconds, utterance.end_seconds
        piece = samples[round(start * SAMPLE_RATE_HZ) : round(end * SAMPLE_RATE_HZ)]
        features = model.feature_extractor(piece)
        frames = features.shape[-1]
        encoded = model.encode(pad_or_trim(features, model.feature_extractor.nb_max_frames))
        tokens = tokenizer.encode(f" {utterance.text}")
        (placed,) = model.find_alignment(tokenizer, [tokens], encoded, frames)
        placed = [word for word in placed if comparable_words(word["word"])]
        words = comparable_words(utterance.text)
        if len(placed) != len(words):
            raise ValueError(f"{len(words)} words were spoken, {len(placed)} were placed")
        spoken.extend(
            SpokenWord(
                text,
                number,
                start + float(word["start"]),
                min(start + float(word["end"]), utterance.speech_end_seconds),
            )
            for text, word in zip(words, placed, strict=True)
        )
    return tuple(spoken)

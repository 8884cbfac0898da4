"""Dictation through the real voice detector and the real base model."""

import json
import string
from itertools import pairwise
from pathlib import Path

import jiwer
import numpy as np
import pytest

import fake_models
from fakes import FakeClock, ScriptedSource
from ordret.audio.file import AudioFile, Pace
from ordret.audio.source import AudioChunk, AudioSource
from ordret.danish.vocabulary.relevance import hints
from ordret.dictation.belief import belief, believe
from ordret.dictation.ledger import Ledger
from ordret.dictation.session import Clocks, Dictation, Result
from ordret.events import Delivered, Ended, Final, Partial, Revised, to_json
from ordret.paths import find_catalogue
from ordret.samples import SAMPLE_RATE_HZ, Samples
from ordret.speech.acquire import get
from ordret.speech.actions import Pass
from ordret.speech.catalogue import read_catalogue
from ordret.speech.decoding import DecodeJob, decode
from ordret.speech.endpointer import EndpointRules
from ordret.speech.loading import WhisperEngine
from ordret.speech.models import find_model
from ordret.speech.recogniser import Effort, RecognitionSession
from ordret.speech.revision import RevisionRules
from ordret.speech.silero import SileroDetector
from ordret.speech.streaming import LiveRules, Streaming
from ordret.speech.voice import FRAME_SAMPLES
from ordret.speech.whisper import ModelTraits
from ordret.speech.worker import Bench, InlineWorker, Loaded
from package_grammar import package_grammar
from scripted_dictation import BEGUN_AT
from scripted_speech import Recorder, RecordingSink, ScriptedEngine

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "installer" / "linux" / "eksempel.flac"
SPOKEN = SAMPLE.with_suffix(".txt").read_text(encoding="utf-8")
NOISE = ROOT.parent / "shared" / "data" / "dev" / "noise_60s.flac"


@pytest.fixture(scope="module")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The embedded model, joined."""
    folder = tmp_path_factory.mktemp("models")
    catalogue = read_catalogue(find_catalogue())
    get("base", folder, catalogue, consent=False, progress=fake_models.no_progress)
    return find_model("base", folder, catalogue).path


@pytest.fixture(scope="module")
def base_model(model_folder: Path) -> Loaded:
    """The embedded model, loaded once."""
    traits = ModelTraits(reads_previous_text=False, timestamp_tokens=True)
    return WhisperEngine("base", model_folder, traits, "cpu", threads=0).load()


@pytest.fixture(scope="module")
def session(base_model: Loaded) -> RecognitionSession:
    return base_model.recogniser.start_session(())


@pytest.fixture(scope="module")
def recording() -> Samples:
    """The sample recording."""
    pieces = []
    with AudioFile(SAMPLE, Pace.FAST) as source:
        while isinstance(message := source.read(1.0), AudioChunk):
            pieces.append(message.samples)
    return np.concatenate(pieces)


@pytest.fixture(scope="module")
def first_sentences(recording: Samples) -> Samples:
    """Its first six seconds."""
    return recording[: 6 * SAMPLE_RATE_HZ]


@pytest.fixture(scope="module")
def in_one_breath(recording: Samples) -> Samples:
    """The sample recording without its pauses: one utterance of fifteen seconds."""
    detector = SileroDetector()
    spoken = recording[: recording.size // FRAME_SAMPLES * FRAME_SAMPLES]
    frames = spoken.reshape(-1, FRAME_SAMPLES)
    voiced = np.array([detector.probability(frame) > 0.4 for frame in frames])
    return frames[np.convolve(voiced, np.ones(7), "same") > 0].reshape(-1)


def dictate(source: AudioSource, model: Loaded, *, revise: bool) -> tuple[Result, Recorder]:
    recorder, clock = Recorder(), FakeClock()
    dictation = Dictation(
        source=source,
        detector=SileroDetector(),
        streaming=Streaming(EndpointRules(), LiveRules(), RevisionRules(enabled=revise)),
        start_worker=lambda deliver: InlineWorker(
            Bench(ScriptedEngine(model), (), believe, clock.now, deliver)
        ),
        sink=RecordingSink(kind="text"),
        grammar=package_grammar(),
        spool=None,
        ledger=Ledger("0" * 32, "", "0.1.0", None),
        listener=recorder,
        clocks=Clocks(clock.now, lambda: BEGUN_AT),
        spoken_live=False,
    )
    return dictation.run(), recorder


def plain(text: str) -> str:
    """The words alone, to compare what was said and not how it is written."""
    return " ".join(text.lower().translate(str.maketrans("", "", string.punctuation)).split())


def begins(text: str, beginning: str) -> bool:
    words = beginning.split()
    return text.split()[: len(words)] == words


@pytest.fixture(scope="module")
def first_finals(base_model: Loaded) -> tuple[Result, Recorder]:
    """The sample recording, dictated without a second pass."""
    return dictate(AudioFile(SAMPLE, Pace.FAST), base_model, revise=False)


def test_the_sample_recording_becomes_its_text(first_finals: tuple[Result, Recorder]) -> None:
    result, recorder = first_finals
    assert jiwer.wer(plain(SPOKEN), plain(result.text)) <= 0.2
    assert recorder.of(Delivered) == [Delivered(result.text, {"": result.text})]
    assert " ".join(final.text for final in recorder.of(Final)) == result.text


def test_a_second_pass_leaves_its_text_right(base_model: Loaded) -> None:
    result, recorder = dictate(AudioFile(SAMPLE, Pace.FAST), base_model, revise=True)
    assert jiwer.wer(plain(SPOKEN), plain(result.text)) <= 0.2
    told = {(final.start_seconds, final.end_seconds): final.text for final in recorder.of(Final)}
    for revised in recorder.of(Revised):
        assert (revised.start_seconds, revised.end_seconds) in told
        told[revised.start_seconds, revised.end_seconds] = revised.text
    assert " ".join(text for text in told.values() if text) == result.text


def test_what_is_shown_while_speech_goes_on_stands_in_the_final(
    base_model: Loaded, in_one_breath: Samples
) -> None:
    result, recorder = dictate(ScriptedSource.saying(in_one_breath), base_model, revise=False)
    assert jiwer.wer(plain(SPOKEN), plain(result.text)) <= 0.2
    committed = shown = ""
    for event in recorder.events:
        if isinstance(event, Partial):
            assert begins(event.committed, committed)
            committed = event.committed
            shown = f"{event.committed} {event.tentative}"
        elif isinstance(event, Final):
            assert begins(event.text, committed)
            assert jiwer.wer(plain(event.text), plain(shown)) <= 0.4
            committed = shown = ""


def test_the_events_of_the_sample_recording_are_consistent(
    first_finals: tuple[Result, Recorder],
) -> None:
    _, recorder = first_finals
    finals = recorder.of(Final)
    assert len(finals) >= 3
    assert all(earlier.end_seconds <= later.start_seconds for earlier, later in pairwise(finals))
    for final in finals:
        assert final.text == " ".join(word.text for word in final.words)
        assert all(
            final.start_seconds - 0.01 <= word.start_seconds <= word.end_seconds
            for word in final.words
        )
    assert all(json.loads(to_json(event)) for event in recorder.events)
    (ended,) = recorder.of(Ended)
    assert ended.usage["model_id"] == "base"
    assert ended.usage["compute_type"] == "int8"


def noise(seconds: float) -> Samples:
    """An office without speech: hiss, mains hum, and keys that are struck."""
    chance = np.random.default_rng(11)
    at = np.arange(round(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    sound = chance.normal(0, 0.004, at.size)
    for harmonic, level in ((50, 0.01), (100, 0.006), (150, 0.004)):
        sound += level * np.sin(2 * np.pi * harmonic * at)
    click = np.exp(-np.arange(400) / 60) * chance.normal(0, 0.2, 400)
    for start in chance.integers(0, at.size - 400, round(3 * seconds)):
        sound[start : start + 400] += click
    return sound.astype(np.float32)


def test_a_minute_without_speech_gives_no_word(base_model: Loaded) -> None:
    result, recorder = dictate(ScriptedSource.saying(noise(60.0)), base_model, revise=True)
    assert result.text == ""
    assert recorder.of(Final) == []
    assert recorder.of(Delivered) == []


@pytest.mark.parametrize("purpose", [Pass.PARTIAL, Pass.FINAL])
@pytest.mark.parametrize(("seconds", "speech_seconds"), [(1.0, 0.1), (2.0, 0.5), (3.0, 1.0)])
def test_noise_that_passes_for_speech_gives_no_word(
    session: RecognitionSession, purpose: Pass, seconds: float, speech_seconds: float
) -> None:
    job = DecodeJob(1, purpose, noise(seconds), speech_seconds, "", "")
    hypothesis = decode(session, job, believe, lambda: False)
    assert hypothesis is not None
    assert hypothesis.text == ""


def test_the_recorded_minute_without_speech_gives_no_word(base_model: Loaded) -> None:
    if not NOISE.is_file():
        pytest.skip("shared/data/dev/noise_60s.flac is not beside the project")
    result, recorder = dictate(AudioFile(NOISE, Pace.FAST), base_model, revise=True)
    assert result.text == ""
    assert recorder.of(Final) == []
    assert recorder.of(Delivered) == []


@pytest.mark.parametrize("effort", Effort)
@pytest.mark.parametrize("samples", [512, 1_024, 16_000])
def test_silence_of_any_length_is_decoded_to_something(
    session: RecognitionSession, effort: Effort, samples: int
) -> None:
    hypothesis = session.decode(np.zeros(samples, np.float32), effort)
    assert hypothesis is not None
    assert 0 <= hypothesis.no_speech_probability <= 1
    assert all(0 <= word.probability <= 1 for word in hypothesis.words)


@pytest.mark.parametrize("effort", Effort)
def test_every_effort_hears_the_words_at_their_times(
    session: RecognitionSession, first_sentences: Samples, effort: Effort
) -> None:
    hypothesis = session.decode(first_sentences, effort)
    assert hypothesis is not None
    assert plain(hypothesis.text).startswith("hun har et nyt telefonnummer")
    assert hypothesis.compression_ratio < 2.4
    assert hypothesis.average_log_probability < 0
    assert all(" " not in word.text for word in hypothesis.words)
    assert all(
        earlier.start_seconds <= later.start_seconds
        for earlier, later in pairwise(hypothesis.words)
    )
    assert hypothesis.words[-1].end_seconds <= 6.1


@pytest.mark.parametrize("effort", Effort)
def test_words_that_are_known_are_at_the_beginning_of_the_answer(
    session: RecognitionSession, first_sentences: Samples, effort: Effort
) -> None:
    hypothesis = session.decode(first_sentences, effort, prefix="Han har et")
    assert hypothesis is not None
    assert hypothesis.text.startswith("Han har et ")
    assert "telefonnummer" in hypothesis.text


@pytest.mark.parametrize("effort", Effort)
def test_an_abandoned_decode_has_no_answer(
    session: RecognitionSession, first_sentences: Samples, effort: Effort
) -> None:
    assert session.decode(first_sentences, effort, abandoned=lambda: True) is None


def test_words_to_expect_are_not_written_where_they_were_not_said(
    base_model: Loaded, first_sentences: Samples
) -> None:
    hints = ("Hjørring", "Børnehuset Solstrålen", "KLE", "merudgifter")
    session = base_model.recogniser.start_session(hints)
    for effort in Effort:
        hypothesis = session.decode(first_sentences, effort)
        assert hypothesis is not None
        assert "telefonnummer" in hypothesis.text
        assert not any(hint in hypothesis.text for hint in hints)


def test_terms_that_the_model_was_told_are_not_written_in_noise(model_folder: Path) -> None:
    told = hints(package_grammar().vocabulary, "kontanthjælp jobcenter sygedagpenge", 8)
    assert len(told) == 8
    reading = ModelTraits(reads_previous_text=True, timestamp_tokens=True)
    loaded = WhisperEngine("base", model_folder, reading, "cpu", threads=0).load()
    session = loaded.recogniser.start_session(told)
    job = DecodeJob(1, Pass.FINAL, noise(5.0), 0.3, "", "")
    unguarded = decode(session, job, lambda hypothesis, _: hypothesis, lambda: False)
    guarded = decode(session, job, belief(told), lambda: False)
    assert guarded is not None
    assert guarded.words == ()
    assert unguarded is not None
    assert unguarded.words, "the model wrote nothing by itself, so the guard was not tried"

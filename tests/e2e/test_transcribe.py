"""`ordret transcribe` and `ordret evaluate` with the real model, and their files opened."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import fake_models
from ordret.audio.file import AudioFile, Pace
from ordret.audio.source import AudioChunk, AudioEnd
from ordret.paths import find_catalogue, find_paths
from ordret.samples import SAMPLE_RATE_HZ, Samples
from ordret.speech.acquire import get
from ordret.speech.catalogue import read_catalogue
from ordret.speech.scoring import compare
from sound_files import write_wav

pytestmark = pytest.mark.e2e

SAMPLE = Path(__file__).parents[2] / "installer" / "linux" / "eksempel.flac"
SPOKEN = SAMPLE.with_suffix(".txt").read_text(encoding="utf-8")
SILENCE_SECONDS = 15


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user who has the embedded model."""
    home = tmp_path_factory.mktemp("hjem")
    models_folder = find_paths({"ORDRET_HOME": str(home)}).models_folder
    catalogue = read_catalogue(find_catalogue())
    get("base", models_folder, catalogue, consent=False, progress=fake_models.no_progress)
    return home


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, a long silence with some noise, and the sample again."""
    chunks: list[Samples] = []
    with AudioFile(SAMPLE, Pace.FAST) as file:
        while not isinstance(message := file.read(1.0), AudioEnd):
            if isinstance(message, AudioChunk):
                chunks.append(message.samples)
    speech = np.concatenate(chunks)
    silence = hiss(SILENCE_SECONDS)
    path = tmp_path_factory.mktemp("optagelser") / "samtale på Ærø.wav"
    return write_wav(path, np.concatenate([speech, silence, speech]), rate_hz=SAMPLE_RATE_HZ)


def hiss(seconds: int) -> Samples:
    """What a microphone hears in a quiet office."""
    noise = np.random.default_rng(1).normal(0, 3e-3, seconds * SAMPLE_RATE_HZ)
    return noise.astype(np.float32)


def ordret(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (sys.executable, "-m", "ordret", *arguments),
        env=os.environ | {"ORDRET_HOME": str(home), "ORDRET_MACHINE": str(home / "maskine")},
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )


def saved(home: Path, recording: Path, folder: Path, form: str) -> Path:
    done = ordret(home, "transcribe", str(recording), "--format", form, "--out", str(folder))
    assert done.returncode == 0, done.stderr
    return folder / f"samtale på Ærø.{form}"


def test_both_parts_are_heard_and_nothing_between_them(
    home: Path, recording: Path, tmp_path: Path
) -> None:
    told = json.loads(saved(home, recording, tmp_path, "json").read_text(encoding="utf-8"))

    half = (told["duration_seconds"] - SILENCE_SECONDS) / 2
    first, second = told["passages"]
    assert first["end"] < half + 1
    assert second["start"] > half + SILENCE_SECONDS - 1
    for passage in (first, second):
        rate = compare(SPOKEN, passage["text"]).word_error_rate
        assert rate is not None
        assert rate < 0.15
        times = [time for word in passage["words"] for time in (word["start"], word["end"])]
        assert times == sorted(times)
        assert passage["start"] <= times[0]
        assert times[-1] <= passage["end"]


def test_text_is_shown_in_two_paragraphs(home: Path, recording: Path) -> None:
    done = ordret(home, "transcribe", str(recording))

    assert done.returncode == 0
    assert len(done.stdout.strip().split("\n\n")) == 2
    assert "samtale på Ærø.wav: " in done.stderr


@pytest.mark.parametrize("form", ["srt", "vtt"])
def test_subtitles_are_in_order_and_can_be_read(
    home: Path, recording: Path, tmp_path: Path, form: str
) -> None:
    text = saved(home, recording, tmp_path, form).read_text(encoding="utf-8")

    sign = "," if form == "srt" else r"\."
    stamp = rf"(\d\d):(\d\d):(\d\d){sign}(\d\d\d)"
    times = [
        (int(hours) * 60 + int(minutes)) * 60 + int(seconds) + int(milliseconds) / 1000
        for line in re.findall(rf"^{stamp} --> {stamp}$", text, re.M)
        for hours, minutes, seconds, milliseconds in (line[:4], line[4:])
    ]
    assert len(times) >= 20
    assert times == sorted(times)
    assert all(len(line) <= 42 for line in text.splitlines())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_libreoffice_prints_the_document(home: Path, recording: Path, tmp_path: Path) -> None:
    document = saved(home, recording, tmp_path, "docx")
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"),
            *("--headless", "--convert-to", "pdf", "--outdir", tmp_path, document),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    printed = subprocess.run(
        ["pdftotext", "-layout", document.with_suffix(".pdf"), "-"],
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout

    assert "Optagelse: samtale på Ærø.wav" in printed
    assert len(re.findall(r"^0:00:\d\d  +Hun har et nyt telefonnummer", printed, re.M)) == 2
    assert "Side 1 af 1" in printed


def test_noise_gives_no_text(home: Path, tmp_path: Path) -> None:
    noise = write_wav(tmp_path / "støj.wav", hiss(60), rate_hz=SAMPLE_RATE_HZ)

    done = ordret(home, "transcribe", str(noise))

    assert (done.returncode, done.stdout) == (0, "")
    assert "Der blev ikke hørt tale i »støj.wav«." in done.stderr


@pytest.mark.parametrize("streaming", [False, True])
def test_the_sample_is_evaluated(home: Path, tmp_path: Path, streaming: bool) -> None:
    shutil.copy(SAMPLE, tmp_path)
    text = SPOKEN.replace("\n", " ").strip()
    manifest = tmp_path / "liste.tsv"
    manifest.write_text(f"file\ttext\tkind\n{SAMPLE.name}\t{text}\tsynthetic\n", encoding="utf-8")

    done = ordret(
        home, "evaluate", str(manifest), "--json", *(["--streaming"] if streaming else [])
    )

    assert done.returncode == 0, done.stderr
    total = json.loads(done.stdout)["total"]
    assert total["word_error_rate"] < 0.2
    assert total["real_time_factor"] > 0
    if streaming:
        assert total["after_second_pass"]["word_error_rate"] < 0.15
        assert 0.3 < total["simulated_latency_p50_seconds"] < 5

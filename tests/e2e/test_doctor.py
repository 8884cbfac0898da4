"""`ordret doctor` as a user runs it, on the machine that it is."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sound_files import tone, write_wav
from virtual_microphone import VirtualMicrophone

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]

BASE_SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"


def ordret(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ordret", *arguments],
        env=os.environ | {"ORDRET_HOME": str(home), "ORDRET_MACHINE": str(home / "maskine")},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def checks(answer: subprocess.CompletedProcess[str]) -> dict[str, dict[str, Any]]:
    return {check["name"]: check for check in json.loads(answer.stdout)["checks"]}


@pytest.fixture(scope="session")
def home_with_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("hjem")
    assert ordret(home, "models", "get", "base").returncode == 0
    return home


def test_a_machine_with_the_embedded_model_can_be_used(home_with_model: Path) -> None:
    answer = ordret(home_with_model, "doctor", "--json")

    assert answer.returncode == 0, answer.stdout
    assert answer.stderr == ""
    found = checks(answer)
    assert BASE_SHA256 in found["model"]["what"]
    assert found["model_quality"]["state"] == "warning", "base hears Danish badly, and it is told"
    assert found["processor"]["state"] == "ok"
    assert found["templates"]["what"].startswith("6 kan bruges")
    assert {path.name for path in (home_with_model / "data").iterdir()} == {"models"}


def test_for_a_person_every_line_says_how_it_is(home_with_model: Path) -> None:
    answer = ordret(home_with_model, "doctor")

    assert answer.returncode == 0
    assert "ok        Talemodel" in answer.stdout
    assert "advarsel  Genkendelse" in answer.stdout
    assert "recognition.model" in answer.stdout


def test_without_a_model_it_says_what_to_do(tmp_path: Path) -> None:
    answer = ordret(tmp_path, "doctor", "--json")

    assert answer.returncode == 1
    assert checks(answer)["model"]["remedy"] == "Kør »ordret models get base«."


def test_a_damaged_model_is_found(tmp_path: Path, home_with_model: Path) -> None:
    folder = tmp_path / "data" / "models" / "base"
    folder.mkdir(parents=True)
    for file in (home_with_model / "data" / "models" / "base").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    with (folder / "model.bin").open("r+b") as weights:
        weights.seek(1_000_000)
        weights.write(b"damage")

    assert ordret(tmp_path, "models", "verify", "base").returncode == 1
    assert "beskadiget" in checks(ordret(tmp_path, "doctor", "--json"))["model"]["what"]


def test_a_microphone_that_hears_is_told(
    virtual_microphone: VirtualMicrophone, home_with_model: Path, tmp_path: Path
) -> None:
    settings = home_with_model / "config" / "settings.toml"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text(f'[audio]\nmicrophone = "{virtual_microphone.device_name}"\n')
    half_a_second = tone(48_000, 0.5)
    speaking = np.tile(np.concatenate([half_a_second, 0.001 * half_a_second]), 40)
    path = write_wav(tmp_path / "tale.wav", speaking, rate_hz=48_000)

    with virtual_microphone.start_playing(path) as player:
        answer = ordret(home_with_model, "doctor", "--microphone-test", "--json")
        player.terminate()
    settings.unlink()

    found = checks(answer)
    assert found["microphone"]["state"] == "ok"
    assert f"»{virtual_microphone.device_name}«" in found["microphone"]["what"]
    assert found["microphone_test"]["state"] == "ok", found["microphone_test"]
    assert answer.stderr == "Sig en sætning nu …\n"

"""`ordret dictate` as a user runs it: a process of its own, the real model, real files."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import docx
import jiwer
import pytest

import fake_models
from ordret.paths import find_catalogue, find_paths
from ordret.speech.acquire import get
from ordret.speech.catalogue import read_catalogue
from spoken_words import plain
from virtual_microphone import VirtualMicrophone

pytestmark = pytest.mark.e2e

SAMPLE = Path(__file__).parents[2] / "installer" / "linux" / "eksempel.flac"
ORDRET = (sys.executable, "-m", "ordret")
RECIPIENT = (
    *("--field", "modtager_navn=Karen Eksempel"),
    *("--field", "modtager_adresse=Prøvevej 1\n9999 Prøvekøbing"),
    *("--field", "overskrift=Din sag"),
    *("--field", "organisation=Prøvekøbing Kommune"),
    *("--field", "telefon=00 00 00 00"),
    *("--field", "sagsbehandler=Mette Prøve"),
)


@pytest.fixture(scope="session")
def home_with_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    paths = find_paths({"ORDRET_HOME": str(home)})
    catalogue = read_catalogue(find_catalogue())
    get("base", paths.models_folder, catalogue, consent=False, progress=fake_models.no_progress)
    return home


@pytest.fixture
def home(home_with_model: Path, tmp_path: Path) -> Path:
    """A user's folders of a test's own, with the model of all tests."""
    paths = find_paths({"ORDRET_HOME": str(tmp_path / "home")})
    paths.models_folder.parent.mkdir(parents=True)
    shared = find_paths({"ORDRET_HOME": str(home_with_model)}).models_folder
    paths.models_folder.symlink_to(shared, target_is_directory=True)
    return tmp_path / "home"


def environment(home: Path, **more: str) -> dict[str, str]:
    return os.environ | {"ORDRET_HOME": str(home), "ORDRET_MACHINE": str(home / "etc"), **more}


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (*ORDRET, *arguments),
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@contextmanager
def started(home: Path, *arguments: str, **more: str) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        (*ORDRET, *arguments), env=environment(home, **more), stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def events_of(process: "subprocess.Popen[str]") -> Iterator[dict[str, object]]:
    assert process.stdout is not None
    for line in process.stdout:
        yield json.loads(line)


def spoken() -> str:
    return plain(SAMPLE.with_suffix(".txt").read_text(encoding="utf-8"))


def test_speech_from_the_microphone_ends_in_a_word_letter(
    home: Path, tmp_path: Path, virtual_microphone: VirtualMicrophone
) -> None:
    letter = tmp_path / "brev.docx"
    happened = []
    with started(
        home,
        *("dictate", "--microphone", "--letter", "brev", *RECIPIENT),
        *("--out", str(letter), "--events"),
        **virtual_microphone.environment,
    ) as process:
        for event in events_of(process):
            happened.append(event)
            if event == {"event": "stage", "stage": "listening"}:
                virtual_microphone.play(SAMPLE)
                process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    kinds = [event["event"] for event in happened]
    assert "partial" in kinds
    assert kinds.index("partial") < kinds.index("final")
    text = next(event["text"] for event in happened if event["event"] == "text")
    assert jiwer.wer(spoken(), plain(str(text))) < 0.35
    body = "\n".join(paragraph.text for paragraph in docx.Document(str(letter)).paragraphs)
    assert str(text) in body
    usage = next(event["usage"] for event in happened if event["event"] == "ended")
    assert isinstance(usage, dict)
    assert (usage["destination"], usage["delivered"]) == ("letter", "inserted")
    assert not list(find_paths({"ORDRET_HOME": str(home)}).spool_folder.iterdir())


def test_what_a_killed_dictation_had_heard_becomes_a_draft(home: Path) -> None:
    heard_seconds = 0.0
    with started(home, "dictate", "--audio", str(SAMPLE), "--events") as process:
        for event in events_of(process):
            if event["event"] == "final":
                heard_seconds = float(str(event["at"]))
            if heard_seconds > 6:
                break
    listed = run(home, "recover", "--list", "--json")
    (unfinished,) = json.loads(listed.stdout)
    assert unfinished["seconds"] >= heard_seconds - 0.5
    recovered = run(home, "recover", "--json")
    assert recovered.returncode == 0, recovered.stderr
    (made,) = json.loads(recovered.stdout)
    shown = run(home, "notes", "show", made["note_id"], "--json")
    text = json.loads(shown.stdout)["fields"]["information"]
    assert "telefonnummer" in text
    assert json.loads(run(home, "recover", "--json").stdout) == []


def test_a_note_that_is_killed_keeps_its_text_and_recovers_the_rest(home: Path) -> None:
    finals = 0
    with started(home, "dictate", "--audio", str(SAMPLE), "--note", "--events") as process:
        for event in events_of(process):
            finals += event["event"] == "final"
            if finals == 3:
                break
    notes = json.loads(run(home, "notes", "list", "--json").stdout)["notes"]
    assert len(notes) == 1
    (unfinished,) = json.loads(run(home, "recover", "--list", "--json").stdout)
    assert unfinished["seconds"] < 5, "what stands in the draft is not offered again"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("--audio", "findes-ikke.wav"), 1, "findes-ikke.wav"),
        (("--audio", str(SAMPLE), "--model", "ukendt"), 2, "ukendt"),
        (("--audio", str(SAMPLE), "--letter", "ukendt"), 2, "afgoerelse"),
        (("--audio", str(SAMPLE), "--letter", "brev"), 2, "modtager_navn"),
        (("--audio", str(SAMPLE), "--letter", "brev", "--field", "x=1"), 2, "modtager_navn"),
        (("--audio", str(SAMPLE), "--note", "--field", "forkert"), 2, "lighedstegn"),
        (("--audio", str(SAMPLE), "--note", "--letter", "brev"), 2, "enten"),
        (("--audio", str(SAMPLE), "--microphone"), 2, "enten"),
        (("--audio", str(SAMPLE), "--device-type", "cuda", "--pace", "fast"), 1, "rafikkort"),
    ],
)
def test_a_wrong_request_is_told_in_danish(
    home: Path, arguments: tuple[str, ...], status: int, said: str
) -> None:
    result = run(home, "dictate", *arguments)
    assert result.returncode == status, result.stderr
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_wrong_setting_names_its_file_and_key(home: Path) -> None:
    settings = find_paths({"ORDRET_HOME": str(home)}).user_settings_file
    settings.parent.mkdir(parents=True)
    settings.write_text("[endpoint]\nsilence_seconds = 9\n", encoding="utf-8")
    result = run(home, "dictate", "--audio", str(SAMPLE))
    assert result.returncode == 2
    assert str(settings) in result.stderr
    assert "endpoint.silence_seconds" in result.stderr


def test_a_finished_file_is_not_overwritten_unasked(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "tekst.txt"
    out.write_text("vigtigt", encoding="utf-8")
    result = run(home, "dictate", "--audio", str(SAMPLE), "--pace", "fast", "--out", str(out))
    assert result.returncode == 2
    assert out.read_text(encoding="utf-8") == "vigtigt"


def test_the_log_and_the_figures_hold_no_word_of_what_was_said(home: Path) -> None:
    result = run(home, "dictate", "--audio", str(SAMPLE), "--pace", "fast", "--note")
    assert result.returncode == 0, result.stderr
    paths = find_paths({"ORDRET_HOME": str(home)})
    for file in paths.data_folder.rglob("*"):
        if file.is_file() and paths.models_folder not in file.parents:
            content = file.read_bytes()
            assert b"telefonnummer" not in content, file
            assert "telefonnummer".encode("utf-16-le") not in content, file
    assert not paths.log_file.exists()

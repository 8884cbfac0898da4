"""`ordret transcribe` with a scripted model: files in, files out, and what goes wrong."""

import json
from pathlib import Path

import pytest

from command_line import CommandLine
from ordret.cli.transcribing import output_names
from ordret.errors import Fault, FaultCode
from scripted_listening import covering, listen_with, silent_file, speech_file
from scripted_speech import ScriptedRecogniser
from sound_files import cut_short
from word_files import text_of

TEXT = "Hun har sendt brevet til Ærø."
MODULE = "ordret.cli.transcribing"


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> ScriptedRecogniser:
    """Hears the same in every recording."""
    return listen_with(monkeypatch, MODULE, covering(TEXT))


def test_the_text_is_shown_and_everything_else_is_a_message(
    ordret: CommandLine, model: ScriptedRecogniser, tmp_path: Path
) -> None:
    answer = ordret.run("transcribe", str(speech_file(tmp_path / "møde.wav")))

    assert (answer.status, answer.out) == (0, f"{TEXT}\n")
    assert answer.err.startswith("møde.wav: 0:00:04 lyd på 0,")
    assert answer.err.endswith("sekunder med modellen »base« (cpu).\n")


def test_several_texts_are_shown_under_the_names_of_their_files(
    ordret: CommandLine, model: ScriptedRecogniser, tmp_path: Path
) -> None:
    first, second = speech_file(tmp_path / "a.wav"), speech_file(tmp_path / "b.wav")

    answer = ordret.run("transcribe", str(first), str(second))

    assert answer.out == f"a.wav:\n\n{TEXT}\n\nb.wav:\n\n{TEXT}\n\n"


@pytest.mark.parametrize("form", ["txt", "json", "srt", "vtt", "docx"])
def test_each_form_is_saved_under_the_name_of_the_recording(
    ordret: CommandLine, model: ScriptedRecogniser, tmp_path: Path, form: str
) -> None:
    folder = tmp_path / "udskrifter" / "i dag"

    answer = ordret.run(
        "transcribe",
        str(speech_file(tmp_path / "møde.wav")),
        *("--format", form, "--out", str(folder)),
    )

    saved = folder / f"møde.{form}"
    assert (answer.status, answer.out) == (0, f"{saved}\n")
    assert [file.name for file in folder.iterdir()] == [saved.name]
    text = text_of(saved) if form == "docx" else saved.read_text(encoding="utf-8")
    assert "Ærø." in text


def test_json_is_shown_as_one_object(
    ordret: CommandLine, model: ScriptedRecogniser, tmp_path: Path
) -> None:
    answer = ordret.run("transcribe", str(speech_file(tmp_path / "a.wav")), "--format", "json")

    shown = json.loads(answer.out)
    assert (shown["file"], shown["duration_seconds"], shown["model"]) == ("a.wav", 4.0, "base")
    assert shown["passages"][0]["text"] == TEXT


def test_a_bad_file_is_told_of_and_the_others_are_transcribed(
    ordret: CommandLine, model: ScriptedRecogniser, tmp_path: Path
) -> None:
    bad = tmp_path / "ikke lyd.wav"
    bad.write_text("hej")
    good = speech_file(tmp_path / "god.wav")

    answer = ordret.run(
        "transcribe", str(bad), str(tmp_path / "væk.mp3"), str(good), "--out", str(tmp_path / "ud")
    )

    assert answer.status == 1
    assert answer.out == f"{tmp_path / 'ud' / 'god.txt'}\n"
    assert "Fejl: Filen »ikke lyd.wav« kan ikke læses som lyd eller video." in answer.err
    assert "Fejl: Filen »væk.mp3« findes ikke." in answer.err
    assert [file.name for file in (tmp_path / "ud").iterdir()] == ["god.txt"]


def test_a_file_that_breaks_off_is_transcribed_as_far_as_it_goes(
    ordret: CommandLine, model: ScriptedRecogniser, tmp_path: Path
) -> None:
    answer = ordret.run(
        "transcribe", str(cut_short(speech_file(tmp_path / "møde.wav", seconds=6), 0.5))
    )

    assert (answer.status, answer.out) == (0, f"{TEXT}\n")
    assert "Bemærk: Filen »møde-afbrudt.wav« bryder af ved 00:03." in answer.err


def test_where_nobody_speaks_the_model_is_not_asked(
    ordret: CommandLine, model: ScriptedRecogniser, tmp_path: Path
) -> None:
    answer = ordret.run("transcribe", str(silent_file(tmp_path / "stille.wav")))

    assert (answer.status, answer.out) == (0, "")
    assert "Der blev ikke hørt tale i »stille.wav«." in answer.err
    assert model.asked == []


def test_a_file_that_is_there_is_left_alone_and_the_work_is_not_begun(
    ordret: CommandLine, model: ScriptedRecogniser, tmp_path: Path
) -> None:
    (tmp_path / "møde.txt").write_text("rettet i hånden", encoding="utf-8")
    request = ("transcribe", str(speech_file(tmp_path / "møde.wav")), "--out", str(tmp_path))

    refused = ordret.run(*request)

    assert refused.status == 1
    assert "findes i forvejen og er ikke ændret" in refused.err
    assert (tmp_path / "møde.txt").read_text(encoding="utf-8") == "rettet i hånden"
    assert model.asked == []

    assert ordret.run(*request, "--overwrite").status == 0
    assert (tmp_path / "møde.txt").read_text(encoding="utf-8") == f"{TEXT}\n"


def test_a_recording_is_never_overwritten_by_its_own_text(
    ordret: CommandLine, model: ScriptedRecogniser, tmp_path: Path
) -> None:
    recording = speech_file(tmp_path / "møde.wav").rename(tmp_path / "møde.txt")
    sound = recording.read_bytes()

    answer = ordret.run("transcribe", str(recording), "--out", str(tmp_path), "--overwrite")

    assert answer.status == 1
    assert recording.read_bytes() == sound


def test_a_folder_that_cannot_be_made_is_told_of(
    ordret: CommandLine, model: ScriptedRecogniser, tmp_path: Path
) -> None:
    (tmp_path / "fil").write_text("")

    answer = ordret.run(
        "transcribe", str(speech_file(tmp_path / "a.wav")), "--out", str(tmp_path / "fil" / "ud")
    )

    assert answer.status == 1
    assert "kan ikke oprettes" in answer.err


@pytest.mark.parametrize(
    ("form", "count", "said"),
    [
        ("docx", 1, "Et Word-dokument kan ikke vises på skærmen."),
        ("json", 2, "Flere optagelser kan ikke vises samlet som json."),
        ("srt", 2, "Flere optagelser kan ikke vises samlet som srt."),
    ],
)
def test_what_cannot_be_shown_needs_a_folder(
    ordret: CommandLine, form: str, count: int, said: str
) -> None:
    answer = ordret.run("transcribe", *["a.wav"] * count, "--format", form)

    assert answer.status == 2
    assert said in answer.err
    assert "--out MAPPE" in answer.err


def test_a_failing_model_fails_each_file_that_needs_it(
    ordret: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fault = Fault(FaultCode.RECOGNITION_FAILED, "Talegenkendelsen gik i stå.", "Prøv igen.")
    listen_with(monkeypatch, MODULE, lambda _: fault)

    answer = ordret.run("transcribe", str(speech_file(tmp_path / "a.wav")))

    assert (answer.status, answer.out) == (1, "")
    assert answer.err == "Fejl: Talegenkendelsen gik i stå. Prøv igen.\n"


def test_a_model_that_is_not_here_is_told_of_with_what_to_do(
    ordret: CommandLine, tmp_path: Path
) -> None:
    answer = ordret.run("transcribe", str(speech_file(tmp_path / "a.wav")), "--model", "small")

    assert answer.status == 1
    assert "Talemodellen »small« er ikke hentet på denne maskine." in answer.err
    assert "ordret models get small" in answer.err


class TestNames:
    @pytest.mark.parametrize(
        ("files", "names"),
        [
            (["a/møde.mp3"], ["møde.txt"]),
            (["a.mp3", "b.mp3"], ["a.txt", "b.txt"]),
            (["a.mp3", "a.wav", "b.mp3"], ["a.mp3.txt", "a.wav.txt", "b.txt"]),
            (["1/a.mp3", "2/a.mp3"], ["a.mp3.txt", "a.mp3 (2).txt"]),
            (["a.mp3", "A.MP3"], ["a.mp3.txt", "A.MP3 (2).txt"]),
            (["a.mp3", "a.wav", "a.mp3.ogg"], ["a.mp3.txt", "a.wav.txt", "a.mp3 (2).txt"]),
            (["møde.2026.mp3"], ["møde.2026.txt"]),
        ],
    )
    def test_no_two_are_the_same(self, files: list[str], names: list[str]) -> None:
        assert output_names([Path(file) for file in files], "txt") == tuple(names)

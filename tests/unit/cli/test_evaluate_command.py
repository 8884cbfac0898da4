"""`ordret evaluate` with a scripted model: what is counted, and what goes wrong."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from command_line import Answer, CommandLine
from scripted_listening import covering, listen_with, silent_file, speech_file

HEARD = "Hun har sendt tre breve til Ærø."
MODULE = "ordret.cli.evaluating"


@pytest.fixture(autouse=True)
def _model(monkeypatch: pytest.MonkeyPatch) -> None:
    listen_with(monkeypatch, MODULE, covering(HEARD))


def write_list(folder: Path, *rows: str) -> Path:
    """A list of these rows, and a loud recording for each file that they name."""
    for row in rows:
        name = row.split("\t")[0]
        if not (folder / name).exists():
            speech_file(folder / name)
    path = folder / "liste.tsv"
    path.write_text("\n".join(["file\ttext\tkind\tsource\tconfidence", *rows]), encoding="utf-8")
    return path


def figures(answer: Answer) -> Mapping[str, object]:
    assert answer.status == 0
    return json.loads(answer.out)


def test_each_file_and_the_whole_have_their_error_rates(
    ordret: CommandLine, tmp_path: Path
) -> None:
    path = write_list(
        tmp_path,
        "a.wav\tHun har sendt 3 breve til Ærø\thuman\tNST\thigh",
        "b.wav\tHun sendte breve\tsynthetic\tpiper\tmedium",
    )

    told = figures(ordret.run("evaluate", str(path), "--json"))

    assert (told["model"], told["device"], told["streaming"]) == ("base", "cpu", False)
    first, second = told["files"]
    assert (first["recognised"], first["word_edits"], first["word_error_rate"]) == (HEARD, 0, 0.0)
    assert (second["word_edits"], second["words"], second["word_error_rate"]) == (5, 3, 1.6667)
    assert (second["kind"], second["source"], second["confidence"]) == (
        "synthetic",
        "piper",
        "medium",
    )
    total = told["total"]
    assert (total["files"], total["word_edits"], total["words"]) == (2, 5, 10)
    assert (total["word_error_rate"], total["audio_seconds"]) == (0.5, 8.0)
    assert 0 < total["real_time_factor"] < 1
    assert {name: group["word_edits"] for name, group in told["groups"].items()} == {
        "human": 0,
        "synthetic": 5,
    }


def test_the_table_keeps_people_and_synthetic_voices_apart(
    ordret: CommandLine, tmp_path: Path
) -> None:
    path = write_list(
        tmp_path,
        "a.wav\tHun har sendt tre breve til Ærø\thuman\tNST\thigh",
        "b.wav\tHun sendte breve\tsynthetic\tpiper\tmedium",
    )

    rows = [line.split() for line in ordret.run("evaluate", str(path)).out.splitlines()]

    assert ["a.wav", "menneske", "høj", "4,0", "7"] in [row[:5] for row in rows]
    assert ["b.wav", "syntetisk", "middel", "4,0", "3"] in [row[:5] for row in rows]
    assert ["menneske", "1", "4,0", "7"] in [row[:4] for row in rows]
    assert ["I", "alt", "2", "8,0", "10"] in [row[:5] for row in rows]
    assert ["50,0", "%"] in [row[6:8] for row in rows]


def test_figures_can_be_added_up_by_source(ordret: CommandLine, tmp_path: Path) -> None:
    path = write_list(tmp_path, "a.wav\tja\thuman\tNST\t", "b.wav\tja\thuman\tCoRal\t")

    told = figures(ordret.run("evaluate", str(path), "--by", "source", "--json"))

    assert list(told["groups"]) == ["NST", "CoRal"]


def test_only_the_first_files_are_taken_where_that_is_asked_for(
    ordret: CommandLine, tmp_path: Path
) -> None:
    path = write_list(tmp_path, "a.wav\tja", "b.wav\tja", "c.wav\tja")

    told = figures(ordret.run("evaluate", str(path), "--limit", "2", "--json"))

    assert [Path(each["file"]).name for each in told["files"]] == ["a.wav", "b.wav"]


def test_streaming_tells_both_texts_and_how_late_the_first_was(
    ordret: CommandLine, tmp_path: Path
) -> None:
    path = write_list(tmp_path, "a.wav\tHun har sendt tre breve til Ærø.\thuman")

    told = figures(ordret.run("evaluate", str(path), "--streaming", "--json"))

    (file,) = told["files"]
    assert told["streaming"] is True
    assert (file["recognised"], file["revised"], file["utterances"]) == (HEARD, HEARD, 1)
    assert file["after_second_pass"]["word_edits"] == 0
    assert 0.4 < file["simulated_latency_p50_seconds"] < 1.0
    assert file["simulated_latency_p95_seconds"] >= file["simulated_latency_p50_seconds"]


def test_the_table_says_that_the_latency_is_not_measured_while_dictating(
    ordret: CommandLine, tmp_path: Path
) -> None:
    answer = ordret.run("evaluate", str(write_list(tmp_path, "a.wav\tja")), "--streaming")

    assert "Ventetid" in answer.out
    assert "er ikke målt ved diktering, men beregnet" in answer.out


def test_a_recording_without_speech_has_no_rate(ordret: CommandLine, tmp_path: Path) -> None:
    silent_file(tmp_path / "stille.wav")

    told = figures(ordret.run("evaluate", str(write_list(tmp_path, "stille.wav\t")), "--json"))

    assert told["total"]["word_error_rate"] is None
    assert told["total"]["word_edits"] == 0


def test_a_recording_that_cannot_be_read_is_told_of_and_left_out(
    ordret: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "ikke lyd.wav").write_text("hej")
    path = write_list(tmp_path, "ikke lyd.wav\tja", "b.wav\tja")

    answer = ordret.run("evaluate", str(path), "--json")

    assert answer.status == 1
    assert "Filen »ikke lyd.wav« kan ikke læses som lyd eller video." in answer.err
    assert [Path(each["file"]).name for each in json.loads(answer.out)["files"]] == ["b.wav"]


def test_a_wrong_list_is_a_wrong_request(ordret: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "liste.tsv"
    path.write_text("file\ttext\nvæk.wav\tja\n", encoding="utf-8")

    answer = ordret.run("evaluate", str(path))

    assert answer.status == 2
    assert "»væk.wav« i linje 2" in answer.err

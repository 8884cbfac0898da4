"""`ordret models`, as it is typed, with small folders in the place of models."""

import json
from pathlib import Path

import pytest

import fake_models
from command_line import CommandLine
from ordret.cli import models
from ordret.cli.model_list import is_poor, quality
from ordret.speech.catalogue import Catalogue

CATALOGUE = fake_models.catalogue(
    fake_models.entry(),
    fake_models.entry(
        id="lukket",
        licence="CC-BY-NC-4.0",
        commercial=False,
        error_rate=[
            {"data_set": "CoRal", "word_error_rate_percent": 89.3, "source": "et sted"},
            {"data_set": "Common Voice", "word_error_rate_percent": 71.4, "source": "et sted"},
        ],
    ),
)


@pytest.fixture(autouse=True)
def _two_models(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(_file: Path) -> Catalogue:
        return CATALOGUE

    monkeypatch.setattr(models, "read_catalogue", read)


def rows(out: str) -> dict[str, str]:
    return {line.split(" ")[0]: line for line in out.splitlines() if line}


def test_the_list_says_what_is_here_and_how_good_it_is(ordret: CommandLine) -> None:
    fake_models.write_model(ordret.paths.models_folder / "proeve")
    fake_models.write_model(ordret.paths.models_folder / "vores")
    ordret.write_settings('[recognition]\nmodel = "proeve"\n')

    answer = ordret.run("models", "list")

    assert (answer.status, answer.err) == (0, "")
    listed = rows(answer.out)
    assert listed["proeve"].split()[1:4] == ["ja,", "i", "brug"]
    assert "10 %" in listed["proeve"]
    assert listed["lukket"].split()[1] == "nej"
    assert "71–89 %" in listed["lukket"]
    assert "CC-BY-NC-4.0 *" in listed["lukket"]
    assert listed["vores"].split()[1:3] == ["ja", "ikke"]
    assert "I brug: proeve. En prøve." in answer.out
    assert "--accept-licence" in answer.out


def test_the_details_name_what_was_measured_and_what_is_needed(ordret: CommandLine) -> None:
    answer = ordret.run("models", "list", "--details")

    assert "Forkerte ord: 89,3 % i CoRal; 71,4 % i Common Voice." in answer.out
    assert "Processor: Enhver." in answer.out


def test_a_model_in_use_by_its_hub_name_is_the_one_in_the_list(ordret: CommandLine) -> None:
    fake_models.write_model(ordret.paths.models_folder / "proeve")
    ordret.write_settings('[recognition]\nmodel = "nogen/proeve"\n')

    assert rows(ordret.run("models", "list").out)["proeve"].split()[1:4] == ["ja,", "i", "brug"]


def test_a_model_in_use_that_is_not_here_is_told(ordret: CommandLine) -> None:
    ordret.write_settings('[recognition]\nmodel = "proeve"\n')

    assert "Kør »ordret models get proeve«" in ordret.run("models", "list").out


def test_a_broken_folder_is_in_the_list_with_its_fault(ordret: CommandLine) -> None:
    folder = fake_models.write_model(ordret.paths.models_folder / "proeve")
    (folder / "config.json").unlink()

    answer = ordret.run("models", "list")

    assert "kan ikke bruges" in rows(answer.out)["proeve"]
    assert "config.json mangler" in answer.out


def test_the_list_as_json(ordret: CommandLine) -> None:
    folder = fake_models.write_model(ordret.paths.models_folder / "proeve")
    ordret.write_settings('[recognition]\nmodel = "proeve"\n')

    told = json.loads(ordret.run("models", "list", "--json").out)

    assert told["in_use"] == "proeve"
    here, away = told["models"]
    assert (here["in_use"], here["path"], here["fault"]) == (True, str(folder), None)
    assert here["error_rates"][0]["word_error_rate_percent"] == 10.0
    assert (away["in_use"], away["path"], away["commercial"]) == (False, None, False)


def test_a_model_that_is_here_is_not_fetched_again(ordret: CommandLine) -> None:
    fake_models.write_model(ordret.paths.models_folder / "proeve")

    answer = ordret.run("models", "get", "proeve")

    assert answer.status == 0
    assert "»proeve« er klar" in answer.out
    assert 'model = "proeve" under [recognition]' in answer.out


def test_a_closed_licence_needs_an_answer(ordret: CommandLine) -> None:
    answer = ordret.run("models", "get", "lukket")

    assert (answer.status, answer.out) == (1, "")
    assert "»--accept-licence«" in answer.err
    fake_models.write_model(ordret.paths.models_folder / "lukket")
    accepted = ordret.run("models", "get", "lukket", "--accept-licence")
    assert accepted.status == 0
    assert "71–89 % af de danske ord bliver forkerte" in accepted.out, "a poor model says so"


def test_a_model_nobody_knows_is_a_wrong_request(ordret: CommandLine) -> None:
    answer = ordret.run("models", "get", "proev")

    assert answer.status == 2
    assert "Mente du »proeve«?" in answer.err


def test_a_folder_is_added_under_its_own_name(ordret: CommandLine, tmp_path: Path) -> None:
    source = fake_models.write_model(tmp_path / "Vores Model 2")

    answer = ordret.run("models", "add", str(source))

    assert answer.status == 0
    assert "»vores-model-2« er klar" in answer.out
    assert (ordret.paths.models_folder / "vores-model-2" / "model.bin").is_file()


def test_an_added_model_keeps_the_id_that_ordret_gave_it(
    ordret: CommandLine, tmp_path: Path
) -> None:
    ordret.run("models", "add", str(fake_models.write_model(tmp_path / "a")), "--id", "vores")
    moved = (ordret.paths.models_folder / "vores").rename(tmp_path / "fra-en-anden-maskine")

    assert "»vores« er klar" in ordret.run("models", "add", str(moved)).out


@pytest.mark.parametrize("name", ["Vores", "../ud", ""])
def test_an_id_that_cannot_be_a_folder_is_refused(
    ordret: CommandLine, tmp_path: Path, name: str
) -> None:
    source = fake_models.write_model(tmp_path / "a")

    answer = ordret.run("models", "add", str(source), "--id", name)

    assert answer.status == 2
    assert f"kan ikke hedde »{name}«" in answer.err


def test_a_folder_without_a_model_is_refused(ordret: CommandLine, tmp_path: Path) -> None:
    answer = ordret.run("models", "add", str(tmp_path))

    assert answer.status == 2
    assert "Der er ingen talemodel i" in answer.err


def test_verify_reads_every_model_and_tells_of_each(ordret: CommandLine) -> None:
    fake_models.write_model(ordret.paths.models_folder / "proeve")
    fake_models.write_model(ordret.paths.models_folder / "lukket", content=b"andet")
    fake_models.write_model(ordret.paths.models_folder / "vores")

    answer = ordret.run("models", "verify")

    assert answer.status == 1
    whole = fake_models.sha256(fake_models.weights())
    assert f"ok   proeve: SHA-256 er {whole}, som den skal være." in answer.out
    assert "Fejl lukket: " in answer.out
    assert f"ok   vores: SHA-256 er {whole}, men ingen har oplyst" in answer.out


def test_verify_of_one_model(ordret: CommandLine) -> None:
    fake_models.write_model(ordret.paths.models_folder / "proeve")
    fake_models.write_model(ordret.paths.models_folder / "lukket", content=b"andet")

    assert ordret.run("models", "verify", "proeve").status == 0
    told = json.loads(ordret.run("models", "verify", "lukket", "nogen/proeve", "--json").out)
    assert [each["ok"] for each in told["models"]] == [False, True]
    assert told["models"][0]["fault"]["code"] == "model_damaged"


def test_verify_of_a_folder_elsewhere(ordret: CommandLine, tmp_path: Path) -> None:
    folder = fake_models.write_model(tmp_path / "delt")

    answer = ordret.run("models", "verify", str(folder))

    assert answer.status == 0
    assert str(folder) in answer.out


@pytest.mark.parametrize(("name", "status"), [("lukket", 1), ("findes-ikke", 2)])
def test_verify_of_what_is_not_here(ordret: CommandLine, name: str, status: int) -> None:
    answer = ordret.run("models", "verify", name)

    assert (answer.status, answer.out) == (status, "")


def test_verify_where_there_is_no_model_says_how_to_get_one(ordret: CommandLine) -> None:
    answer = ordret.run("models", "verify")

    assert answer.status == 1
    assert "ordret models get base" in answer.err


def test_a_model_is_poor_where_even_its_best_figure_is() -> None:
    good, poor = CATALOGUE.models

    assert not is_poor(good)
    assert is_poor(poor)
    assert quality(good).startswith("10 % af de danske ord")

"""From the settings to a model that is ready to be loaded."""

from pathlib import Path

import pytest

import fake_models
from ordret.assembly.engine import engine_for, traits_of
from ordret.errors import Fault, FaultCode
from ordret.paths import Paths, find_paths
from ordret.settings.declaration import Recognition
from ordret.speech.whisper import ModelTraits


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths({"ORDRET_HOME": str(tmp_path / "hjem")})


def test_a_folder_of_ones_own_is_taken_as_whisper_usually_is(paths: Paths, tmp_path: Path) -> None:
    folder = fake_models.write_model(tmp_path / "vores")

    engine = engine_for(Recognition(model=str(folder), device_type="cpu", threads=3), paths)

    assert (engine.folder, engine.device_type, engine.threads) == (folder, "cpu", 3)
    assert engine.traits == ModelTraits(reads_previous_text=False, timestamp_tokens=True)


@pytest.mark.parametrize(("context", "reads_previous_text"), [("text", True), ("none", False)])
@pytest.mark.parametrize("timestamp_tokens", [True, False])
def test_the_catalogue_knows_what_a_model_was_trained_for(
    context: str, reads_previous_text: bool, timestamp_tokens: bool
) -> None:
    entry = fake_models.entry(context=context, timestamp_tokens=timestamp_tokens)

    assert traits_of(entry) == ModelTraits(reads_previous_text, timestamp_tokens)


def test_a_model_of_the_catalogue_that_is_not_here_is_a_fault(paths: Paths) -> None:
    with pytest.raises(Fault) as raised:
        engine_for(Recognition(model="edda-v0.2"), paths)

    assert raised.value.code is FaultCode.MODEL_MISSING

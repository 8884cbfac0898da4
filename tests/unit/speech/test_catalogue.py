"""The catalogue, as it ships and as it may be wrong."""

import re
import tomllib
from pathlib import Path

import pytest

import fake_models
from ordret.errors import Fault, FaultCode, RequestFault
from ordret.paths import find_catalogue
from ordret.speech.catalogue import (
    Catalogue,
    CatalogueModel,
    ContextMode,
    EmbeddedSource,
    HubSource,
    ModelFormat,
    read_catalogue,
)

SHIPPED = read_catalogue(find_catalogue())


def write_catalogue(folder: Path, text: str) -> Path:
    file = folder / "catalogue.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_models_worth_having_are_there() -> None:
    hub = {
        model.source.repository for model in SHIPPED.models if isinstance(model.source, HubSource)
    }
    assert hub == {
        "danish-foundation-models/edda-v0.2",
        "danish-foundation-models/edda-v0.2-large",
        "pluttodk/hviske-tiske",
        "deepdml/faster-whisper-large-v3-turbo-ct2",
        "Systran/faster-whisper-small",
        "Systran/faster-whisper-medium",
        "Systran/faster-whisper-large-v3",
    }


def test_base_lies_in_the_program_with_its_hash() -> None:
    base = SHIPPED.require("base")
    assert isinstance(base.source, EmbeddedSource)
    assert base.sha256 == "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
    assert base.size_bytes == 145_217_532


@pytest.mark.parametrize("model", SHIPPED.models, ids=lambda model: model.id)
def test_every_model_tells_a_user_what_to_expect(model: CatalogueModel) -> None:
    assert model.note.endswith(".")
    assert model.hardware.processor.endswith(".")
    assert model.hardware.graphics.endswith(".")
    assert all(rate.source and rate.data_set for rate in model.error_rate)
    assert 0 < model.hardware.memory_bytes < 16_000_000_000
    assert model.size_bytes >= model.parameters, "16-bit weights, more or less"
    assert set(model.languages) <= {"da", "mul"}


@pytest.mark.parametrize("model", SHIPPED.models, ids=lambda model: model.id)
def test_what_is_pinned_by_hash_is_pinned_by_revision_too(model: CatalogueModel) -> None:
    if model.sha256 and isinstance(model.source, HubSource):
        assert model.source.revision
    if model.format is ModelFormat.SAFETENSORS:
        assert model.sha256 is None, "the hash of a conversion is not known beforehand"


def test_a_licence_that_is_not_known_to_allow_use_at_work_is_marked() -> None:
    open_licences = {"MIT", "Apache-2.0"}
    assert {model.id for model in SHIPPED.models if not model.commercial} == {
        model.id for model in SHIPPED.models if model.licence not in open_licences
    }


def test_every_key_is_explained_in_the_readme_beside_it() -> None:
    explained = set(
        re.findall(r"`(\w+)`", (find_catalogue().parent / "README.md").read_text("utf-8"))
    )
    content = tomllib.loads(find_catalogue().read_text(encoding="utf-8"))
    keys = {key for model in content["model"] for key in model}
    keys |= {key for model in content["model"] for key in [*model["source"], *model["hardware"]]}
    keys |= {key for model in content["model"] for rate in model["error_rate"] for key in rate}
    assert keys <= explained


def test_a_model_is_found_by_id_and_by_its_name_on_the_hub() -> None:
    edda = SHIPPED.require("edda-v0.2")
    assert SHIPPED.find("danish-foundation-models/edda-v0.2") is edda
    assert edda.context is ContextMode.TEXT
    assert SHIPPED.find("ukendt") is None


def test_an_unknown_model_is_a_request_fault_with_the_nearest_id() -> None:
    with pytest.raises(RequestFault, match="Mente du »base«") as raised:
        SHIPPED.require("basse")
    assert raised.value.code is FaultCode.MODEL_MISSING


def test_a_missing_catalogue_is_a_danish_fault(tmp_path: Path) -> None:
    with pytest.raises(Fault, match=r"findes-ikke\.toml kan ikke bruges"):
        read_catalogue(tmp_path / "findes-ikke.toml")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[model]\n", "ikke gyldig TOML"),
        ("", "»model«"),
        ("[[model]]\nid = 'a'\n", "»model.1.licence«"),
        ("[[model]]\nid = '../ud'\n", "»model.1.id«"),
        ("[[model]]\nukendt = 1\n", "»model.1.ukendt«"),
    ],
)
def test_a_bad_catalogue_names_the_file_and_the_key(tmp_path: Path, text: str, told: str) -> None:
    file = write_catalogue(tmp_path, text)
    with pytest.raises(Fault) as raised:
        read_catalogue(file)
    assert str(file) in raised.value.what
    assert told in raised.value.what


def test_text_in_another_encoding_is_a_danish_fault(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.toml"
    file.write_bytes(b"# \xe6\xf8\xe5\n")
    with pytest.raises(Fault, match="kan ikke læses"):
        read_catalogue(file)


def test_two_models_of_one_id_are_refused(tmp_path: Path) -> None:
    text = find_catalogue().read_text(encoding="utf-8")
    file = write_catalogue(tmp_path, text.replace('id = "small"', 'id = "base"'))
    with pytest.raises(Fault, match="ens flere steder: base"):
        read_catalogue(file)


@pytest.mark.parametrize(
    "changes",
    [
        {"sha256": "abc"},
        {"size_bytes": 0},
        {"languages": []},
        {"error_rate": []},
        {"format": "ggml"},
        {"context": "måske"},
        {"source": {"kind": "ftp", "repository": "a/b"}},
        {"source": {"kind": "hub", "repository": "../../etc"}},
        {"source": {"kind": "embedded", "parts": [], "files": []}},
        {"licence": None},
    ],
)
def test_a_wrong_entry_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        fake_models.entry(**changes)


def test_a_catalogue_keeps_the_order_of_the_file() -> None:
    first, second = fake_models.entry(id="b"), fake_models.entry(id="a")
    assert [model.id for model in Catalogue((first, second)).models] == ["b", "a"]

"""Finding a model, and what may be wrong with its folder."""

import json
import os
from pathlib import Path

import pytest

import fake_models
from ordret.errors import Fault, FaultCode, RequestFault
from ordret.speech.model_files import Record, recall_hash, remember_hash, write_record
from ordret.speech.models import ModelFolder, find_model, list_models, verify

CATALOGUE = fake_models.catalogue(
    fake_models.entry(),
    fake_models.entry(id="bedre", sha256=None, source={"kind": "hub", "repository": "a/bedre"}),
)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return tmp_path / "modeller"


def find(name: str, shelf: Path) -> ModelFolder:
    return find_model(name, shelf, CATALOGUE)


def code_of(name: str, shelf: Path) -> FaultCode:
    with pytest.raises(Fault) as raised:
        find(name, shelf)
    assert str(shelf) in raised.value.what, "the user must learn where"
    assert raised.value.remedy
    return raised.value.code


def test_a_whole_model_is_found_by_id_and_by_hub_name(shelf: Path) -> None:
    folder = fake_models.write_model(shelf / "proeve")
    for name in ("proeve", "nogen/proeve"):
        model = find(name, shelf)
        assert (model.id, model.path) == ("proeve", folder)
        assert model.entry is CATALOGUE.models[0]
        assert model.expected_sha256 == fake_models.sha256(fake_models.weights())


def test_any_folder_can_be_used_by_its_path(shelf: Path, tmp_path: Path) -> None:
    folder = fake_models.write_model(tmp_path / "delt" / "vores")
    model = find(str(folder), shelf)
    assert model == ModelFolder(str(folder), folder, None, None)


def test_an_added_model_is_found_by_the_id_it_was_given(shelf: Path) -> None:
    folder = fake_models.write_model(shelf / "vores")
    write_record(folder, Record(id="vores", sha256=fake_models.sha256(fake_models.weights())))
    assert find("vores", shelf).id == "vores"


def test_a_model_that_is_not_fetched_says_how_and_what_to_use_meanwhile(shelf: Path) -> None:
    fake_models.write_model(shelf / "proeve")
    with pytest.raises(Fault, match=r"ordret models get bedre.*»proeve«, som er her") as raised:
        find("bedre", shelf)
    assert raised.value.code is FaultCode.MODEL_MISSING
    assert raised.value.exit_status == 1


def test_with_no_model_at_all_the_embedded_one_is_the_next_best(shelf: Path) -> None:
    with pytest.raises(Fault, match="»base«, som ligger i Ordret"):
        find("bedre", shelf)


@pytest.mark.parametrize("name", ["prove", "/findes/ikke", "../proeve"])
def test_a_name_nobody_knows_is_a_request_fault(shelf: Path, name: str) -> None:
    with pytest.raises(RequestFault) as raised:
        find(name, shelf)
    assert raised.value.code is FaultCode.MODEL_MISSING


@pytest.mark.parametrize("name", ["model.bin", "config.json", "tokenizer.json", "vocabulary.json"])
def test_a_missing_file_is_damage_that_names_the_file(shelf: Path, name: str) -> None:
    file = fake_models.write_model(shelf / "proeve") / name
    file.unlink()
    with pytest.raises(Fault, match="mangler") as raised:
        find("proeve", shelf)
    assert raised.value.code is FaultCode.MODEL_DAMAGED
    assert file.stem in raised.value.what


@pytest.mark.parametrize("name", ["model.bin", "config.json", "tokenizer.json", "vocabulary.json"])
def test_an_empty_file_is_damage(shelf: Path, name: str) -> None:
    (fake_models.write_model(shelf / "proeve") / name).write_bytes(b"")
    assert code_of("proeve", shelf) is FaultCode.MODEL_DAMAGED


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("config.json", b"{"),
        ("vocabulary.json", b"{}"),
        ("vocabulary.json", b"\xff\xfe"),
        ("model.bin", b"abc"),
        ("model.bin", b"\x06\x00\x00\x00\x02\x00\xff\xff"),
        ("ordret-model.json", b"{"),
    ],
)
def test_a_broken_file_is_damage(shelf: Path, name: str, content: bytes) -> None:
    (fake_models.write_model(shelf / "proeve") / name).write_bytes(content)
    assert code_of("proeve", shelf) is FaultCode.MODEL_DAMAGED


def test_an_english_only_model_is_unsuited(shelf: Path) -> None:
    fake_models.write_model(shelf / "proeve", vocabulary=fake_models.ENGLISH_VOCABULARY)
    assert code_of("proeve", shelf) is FaultCode.MODEL_UNSUITED


def test_a_model_without_danish_is_unsuited(shelf: Path) -> None:
    vocabulary = ["<|sv|>", *fake_models.VOCABULARY[1:]]
    fake_models.write_model(shelf / "proeve", vocabulary=vocabulary)
    assert code_of("proeve", shelf) is FaultCode.MODEL_UNSUITED


def test_a_vocabulary_in_text_form_is_read_too(shelf: Path) -> None:
    folder = fake_models.write_model(shelf / "proeve")
    tokens = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
    (folder / "vocabulary.json").unlink()
    (folder / "vocabulary.txt").write_text("\n".join(tokens) + "\n", encoding="utf-8")
    assert find("proeve", shelf).id == "proeve"
    (folder / "vocabulary.txt").write_text("\n".join(tokens[:-1]) + "\n", encoding="utf-8")
    assert code_of("proeve", shelf) is FaultCode.MODEL_UNSUITED


def test_another_kind_of_model_is_unsuited(shelf: Path) -> None:
    folder = fake_models.write_model(shelf / "proeve")
    (folder / "model.bin").write_bytes(b"\x06\x00\x00\x00\x10\x00TransformerSpec\0" + b"x" * 9)
    assert code_of("proeve", shelf) is FaultCode.MODEL_UNSUITED


def test_a_wrong_hash_is_refused(shelf: Path) -> None:
    fake_models.write_model(shelf / "proeve", content=b"noget andet")
    assert code_of("proeve", shelf) is FaultCode.MODEL_DAMAGED


def test_a_model_without_a_known_hash_is_held_to_the_one_it_came_with(shelf: Path) -> None:
    folder = fake_models.write_model(shelf / "bedre")
    write_record(folder, Record(id="bedre", sha256=fake_models.sha256(fake_models.weights())))
    assert find("bedre", shelf).expected_sha256
    (folder / "model.bin").write_bytes(fake_models.weights(b"byttet!"))
    assert code_of("bedre", shelf) is FaultCode.MODEL_DAMAGED


def test_an_unchanged_model_is_not_hashed_again_and_a_changed_one_is(shelf: Path) -> None:
    folder = fake_models.write_model(shelf / "proeve")
    find("proeve", shelf)
    weights = folder / "model.bin"
    before = weights.stat()
    weights.write_bytes(weights.read_bytes()[:-1] + b"X")
    os.utime(weights, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert find("proeve", shelf).id == "proeve", "size and time of change stand for the hash"
    os.utime(weights, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert code_of("proeve", shelf) is FaultCode.MODEL_DAMAGED


def test_a_full_verification_hashes_whatever_is_remembered(shelf: Path) -> None:
    folder = fake_models.write_model(shelf / "proeve")
    model = find("proeve", shelf)
    weights = folder / "model.bin"
    before = weights.stat()
    weights.write_bytes(weights.read_bytes()[:-1] + b"X")
    os.utime(weights, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(Fault, match="beskadiget") as raised:
        verify(model, shelf, fake_models.no_progress)
    assert raised.value.code is FaultCode.MODEL_DAMAGED


def test_verification_tells_progress_and_whether_there_was_anything_to_compare_with(
    shelf: Path, tmp_path: Path
) -> None:
    told: list[tuple[int, int]] = []
    fake_models.write_model(shelf / "proeve")
    known = verify(find("proeve", shelf), shelf, lambda done, total: told.append((done, total)))
    size = len(fake_models.weights())
    assert told == [(size, size)]
    assert known.known
    foreign = find(str(fake_models.write_model(tmp_path / "delt")), shelf)
    assert not verify(foreign, shelf, fake_models.no_progress).known


def test_a_broken_memory_only_costs_a_hash(shelf: Path) -> None:
    fake_models.write_model(shelf / "proeve")
    (shelf / "verified.json").write_text("{", encoding="utf-8")
    assert find("proeve", shelf).id == "proeve"


def test_where_the_memory_cannot_be_written_the_model_is_used_all_the_same(
    shelf: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = fake_models.write_model(tmp_path / "delt")
    shelf.write_text("en fil, hvor mappen skulle være", encoding="utf-8")
    remember_hash(shelf, folder / "model.bin", "0" * 64)
    assert recall_hash(shelf, folder / "model.bin") is None
    assert "not remembered" in caplog.text


def test_the_list_tells_what_is_here_what_is_not_and_what_is_no_use(shelf: Path) -> None:
    fake_models.write_model(shelf / "anden")
    fake_models.write_model(shelf / "proeve")
    fake_models.write_model(shelf / "engelsk", vocabulary=fake_models.ENGLISH_VOCABULARY)
    fake_models.write_model(shelf / ".halv.model")
    listed = [
        (model.id, model.path is not None, model.fault and model.fault.code)
        for model in list_models(shelf, CATALOGUE)
    ]
    assert listed == [
        ("proeve", True, None),
        ("bedre", False, None),
        ("anden", True, None),
        ("engelsk", True, FaultCode.MODEL_UNSUITED),
    ]


def test_an_empty_shelf_lists_what_can_be_fetched(shelf: Path) -> None:
    assert [model.path for model in list_models(shelf, CATALOGUE)] == [None, None]


def test_a_shelf_that_cannot_be_read_is_a_fault(shelf: Path) -> None:
    shelf.write_text("en fil, hvor mappen skulle være", encoding="utf-8")
    with pytest.raises(Fault, match="kan ikke læses"):
        list_models(shelf, CATALOGUE)

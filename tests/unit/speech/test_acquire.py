"""Getting models: from installed packages, from the hub, from a folder."""

import errno
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import fake_models
from fake_hub import FakeHub
from ordret.errors import Fault, FaultCode, RequestFault
from ordret.speech.acquire import add, get
from ordret.speech.catalogue import Catalogue, CatalogueModel
from ordret.speech.model_disk import building_site, write_pieces
from ordret.speech.models import find_model

FILES = {
    "model.bin": fake_models.weights(b"v" * 100_000),
    "config.json": b"{}",
    "tokenizer.json": b"{}",
    "vocabulary.json": json.dumps(fake_models.VOCABULARY).encode(),
    "preprocessor_config.json": b'{"feature_size": 128}',
    "README.md": b"# En model",
}
HUB_ENTRY = fake_models.entry(
    size_bytes=len(FILES["model.bin"]), sha256=fake_models.sha256(FILES["model.bin"])
)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return tmp_path / "modeller"


@pytest.fixture
def embedded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CatalogueModel:
    """A model in two installed packages."""
    whole = fake_models.weights(b"halvdel en, halvdel to")
    for number, part in enumerate((whole[:20], whole[20:]), 1):
        monkeypatch.delitem(sys.modules, f"fakemodel{number}", raising=False)
        data = tmp_path / "pakker" / f"fakemodel{number}" / "data"
        data.mkdir(parents=True)
        (data.parent / "__init__.py").touch()
        (data / f"model.bin.part{number}").write_bytes(part)
    for name in ("config.json", "tokenizer.json", "vocabulary.json"):
        (tmp_path / "pakker" / "fakemodel1" / "data" / name).write_bytes(FILES[name])
    monkeypatch.syspath_prepend(tmp_path / "pakker")
    return fake_models.entry(
        id="base",
        size_bytes=len(whole),
        sha256=fake_models.sha256(whole),
        source={
            "kind": "embedded",
            "parts": ["fakemodel1:data/model.bin.part1", "fakemodel2:data/model.bin.part2"],
            "files": [
                f"fakemodel1:data/{name}"
                for name in ("config.json", "tokenizer.json", "vocabulary.json")
            ],
        },
    )


def get_model(
    entry: CatalogueModel, shelf: Path, *, consent: bool = False, endpoint: str | None = None
) -> Path:
    return get(
        entry.id,
        shelf,
        Catalogue((entry,)),
        consent=consent,
        progress=fake_models.no_progress,
        endpoint=endpoint,
    ).path


def add_model(
    source: Path, model_id: str, shelf: Path, *entries: CatalogueModel, consent: bool = False
) -> Path:
    return add(
        source,
        model_id,
        shelf,
        Catalogue(entries),
        consent=consent,
        progress=fake_models.no_progress,
    ).path


def leftovers(shelf: Path) -> set[str]:
    return {file.name for file in shelf.iterdir() if not file.name.endswith(".lock")}


def test_the_halves_of_the_embedded_model_are_joined(shelf: Path, embedded: CatalogueModel) -> None:
    told: list[tuple[int, int]] = []
    model = get(
        "base",
        shelf,
        Catalogue((embedded,)),
        consent=False,
        progress=lambda done, total: told.append((done, total)),
    )
    assert fake_models.sha256(model.weights.read_bytes()) == embedded.sha256
    assert told[-1] == (embedded.size_bytes, embedded.size_bytes)
    assert leftovers(shelf) == {"base", "verified.json"}
    assert find_model("base", shelf, Catalogue((embedded,))).path == shelf / "base"


def test_getting_a_model_that_is_here_changes_nothing(
    shelf: Path, embedded: CatalogueModel
) -> None:
    weights = get_model(embedded, shelf) / "model.bin"
    before = weights.stat()
    get_model(embedded, shelf)
    assert weights.stat() == before


def test_a_damaged_model_is_made_again(shelf: Path, embedded: CatalogueModel) -> None:
    folder = get_model(embedded, shelf)
    (folder / "model.bin").write_bytes(fake_models.weights(b"noget andet"))
    (folder / "tokenizer.json").unlink()
    get_model(embedded, shelf)
    assert fake_models.sha256((folder / "model.bin").read_bytes()) == embedded.sha256
    assert leftovers(shelf) == {"base", "verified.json"}


def test_halves_with_a_wrong_hash_are_refused(shelf: Path, embedded: CatalogueModel) -> None:
    wrong = embedded.model_copy(update={"sha256": "0" * 64})
    with pytest.raises(Fault, match="beskadiget") as raised:
        get_model(wrong, shelf)
    assert raised.value.code is FaultCode.MODEL_DAMAGED
    assert leftovers(shelf) == set()


def test_without_the_packages_the_user_learns_how_to_get_them(shelf: Path) -> None:
    source = {"kind": "embedded", "parts": ["findes_ikke:data/model.bin"], "files": []}
    with pytest.raises(Fault, match=r"findes_ikke.*setup\.sh") as raised:
        get_model(fake_models.entry(id="base", source=source), shelf)
    assert raised.value.code is FaultCode.MODEL_MISSING


GET_IN_ANOTHER_PROCESS = """
import sys
from pathlib import Path
from ordret.speech.acquire import get
from ordret.speech.catalogue import Catalogue, CatalogueModel
entry = CatalogueModel.model_validate_json(sys.argv[1])
get("base", Path(sys.argv[2]), Catalogue((entry,)), consent=False, progress=lambda *_: None)
"""


def test_several_processes_may_join_at_once(shelf: Path, embedded: CatalogueModel) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", GET_IN_ANOTHER_PROCESS, embedded.model_dump_json(), str(shelf)],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        for _ in range(3)
    ]
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    assert find_model("base", shelf, Catalogue((embedded,))).path == shelf / "base"
    assert leftovers(shelf) == {"base", "verified.json"}


def test_what_a_killed_process_left_is_in_nobodys_way(
    shelf: Path, embedded: CatalogueModel
) -> None:
    (shelf / ".base.model").mkdir(parents=True)
    (shelf / ".base.model" / "model.bin").write_bytes(b"halv")
    (shelf / ".base.lock").touch()
    get_model(embedded, shelf)
    assert leftovers(shelf) == {"base", "verified.json"}


def test_a_full_disk_is_told_before_anything_is_written(
    shelf: Path, embedded: CatalogueModel
) -> None:
    vast = embedded.model_copy(update={"size_bytes": shutil.disk_usage("/").total * 1000})
    with pytest.raises(Fault, match="Disken er fuld") as raised:
        get_model(vast, shelf)
    assert raised.value.code is FaultCode.DISK_FULL
    assert leftovers(shelf) == set()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is full")
def test_a_disk_that_fills_meanwhile_is_a_fault(shelf: Path) -> None:
    with pytest.raises(Fault) as raised, building_site("base", shelf):
        write_pieces([b"x" * 100_000], Path("/dev/full"), lambda _count: None)
    assert raised.value.code is FaultCode.DISK_FULL


def test_a_folder_that_cannot_be_written_is_a_fault(shelf: Path, embedded: CatalogueModel) -> None:
    shelf.write_text("en fil, hvor mappen skulle være", encoding="utf-8")
    with pytest.raises(Fault) as raised:
        get_model(embedded, shelf)
    assert raised.value.code is FaultCode.FILE_UNWRITABLE
    assert str(shelf) in raised.value.what


def test_a_disk_error_of_another_kind_names_the_folder(shelf: Path) -> None:
    with pytest.raises(Fault) as raised, building_site("base", shelf):
        raise OSError(errno.EROFS, "Read-only file system")
    assert raised.value.code is FaultCode.FILE_UNWRITABLE


def test_a_model_is_fetched_from_the_hub(shelf: Path) -> None:
    told: list[tuple[int, int]] = []
    with FakeHub(FILES) as hub:
        model = get(
            "proeve",
            shelf,
            Catalogue((HUB_ENTRY,)),
            consent=False,
            progress=lambda done, total: told.append((done, total)),
            endpoint=hub.endpoint,
        )
    assert {file.name for file in model.path.iterdir()} == {*FILES, "ordret-model.json"} - {
        "README.md"
    }
    total = sum(len(content) for name, content in FILES.items() if name != "README.md")
    assert (total, total) in told
    assert leftovers(shelf) == {"proeve", "verified.json"}


def test_a_model_whose_hash_nobody_told_keeps_the_one_it_came_with(shelf: Path) -> None:
    entry = HUB_ENTRY.model_copy(update={"sha256": None})
    with FakeHub(FILES) as hub:
        folder = get_model(entry, shelf, endpoint=hub.endpoint)
    (folder / "model.bin").write_bytes(fake_models.weights(b"w" * 100_000))
    with pytest.raises(Fault, match="beskadiget"):
        find_model("proeve", shelf, Catalogue((entry,)))


def test_a_wrong_file_from_the_hub_is_deleted_and_told(shelf: Path) -> None:
    files = FILES | {"model.bin": fake_models.weights(b"w" * 100_000)}
    with FakeHub(files) as hub, pytest.raises(Fault, match="SHA-256") as raised:
        get_model(HUB_ENTRY, shelf, endpoint=hub.endpoint)
    assert raised.value.code is FaultCode.MODEL_DAMAGED
    assert leftovers(shelf) == set()


def test_an_incomplete_repository_is_a_fault(shelf: Path) -> None:
    files = {name: content for name, content in FILES.items() if name != "tokenizer.json"}
    with FakeHub(files) as hub, pytest.raises(Fault, match=r"tokenizer\.json mangler") as raised:
        get_model(HUB_ENTRY, shelf, endpoint=hub.endpoint)
    assert raised.value.code is FaultCode.MODEL_DAMAGED


def test_a_repository_that_is_gone_is_a_fault(shelf: Path) -> None:
    entry = HUB_ENTRY.model_copy(
        update={"source": HUB_ENTRY.source.model_copy(update={"repository": "nogen/andet"})}
    )
    with FakeHub(FILES) as hub, pytest.raises(Fault, match="findes ikke længere") as raised:
        get_model(entry, shelf, endpoint=hub.endpoint)
    assert raised.value.code is FaultCode.MODEL_MISSING


@pytest.mark.parametrize("status", [403, 500, 503])
def test_a_proxy_that_refuses_is_an_unreachable_hub(shelf: Path, status: int) -> None:
    with FakeHub(FILES, status=status) as hub, pytest.raises(Fault) as raised:
        get_model(HUB_ENTRY, shelf, endpoint=hub.endpoint)
    assert raised.value.code is FaultCode.MODEL_HUB_UNREACHABLE


def test_a_hub_that_is_not_there_is_told_with_the_next_best_choice(shelf: Path) -> None:
    fake_models.write_model(shelf / "vores")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        endpoint = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(Fault, match=r"ordret models add.*»vores«, som er her") as raised:
        get_model(HUB_ENTRY, shelf, endpoint=endpoint)
    assert raised.value.code is FaultCode.MODEL_HUB_UNREACHABLE


def test_a_licence_that_does_not_allow_use_at_work_needs_consent(shelf: Path) -> None:
    entry = HUB_ENTRY.model_copy(update={"commercial": False, "licence": "CC-BY-NC-4.0"})
    with FakeHub(FILES) as hub:
        with pytest.raises(Fault, match=r"CC-BY-NC-4\.0") as raised:
            get_model(entry, shelf, endpoint=hub.endpoint)
        assert raised.value.code is FaultCode.MODEL_LICENCE
        assert hub.fetched == []
        assert get_model(entry, shelf, consent=True, endpoint=hub.endpoint).is_dir()


def test_adding_a_model_of_such_a_licence_needs_consent_too(shelf: Path, tmp_path: Path) -> None:
    entry = fake_models.entry(commercial=False)
    source = fake_models.write_model(tmp_path / "hentet")
    with pytest.raises(Fault) as raised:
        add_model(source, "proeve", shelf, entry)
    assert raised.value.code is FaultCode.MODEL_LICENCE
    assert add_model(source, "proeve", shelf, entry, consent=True).is_dir()


@pytest.mark.parametrize("name", ["", "model.bin"])
def test_a_folder_is_copied_with_the_files_of_the_model_only(
    shelf: Path, tmp_path: Path, name: str
) -> None:
    source = fake_models.write_model(tmp_path / "hentet")
    (source / "billede.png").write_bytes(b"x")
    folder = add_model(source / name, "vores", shelf)
    assert {file.name for file in folder.iterdir()} == {
        "model.bin",
        "config.json",
        "tokenizer.json",
        "vocabulary.json",
        "ordret-model.json",
    }
    assert find_model("vores", shelf, Catalogue(())).expected_sha256 == fake_models.sha256(
        fake_models.weights()
    )


def test_a_new_version_takes_the_place_of_the_old(shelf: Path, tmp_path: Path) -> None:
    add_model(fake_models.write_model(tmp_path / "en"), "vores", shelf)
    folder = add_model(fake_models.write_model(tmp_path / "to", content=b"to"), "vores", shelf)
    assert (folder / "model.bin").read_bytes() == fake_models.weights(b"to")
    assert leftovers(shelf) == {"vores", "verified.json"}


def test_a_folder_that_pretends_to_be_a_known_model_is_refused(shelf: Path, tmp_path: Path) -> None:
    source = fake_models.write_model(tmp_path / "hentet", content=b"en anden")
    with pytest.raises(Fault) as raised:
        add_model(source, "proeve", shelf, fake_models.entry())
    assert raised.value.code is FaultCode.MODEL_DAMAGED
    assert leftovers(shelf) == set()


def _without_tokenizer(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()


def _english(folder: Path) -> None:
    vocabulary = json.dumps(fake_models.ENGLISH_VOCABULARY)
    (folder / "vocabulary.json").write_text(vocabulary, encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [(_without_tokenizer, FaultCode.MODEL_DAMAGED), (_english, FaultCode.MODEL_UNSUITED)],
)
def test_a_folder_that_cannot_be_used_is_not_added(
    shelf: Path, tmp_path: Path, spoil: Callable[[Path], None], code: FaultCode
) -> None:
    source = fake_models.write_model(tmp_path / "hentet")
    spoil(source)
    with pytest.raises(Fault) as raised:
        add_model(source, "vores", shelf)
    assert raised.value.code is code
    assert leftovers(shelf) == set()


@pytest.mark.parametrize("model_id", ["../ud", "Stor", "", ".skjult", "to ord"])
def test_an_id_must_be_able_to_name_a_folder(shelf: Path, tmp_path: Path, model_id: str) -> None:
    with pytest.raises(RequestFault, match="kan ikke hedde"):
        add_model(fake_models.write_model(tmp_path / "hentet"), model_id, shelf)


def test_a_folder_without_a_model_is_a_request_fault(shelf: Path, tmp_path: Path) -> None:
    for source in (tmp_path, tmp_path / "findes-ikke"):
        with pytest.raises(RequestFault, match="ingen talemodel"):
            add_model(source, "vores", shelf)


def test_a_model_to_convert_says_what_to_install(
    shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "edda").mkdir()
    (tmp_path / "edda" / "model.safetensors").write_bytes(b"x")
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(Fault, match=r"torch.*\[convert\]") as raised:
        add_model(tmp_path / "edda", "edda", shelf)
    assert raised.value.code is FaultCode.MODEL_UNSUITED
    entry = fake_models.entry(format="safetensors", sha256=None)
    with FakeHub({"model.safetensors": b"x"}) as hub:
        with pytest.raises(Fault, match=r"\[convert\]"):
            get_model(entry, shelf, endpoint=hub.endpoint)
        assert hub.fetched == [], "nothing is fetched that can't be used"

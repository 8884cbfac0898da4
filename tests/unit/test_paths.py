import sys
import tomllib
from pathlib import Path

import pytest

from ordret.paths import find_catalogue, find_paths


@pytest.mark.skipif(sys.platform == "win32", reason="Linux's own folders")
def test_on_linux_the_folders_are_those_of_xdg_and_etc(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", f"/bruger/{name.lower()}")
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", "/bruger/Dokumenter")

    paths = find_paths({})

    assert paths.user_settings_file == Path("/bruger/config/ordret/settings.toml")
    assert paths.drafts_file == Path("/bruger/data/ordret/drafts.sqlite3")
    assert paths.usage_file == Path("/bruger/data/ordret/usage.sqlite3")
    assert paths.spool_folder == Path("/bruger/data/ordret/spool")
    assert paths.models_folder == Path("/bruger/data/ordret/models")
    assert paths.cache_folder == Path("/bruger/cache/ordret")
    assert paths.log_file == Path("/bruger/state/ordret/log/ordret.log")
    assert paths.documents_folder == Path("/bruger/Dokumenter/Ordret")
    assert paths.machine_config_file == Path("/etc/ordret/settings.toml")
    assert paths.policy_file == Path("/etc/ordret/policy.toml")


def test_one_variable_puts_everything_of_the_user_under_one_folder(tmp_path: Path) -> None:
    home = tmp_path / "hjem"

    paths = find_paths({"ORDRET_HOME": str(home), "ORDRET_MACHINE": str(tmp_path / "maskine")})

    of_the_user = (
        paths.config_folder,
        paths.data_folder,
        paths.cache_folder,
        paths.log_folder,
        paths.documents_folder,
        paths.user_settings_file,
        paths.drafts_file,
        paths.usage_file,
        paths.pseudonym_secret_file,
        paths.spool_folder,
        paths.models_folder,
        paths.log_file,
    )
    assert all(path.is_relative_to(home) for path in of_the_user)
    assert len(set(of_the_user)) == len(of_the_user)
    assert paths.machine_config_file == tmp_path / "maskine" / "settings.toml"
    assert paths.policy_file == tmp_path / "maskine" / "policy.toml"


def test_asking_for_the_paths_creates_nothing(tmp_path: Path) -> None:
    find_paths({"ORDRET_HOME": str(tmp_path / "hjem")})

    assert list(tmp_path.iterdir()) == []


def test_a_relative_folder_holds_after_the_working_folder_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert find_paths({"ORDRET_HOME": "hjem"}).config_folder == tmp_path / "hjem" / "config"


def test_an_empty_variable_is_no_variable() -> None:
    assert find_paths({"ORDRET_HOME": "", "ORDRET_MACHINE": ""}) == find_paths({})


def test_the_catalogue_of_models_is_found_and_is_toml() -> None:
    tomllib.loads(find_catalogue().read_text(encoding="utf-8"))

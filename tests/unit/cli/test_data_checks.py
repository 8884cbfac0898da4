"""What `ordret doctor` finds of what Ordret keeps."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

import fake_models
import word_files
from ordret.assembly.writing import find_grammar
from ordret.cli.check import State
from ordret.cli.data_checks import (
    check_drafts,
    check_key,
    check_model,
    check_quality,
    check_settings,
    check_spool,
    check_templates,
    check_usage,
    check_writing,
)
from ordret.dictation.spool import Spool
from ordret.documents.note import new_note
from ordret.documents.store import SqliteDraftStore
from ordret.samples import SAMPLE_RATE_HZ
from ordret.settings.declaration import Settings
from ordret.settings.precedence import Layer, Level, resolve
from ordret.speech.models import ModelFolder
from ordret.usage.store import SqliteUsageStore
from ordret.vault import Keyring, KeyringMissing, KeyringRefused, Vault, open_vault
from usage_records import a_record

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


class DictKeyring:
    """A keyring that works."""

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        return self.secrets.get(name)

    def set(self, name: str, secret: str) -> None:
        self.secrets[name] = secret


class RaisingKeyring:
    """A keyring that does nothing but raise."""

    def __init__(self, error: type[Exception]) -> None:
        self._error = error

    def get(self, name: str) -> str | None:
        raise self._error

    def set(self, name: str, secret: str) -> None:
        raise self._error


NO_KEYRING = RaisingKeyring(KeyringMissing)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return open_vault(tmp_path / "nøgle", DictKeyring())


def test_settings_that_were_chosen_are_counted() -> None:
    user = Layer(Level.USER, Path("min"), {"audio": {"pre_roll_seconds": 0.5}})
    policy = Layer(Level.POLICY, Path("deres"), {"usage": {"collect": False}})

    assert check_settings(resolve(()).in_force).what == "Alle er standard."
    told = check_settings(resolve((user, policy)).in_force).what
    assert told == "2 er valgt, resten er standard. 1 er fastlagt af organisationen."


def test_the_model_is_told_with_its_whole_hash(tmp_path: Path) -> None:
    fake_models.write_model(tmp_path / "proeve")

    check, model = check_model("proeve", tmp_path, fake_models.catalogue())

    assert check.state is State.OK
    sha256 = fake_models.sha256(fake_models.weights())
    assert f"SHA-256 er {sha256}, som den skal være." in check.what
    assert model is not None
    assert model.id == "proeve"


def test_a_model_from_elsewhere_is_hashed_though_nobody_knows_the_right_hash(
    tmp_path: Path,
) -> None:
    folder = fake_models.write_model(tmp_path / "delt")

    check, model = check_model(str(folder), tmp_path / "modeller", fake_models.catalogue())

    assert model is not None
    assert fake_models.sha256(fake_models.weights()) in check.what
    assert "ingen har oplyst" in check.what


def test_a_damaged_model_is_an_error(tmp_path: Path) -> None:
    fake_models.write_model(tmp_path / "proeve", content=b"andet")

    check, model = check_model("proeve", tmp_path, fake_models.catalogue())

    assert check.state is State.ERROR
    assert "beskadiget" in check.what
    assert model is None


@pytest.mark.parametrize(("percent", "state"), [(9.0, State.OK), (71.4, State.WARNING)])
def test_a_model_that_hears_danish_badly_is_a_warning(percent: float, state: State) -> None:
    rate = {"data_set": "CoRal", "word_error_rate_percent": percent, "source": "et sted"}
    entry = fake_models.entry(error_rate=[rate])

    check = check_quality(ModelFolder("proeve", Path("proeve"), entry, None))

    assert check.state is state
    assert f"{percent:.0f} % af de danske ord bliver forkerte" in check.what


def test_a_model_that_nobody_has_measured_says_how_to_measure_it() -> None:
    check = check_quality(ModelFolder("vores", Path("vores"), None, None))

    assert (check.state, "ordret evaluate" in check.remedy) == (State.OK, True)


@pytest.mark.parametrize(
    ("keyring", "state", "what"),
    [
        (DictKeyring(), State.OK, "lagt i computerens nøglering"),
        (NO_KEYRING, State.WARNING, "ingen nøglering"),
        (RaisingKeyring(KeyringRefused), State.ERROR, "låst eller svarer ikke"),
    ],
)
def test_to_look_for_a_key_makes_none(
    tmp_path: Path, keyring: Keyring, state: State, what: str
) -> None:
    check, vault = check_key(tmp_path / "data", keyring)

    assert (check.state, vault) == (state, None)
    assert what in check.what
    assert not (tmp_path / "data").exists()
    assert not getattr(keyring, "secrets", {})


@pytest.mark.parametrize(
    ("keyring", "state"), [(DictKeyring(), State.OK), (NO_KEYRING, State.WARNING)]
)
def test_a_key_is_told_with_its_place(tmp_path: Path, keyring: Keyring, state: State) -> None:
    made = open_vault(tmp_path, keyring)

    check, vault = check_key(tmp_path, keyring)

    assert vault is not None
    assert vault.key_id == made.key_id
    assert (check.state, check.what) == (state, made.describe_place())


def test_a_key_that_is_gone_is_an_error(tmp_path: Path) -> None:
    open_vault(tmp_path, DictKeyring())

    check, vault = check_key(tmp_path, DictKeyring())

    assert (check.state, vault) == (State.ERROR, None)
    assert "forsvundet" in check.what


def a_broken_off_dictation(folder: Path, vault: Vault) -> None:
    spool = Spool(folder, vault, NOW)
    spool.append(np.zeros(12 * SAMPLE_RATE_HZ, np.float32))
    spool.keep()


def test_without_a_broken_off_dictation_all_is_well(tmp_path: Path, vault: Vault) -> None:
    (check,) = check_spool(tmp_path / "spole", vault)

    assert (check.state, check.what) == (State.OK, "Der er ingen.")


def test_a_broken_off_dictation_is_a_warning_with_its_length(tmp_path: Path, vault: Vault) -> None:
    a_broken_off_dictation(tmp_path / "spole", vault)

    (check,) = check_spool(tmp_path / "spole", vault)

    assert check.state is State.WARNING
    assert "21.11.2026" in check.what
    assert "12 sekunder tale" in check.what
    assert "ordret recover" in check.remedy


def test_a_dictation_in_progress_is_not_broken_off(tmp_path: Path, vault: Vault) -> None:
    spool = Spool(tmp_path / "spole", vault, NOW)

    (check,) = check_spool(tmp_path / "spole", vault)
    spool.delete()

    assert check.state is State.OK


def test_a_damaged_one_does_not_hide_the_others(tmp_path: Path, vault: Vault) -> None:
    for _ in range(2):
        a_broken_off_dictation(tmp_path / "spole", vault)
    broken = next((tmp_path / "spole").iterdir())
    (broken / "dictation.json").write_text("{")

    checks = check_spool(tmp_path / "spole", vault)

    assert {check.state for check in checks} == {State.WARNING, State.ERROR}


def test_a_broken_off_dictation_without_a_key_is_an_error(tmp_path: Path, vault: Vault) -> None:
    a_broken_off_dictation(tmp_path / "spole", vault)

    (check,) = check_spool(tmp_path / "spole", None)

    assert check.state is State.ERROR
    assert "Der er 1, men uden nøglen" in check.what


def test_a_spool_that_is_no_folder_one_can_read_is_an_error(
    tmp_path: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "spole").mkdir()

    def refuse(_: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", refuse)

    (check,) = check_spool(tmp_path / "spole", vault)

    assert check.state is State.ERROR


def test_drafts_are_counted_and_none_is_made(tmp_path: Path, vault: Vault) -> None:
    file = tmp_path / "kladder.sqlite3"
    assert check_drafts(file, vault).what == "Der er ingen endnu."
    assert not file.exists()
    store = SqliteDraftStore(file, vault)
    store.save(new_note(NOW, "Åse"))
    store.close()

    check = check_drafts(file, vault)

    assert (check.state, check.what) == (State.OK, "1 kan læses.")


def test_drafts_without_a_key_are_an_error(tmp_path: Path, vault: Vault) -> None:
    SqliteDraftStore(tmp_path / "kladder.sqlite3", vault).close()

    assert check_drafts(tmp_path / "kladder.sqlite3", None).state is State.ERROR


def test_a_damaged_store_of_drafts_is_an_error(tmp_path: Path, vault: Vault) -> None:
    file = tmp_path / "kladder.sqlite3"
    file.write_bytes(b"no database" * 100)

    check = check_drafts(file, vault)

    assert check.state is State.ERROR
    assert "er beskadiget" in check.what


def test_the_figures_are_counted_and_none_is_made(tmp_path: Path) -> None:
    file = tmp_path / "forbrug.sqlite3"
    assert check_usage(file, collect=True).what == "Der er ingen endnu."
    assert not file.exists()
    store = SqliteUsageStore(file, 5.0)
    store.append(a_record())
    store.close()

    assert check_usage(file, collect=True).what == "Dikteringer, der er talt: 1."
    assert "tælles ikke" in check_usage(file, collect=False).what


def test_damaged_figures_are_a_warning_since_a_dictation_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "forbrug.sqlite3"
    file.write_bytes(b"no database" * 100)

    assert check_usage(file, collect=True).state is State.WARNING


def test_templates_are_named_and_the_broken_ones_are_errors(tmp_path: Path) -> None:
    word_files.template_in(tmp_path, "{{ tekst }}", name="vores")
    word_files.template_in(tmp_path, "{{ findes_ikke }}", name="i-stykker")
    word_files.template_in(tmp_path, "{{ tekst }}", name="brev")

    fine, *broken = check_templates([tmp_path, tmp_path / "væk"])

    assert fine.state is State.OK
    assert "vores" in fine.what
    assert "»brev« tages fra" in fine.what
    assert {check.state for check in broken} == {State.ERROR}
    assert any("i-stykker" in check.what for check in broken)
    assert any("væk" in check.what for check in broken)


def test_what_decides_writing_is_counted_and_a_broken_file_named(tmp_path: Path) -> None:
    (tmp_path / "autotekster.toml").write_text("[[autotext]", encoding="utf-8")

    fine, broken = check_writing(find_grammar(Settings(), tmp_path))

    assert fine.state is State.OK
    assert "fagord" in fine.what
    assert broken.state is State.WARNING
    assert "autotekster.toml, linje 1" in broken.what

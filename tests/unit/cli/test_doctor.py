"""`ordret doctor`, as it is typed, with a made-up machine."""

import json
from pathlib import Path

import pytest

from command_line import CommandLine
from ordret.audio.device import MicrophoneDevice
from ordret.cli import examination
from ordret.cli.check import Check, State

MICROPHONE = MicrophoneDevice("Jabra", True, 48_000, 1, "ALSA")


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Check]:
    """What the examination finds is what the test puts here."""
    checks: list[Check] = []
    monkeypatch.setattr(examination.Examination, "checks", lambda _: tuple(checks))
    return checks


def test_all_well_ends_with_0(ordret: CommandLine, found: list[Check]) -> None:
    found.append(Check("disk", "Disk", State.OK, "Der er plads."))

    answer = ordret.run("doctor")

    assert (answer.status, answer.err) == (0, "")
    assert "ok  Disk  Der er plads." in answer.out
    assert answer.out.endswith("Alt er i orden.\n")


def test_a_warning_hinders_nothing(ordret: CommandLine, found: list[Check]) -> None:
    found.append(Check("microphone", "Mikrofon", State.WARNING, "Der er ingen.", "Tilslut en."))

    answer = ordret.run("doctor")

    assert answer.status == 0
    assert "advarsel  Mikrofon  Der er ingen." in answer.out
    assert "→ Tilslut en." in answer.out
    assert answer.out.endswith("1 advarsel.\n")


def test_an_error_ends_with_1(ordret: CommandLine, found: list[Check]) -> None:
    warning = Check("microphone", "Mikrofon", State.WARNING, "Der er ingen.")
    found += [Check("model", "Talemodel", State.ERROR, "Den mangler."), warning, warning]

    answer = ordret.run("doctor")

    assert answer.status == 1
    assert answer.out.endswith("1 fejl og 2 advarsler.\n")


def test_as_json(ordret: CommandLine, found: list[Check]) -> None:
    found.append(Check("model", "Talemodel", State.ERROR, "Den mangler.", "Hent den."))
    ordret.write_settings("[audio]\npre_roll_seconds = 0.5\n")

    answer = ordret.run("doctor", "--json")

    assert answer.status == 1
    told = json.loads(answer.out)
    assert told["checks"] == [
        {"name": "model", "state": "error", "what": "Den mangler.", "remedy": "Hent den."}
    ]
    settings = {each["key"]: each for each in told["settings"]}
    assert settings["audio.pre_roll_seconds"] == {
        "key": "audio.pre_roll_seconds",
        "value": 0.5,
        "level": "user",
        "file": str(ordret.paths.user_settings_file),
        "locked": False,
    }


def test_the_settings_are_shown_with_who_decided_them(
    ordret: CommandLine, found: list[Check], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    ordret.write_settings("[endpoint]\nsilence_seconds = 0.7\n")
    ordret.paths.policy_file.parent.mkdir(parents=True)
    ordret.paths.policy_file.write_text("[usage]\ncollect = false\n", encoding="utf-8")

    out = " ".join(ordret.run("doctor").out.split())

    assert f"endpoint.silence_seconds 0.7 {ordret.paths.user_settings_file}" in out
    assert f"usage.collect false {ordret.paths.policy_file}, fastlagt af organisationen" in out
    assert 'recognition.model "base" standard' in out


def test_the_microphone_is_listened_to_only_when_asked(
    ordret: CommandLine, found: list[Check], monkeypatch: pytest.MonkeyPatch
) -> None:
    listened: list[str] = []

    def listen(_: object, go: object) -> Check:
        assert callable(go)
        go()
        listened.append("yes")
        return Check("microphone_test", "Prøve af mikrofon", State.OK, "Den lyder godt.")

    monkeypatch.setattr(examination.Examination, "listen", listen)

    ordret.run("doctor")
    assert not listened
    answer = ordret.run("doctor", "--microphone-test")
    assert listened
    assert answer.err == "Sig en sætning nu …\n"
    assert "Den lyder godt." in answer.out


def test_wrong_settings_are_an_error_and_the_rest_is_examined_all_the_same(
    ordret: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examination, "list_microphones", lambda: (MICROPHONE,))
    monkeypatch.setattr(examination, "SystemKeyring", _Nothing)
    ordret.write_settings("[usage]\nretention_days = 0\n")

    answer = ordret.run("doctor", "--json")

    assert answer.status == 1
    checks = {check["name"]: check for check in json.loads(answer.out)["checks"]}
    assert checks["settings"]["state"] == "error"
    assert "usage.retention_days" in checks["settings"]["what"]
    assert "standardindstillingerne" in checks["settings"]["what"]
    assert checks["microphone"]["state"] == "ok"
    assert set(checks) == {
        *("settings", "microphone", "model", "processor", "graphics_card", "disk_data"),
        *("disk_documents", "key", "spool", "drafts", "usage", "templates", "writing"),
    }


def test_to_look_makes_no_file(ordret: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examination, "list_microphones", lambda: (MICROPHONE,))
    monkeypatch.setattr(examination, "SystemKeyring", _Nothing)

    ordret.run("doctor")

    home: Path = ordret.paths.data_folder.parent
    assert not home.exists()


class _Nothing:
    """A keyring in which there is nothing yet."""

    def get(self, name: str) -> str | None:
        return None

    def set(self, name: str, secret: str) -> None:
        raise AssertionError("nothing may be kept")

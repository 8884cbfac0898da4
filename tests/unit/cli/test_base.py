"""What every command stands in."""

import json

import pytest

from command_line import CommandLine
from ordret.cli.base import find_surroundings
from ordret.errors import RequestFault


def test_what_stands_after_the_command_wins_over_the_file(ordret: CommandLine) -> None:
    ordret.write_settings('[recognition]\nmodel = "small"\n[audio]\nmicrophone = "Jabra"\n')

    found = find_surroundings({"recognition.model": "base", "audio.microphone": None})

    assert found.settings.recognition.model == "base"
    assert found.settings.audio.microphone == "Jabra", "None is an option that was not given"
    assert found.paths == ordret.paths


def test_what_the_organisation_decided_can_not_be_chosen_otherwise(ordret: CommandLine) -> None:
    ordret.paths.policy_file.parent.mkdir(parents=True)
    ordret.paths.policy_file.write_text('[recognition]\ndevice_type = "cpu"\n')

    with pytest.raises(RequestFault, match="fastlagt af organisationen"):
        find_surroundings({"recognition.device_type": "cuda"})
    assert find_surroundings({"recognition.device_type": "cpu"})


def test_results_and_messages_go_their_own_ways(
    ordret: CommandLine, capsys: pytest.CaptureFixture[str]
) -> None:
    found = find_surroundings()
    long = "Et ord til. " * 40

    found.results.print(f"[b]svar[/b] :smile: {long}")
    found.messages.print("besked")

    written = capsys.readouterr()
    assert written.out == f"[b]svar[/b] :smile: {long}\n", "as it is, on one line"
    assert written.err == "besked\n"


@pytest.mark.parametrize(("columns", "longest"), [(None, 120), ("60", 60)])
def test_a_table_ends_somewhere_though_nobody_looks(
    ordret: CommandLine, monkeypatch: pytest.MonkeyPatch, columns: str | None, longest: int
) -> None:
    if columns is not None:
        monkeypatch.setenv("COLUMNS", columns)

    out = ordret.run("doctor", "--help").out + ordret.run("models", "list").out.split("\n\n")[0]

    assert max(map(len, out.splitlines())) <= longest


def test_json_is_one_value(ordret: CommandLine) -> None:
    assert json.loads(ordret.run("models", "list", "--json").out)["in_use"] == "base"

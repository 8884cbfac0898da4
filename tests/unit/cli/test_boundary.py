"""What happens at the edge of the program when something goes wrong inside."""

import json
import logging
import os
import re
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from command_line import CommandLine
from ordret.cli import usage
from ordret.cli.base import Surroundings, find_surroundings
from ordret.errors import Cancelled, Fault, FaultCode

SAID = "Borgeren fortalte om sin sygdom"


def raise_instead(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def broken() -> Surroundings:
        raise error

    monkeypatch.setattr(usage, "find_surroundings", broken)


def test_a_fault_is_told_with_its_remedy(
    ordret: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    raise_instead(monkeypatch, Fault(FaultCode.DISK_FULL, "Disken er [fuld].", "Gør plads."))

    answer = ordret.run("usage")

    assert answer.status == 1
    assert answer.out == ""
    assert answer.err == "Fejl: Disken er [fuld].\nGør plads.\n"


def test_with_json_a_fault_is_json_on_stderr(
    ordret: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    raise_instead(monkeypatch, Fault(FaultCode.DISK_FULL, "Disken er fuld.", "Gør plads."))

    answer = ordret.run("usage", "--json")

    assert (answer.status, answer.out) == (1, "")
    assert json.loads(answer.err) == {
        "error": {"code": "disk_full", "message": "Disken er fuld.", "remedy": "Gør plads."}
    }


@pytest.mark.parametrize("stopped", [Cancelled(), KeyboardInterrupt()])
def test_what_the_user_stopped_is_silent(
    ordret: CommandLine, monkeypatch: pytest.MonkeyPatch, stopped: BaseException
) -> None:
    raise_instead(monkeypatch, stopped)

    answer = ordret.run("usage")

    assert (answer.status, answer.out, answer.err) == (130, "", "")


def test_a_bug_is_written_to_the_log_without_what_was_said(
    ordret: CommandLine,
    monkeypatch: pytest.MonkeyPatch,
    logged_errors: list[logging.LogRecord],
) -> None:
    error = ValueError(f"could not read {SAID!r}")
    error.__cause__ = FileNotFoundError(2, "No such file", SAID)
    raise_instead(monkeypatch, error)

    answer = ordret.run("usage")

    log = ordret.paths.log_file
    assert answer.status == 1
    assert answer.err.startswith("Fejl: Der er en fejl i Ordret")
    assert str(log) in answer.err
    written = log.read_text(encoding="utf-8")
    assert "builtins.ValueError" in written
    assert "builtins.FileNotFoundError errno 2" in written
    assert "in broken" in written, "the way through the code"
    assert SAID not in written + answer.err
    assert log.parent.stat().st_mode & 0o077 == 0
    assert len(logged_errors) == 1


def test_a_bug_whose_log_cannot_be_written_is_told_on_the_spot(
    ordret: CommandLine,
    monkeypatch: pytest.MonkeyPatch,
    logged_errors: list[logging.LogRecord],
) -> None:
    ordret.paths.log_folder.parent.mkdir(parents=True)
    ordret.paths.log_folder.write_text("a file is in the way")
    raise_instead(monkeypatch, ValueError(SAID))

    answer = ordret.run("usage")

    assert answer.status == 1
    assert "kunne ikke skrives" in answer.err
    assert "builtins.ValueError" in answer.err
    assert SAID not in answer.err
    assert logged_errors


def test_the_log_does_not_grow_without_end(
    ordret: CommandLine,
    monkeypatch: pytest.MonkeyPatch,
    logged_errors: list[logging.LogRecord],
) -> None:
    ordret.paths.log_folder.mkdir(parents=True)
    ordret.paths.log_file.write_text("x" * 499_999)
    raise_instead(monkeypatch, ValueError())

    ordret.run("usage")

    assert ordret.paths.log_file.stat().st_size < 10_000
    assert (ordret.paths.log_folder / "ordret.log.1").stat().st_size == 499_999
    assert logged_errors


def test_what_a_library_says_is_neither_on_the_terminal_nor_in_the_log(
    ordret: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def warn() -> Surroundings:
        logging.getLogger("some.library").warning("I got %s", SAID, exc_info=ValueError(SAID))
        logging.getLogger("ordret.speech").warning("a model is not remembered")
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.warn(SAID, DeprecationWarning, stacklevel=1)
        return find_surroundings()

    monkeypatch.setattr(usage, "find_surroundings", warn)

    answer = ordret.run("usage")

    assert answer.err == "Der er ingen dikteringer.\n"
    library, own, warned = ordret.paths.log_file.read_text(encoding="utf-8").splitlines()
    assert re.search(r"WARNING some\.library: .*test_boundary\.py:\d+$", library)
    assert own.endswith("WARNING ordret.speech: a model is not remembered")
    assert re.search(r"py\.warnings: .*test_boundary\.py:\d+: DeprecationWarning$", warned)


def test_a_command_that_goes_well_leaves_no_log(ordret: CommandLine) -> None:
    assert ordret.run("usage").status == 0
    assert not ordret.paths.log_folder.exists()


def test_a_wrong_setting_names_file_and_key(ordret: CommandLine) -> None:
    ordret.write_settings("[usage]\nretention_days = 0\n")

    answer = ordret.run("usage")

    assert answer.status == 2
    assert str(ordret.paths.user_settings_file) in answer.err
    assert "usage.retention_days" in answer.err


def python(code: str, tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"ORDRET_HOME": str(tmp_path)} | environment,
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    "arguments", [["models", "list"], ["models", "list", "--json"], ["usage", "--json"]]
)
def test_a_reader_that_is_gone_is_not_complained_of(tmp_path: Path, arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)

    done = subprocess.run(
        [sys.executable, "-m", "ordret", *arguments],
        env=os.environ | {"ORDRET_HOME": str(tmp_path)},
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(writer)

    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("arguments", [["models", "list"], ["usage", "--json"]])
def test_a_full_disk_under_the_answer_is_no_bug(tmp_path: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ordret", *arguments],
            env=os.environ | {"ORDRET_HOME": str(tmp_path)},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )

    assert done.returncode == 1
    assert "Disken er fuld" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert "ignored" not in done.stderr.decode()


def test_a_terminal_without_danish_letters_breaks_nothing(tmp_path: Path) -> None:
    done = python(
        "from ordret.cli.boundary import run; raise SystemExit(run(['usage', '--by', 'år']))",
        tmp_path,
        PYTHONIOENCODING="ascii",
    )

    assert done.returncode == 2
    assert done.stderr.startswith(b"Fejl: ?--by? kan ikke v?re ??r?.")


def test_json_is_utf_8_in_any_locale(tmp_path: Path) -> None:
    done = python(
        "from ordret.cli.boundary import run; run(['models', 'list', '--json'])",
        tmp_path,
        PYTHONIOENCODING="latin-1",
    )

    assert "Den hører dårligt dansk" in json.loads(done.stdout.decode("utf-8"))["models"][0]["note"]


def test_colours_are_for_a_terminal_only(ordret: CommandLine) -> None:
    assert "\x1b" not in ordret.run("models", "list").out
    assert "\x1b" not in ordret.run("usage", "--by", "år").err


@pytest.mark.parametrize("arguments", [["--help"], ["usage"], ["models", "list"]])
def test_quick_commands_load_nothing_heavy(tmp_path: Path, arguments: list[str]) -> None:
    heavy = {"numpy", "ctranslate2", "faster_whisper", "onnxruntime", "av", "sounddevice", "docx"}
    heavy |= {"docxtpl", "keyring", "huggingface_hub", "httpx2", "transformers"}

    done = python(
        f"import sys; from ordret.cli.boundary import run; status = run({arguments!r}); "
        f"raise SystemExit(status or ' '.join({heavy!r} & set(sys.modules)) or 0)",
        tmp_path,
    )

    assert done.returncode == 0, done.stderr

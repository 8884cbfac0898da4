"""The rules of the house that no tool knows."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "app").rglob("*.py"))
LOCKS = [ROOT / "requirements.lock", ROOT / "requirements-dev.lock"]

_SHIPPED = ("app", "models", "tests", "installer", "benchmarks", "docs", ".ci")
_TEXT = {".py", ".toml", ".md", ".sh", ".txt", ".lock", ".tsv", ".json", ".yaml", ".yml", ""}
# Put together here, so that this file does not hold what it looks for.
_MACHINE_PATH = re.compile("(?<![\\w.])/" + "(?:root/|work/|opt/|tmp/lab)")
_HOST = re.compile(r"https?://|--(?:extra-)?index-url|--find-links|file:/|@ ")


def project_files() -> list[Path]:
    """The text files of the project; hidden folders hold what tools made."""
    files = [file for file in ROOT.iterdir() if file.is_file()]
    for folder in _SHIPPED:
        for file in (ROOT / folder).rglob("*"):
            inside = file.relative_to(ROOT / folder).parts
            if file.is_file() and not any(part.startswith((".", "__")) for part in inside[:-1]):
                files.append(file)
    return [file for file in files if file.suffix in _TEXT]


def test_no_module_passes_400_lines() -> None:
    long = {
        str(module.relative_to(ROOT)): lines
        for module in MODULES
        if (lines := len(module.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_host_and_hashes_everything(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert not _HOST.search(text)
    assert "/" not in text
    requirements = re.findall(
        r"^[A-Za-z0-9][^\n]*==[^\n]*(?:\n    --hash=\S+(?: \\)?)*", text, re.M
    )
    assert len(requirements) > 30
    assert all("--hash=sha256:" in requirement for requirement in requirements)


def test_the_locks_hold_every_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run = project["project"]["dependencies"]
    run += project["project"]["optional-dependencies"]["embedded-model"]
    run += project["dependency-groups"]["build"]
    development = run + project["dependency-groups"]["dev"]
    for lock, requirements in zip(LOCKS, (run, development), strict=True):
        locked = set(re.findall(r"^([a-z0-9._-]+)==", lock.read_text(encoding="utf-8"), re.M))
        names = {re.split(r"[<>=;\[ ]", requirement, maxsplit=1)[0] for requirement in requirements}
        assert names <= locked


def test_no_file_holds_a_path_of_one_machine() -> None:
    found = [
        f"{file.relative_to(ROOT)}: {line.strip()}"
        for file in project_files()
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines()
        if _MACHINE_PATH.search(line)
    ]
    assert not found

"""RESULTS.md: each benchmark writes its own section and leaves the others as they are."""

import os
import platform
import re
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).parents[1] / "RESULTS.md"
_HEADING = """# Measured

Written by the programs in this folder, one section each; nothing here is typed by hand. What is
measured how: README.md. Only ratios within one section can be compared: machine, load and
versions differ between sections.
"""


def replace_section(document: str, name: str, body: str) -> str:
    """`document` with the section `name` holding `body`; a new section goes to the end."""
    begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
    section = f"{begin}\n{body.strip()}\n{end}"
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if pattern.search(document):
        return pattern.sub(lambda _: section, document)
    return f"{document.rstrip()}\n\n{section}\n"


def write_section(name: str, body: str) -> None:
    """Put `body` into RESULTS.md."""
    document = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else _HEADING
    RESULTS.write_text(replace_section(document, name, body), encoding="utf-8")


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; the first column is text, the others figures."""
    lines = [headings, ["---", *["---:"] * (len(headings) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def circumstances() -> str:
    """When, on what machine and from which state of the source this was measured."""
    memory_bytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · {_processor()}, {os.cpu_count()} cores, "
        f"{memory_bytes / 2**30:.0f} GiB · Linux {platform.release()} · "
        f"Python {platform.python_version()} · source {_source()}"
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _source() -> str:
    folder = Path(__file__).parent
    commit = _git(folder, "rev-parse", "--short", "HEAD")
    changed = _git(folder, "status", "--porcelain", "--untracked-files=no", ":/")
    return f"{commit} with changes" if changed else commit


def _git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=True
    ).stdout.strip()

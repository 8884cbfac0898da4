import re
import subprocess
import sys
import tomllib
from pathlib import Path

from ordret.settings.declaration import declared_settings
from ordret.settings.precedence import Layer, Level, resolve

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "indstillinger.md"


def test_the_page_is_the_one_that_the_declaration_gives() -> None:
    made = subprocess.run(
        [sys.executable, DOCS / "indstillinger.py"], capture_output=True, check=True
    ).stdout

    assert PAGE.read_bytes() == made, (
        "Run: .venv/bin/python docs/indstillinger.py > docs/indstillinger.md"
    )


def test_every_setting_stands_on_the_page_with_its_default() -> None:
    page = PAGE.read_text(encoding="utf-8")

    for setting in declared_settings():
        assert f"| `{setting.name}` | {setting.description} |" in page


def test_the_example_on_the_page_is_accepted() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)

    resolved = resolve((Layer(Level.USER, PAGE, tomllib.loads(example)),))

    assert resolved.settings.author.name == "Åse Østergård"
    assert resolved.settings.endpoint.silence_seconds == 0.7

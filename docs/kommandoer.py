"""Prints docs/kommandoer.md: the commands as they declare themselves, with examples from here."""

import sys
from collections.abc import Iterator

import typer
from typer.core import TyperGroup

from ordret.cli import app
from ordret.cli.help import DanishCommand, page_of

HEAD = """\
<!-- Lavet af kommandoerne i app/ordret/cli/. Ret dér og i docs/kommandoer.py, og lav siden igen fra
     mappen med pyproject.toml: .venv/bin/python docs/kommandoer.py > docs/kommandoer.md -->

# Kommandoer

Alle kommandoer begynder med `ordret`. Efter installationen ligger programmet i `.venv/bin`, så fra
Ordrets mappe skriver du `.venv/bin/ordret`. `ordret --help` viser kommandoerne, og `ordret KOMMANDO
--help` viser, hvad en af dem kan. `ordret --version` viser, hvilken udgave det er.

## Sådan svarer Ordret

Det, du beder om, skrives til standardoutput. Alt andet, også fremdrift og fejl, skrives til
standardfejl. Så kan du sende svaret videre: `ordret usage > forbrug.txt`. Farver bruges kun på en
skærm, og slet ikke, når miljøvariablen `NO_COLOR` er sat.

Går noget galt, står der, hvad der skete, og hvad du kan gøre ved det. Et program kan se det på den
kode, som kommandoen slutter med:

| kode | betyder |
|---|---|
| 0 | det lykkedes |
| 1 | noget uden for kommandoen er galt: en fil, en mikrofon, en model, en disk, eller Ordret selv |
| 2 | kommandoen eller en indstilling er forkert |
| 130 | du afbrød med Ctrl+C |

Med `--json` kan et program læse svaret. Fejl er så også JSON, på standardfejl:

```json
{"error": {"code": "model_missing", "message": "Hvad der skete.", "remedy": "Hvad man kan gøre."}}
```

`code` er fra en lukket liste og skifter ikke; teksterne kan blive ændret. `bug` er en fejl i Ordret
selv.

Er der en fejl i Ordret selv, bliver den skrevet i en logfil, og beskeden siger hvor. I filen står,
hvor i programmet det skete, men aldrig noget af det, du har sagt eller skrevet.
"""

EXAMPLES = {
    "ordret dictate": """\
```
ordret dictate --note
ordret dictate --letter kvittering --field modtager_navn="Åse Østergård" --out kvittering.docx
ordret dictate --audio samtale.mp3 --pace fast --out samtale.txt
```
""",
    "ordret transcribe": """\
```
ordret transcribe samtale.mp3
ordret transcribe møde.mp4 samtale.mp3 --format docx --out udskrifter
```
""",
    "ordret format": """\
```
ordret format
ordret format --style percent=% --json
```
""",
    "ordret phrases": """\
```
ordret phrases
ordret phrases --search felt
```
""",
    "ordret vocabulary list": """\
```
ordret vocabulary list
ordret vocabulary list --search loven
```
""",
    "ordret vocabulary add": """\
```
ordret vocabulary add LAB-loven --heard "lab loven" --context beskæftigelse
```
""",
    "ordret vocabulary import": """\
```
ordret vocabulary import fagord.csv
```
""",
    "ordret vocabulary check": """\
```
ordret vocabulary check ordliste.toml fagord.csv
```
""",
    "ordret vocabulary learn": """\
```
ordret vocabulary learn dikteret.txt rettet.txt
```
""",
    "ordret evaluate": """\
```
ordret evaluate optagelser.tsv --streaming
```
""",
    "ordret demo": """\
```
ordret demo --audio installer/linux/eksempel.flac
```
""",
    "ordret notes list": "```\nordret notes list --search boligstøtte\n```\n",
    "ordret notes show": "```\nordret notes show 3f2a\n```\n",
    "ordret notes export": "```\nordret notes export 3f2a --out notat.docx\n```\n",
    "ordret notes delete": "```\nordret notes delete 3f2a\n```\n",
    "ordret recover": "```\nordret recover --list\nordret recover\n```\n",
    "ordret models list": """\
```
ordret models list
ordret models list --details
```
""",
    "ordret models get": """\
```
ordret models get edda-v0.2
```

Kan modelhubben ikke nås, siger Ordret, hvilken anden model du kan bruge imens. Se også
[talemodeller](../models/README.md).
""",
    "ordret models verify": """\
```
ordret models verify
ordret models verify base
```

Svaret er en linje for hver model. `SHA-256` er modellens fingeraftryk: er det et andet end det
ventede, er filen beskadiget eller byttet ud.
""",
    "ordret models add": """\
```
ordret models add /mnt/faelles/edda-v0.2
ordret models add ~/Hentet/model --id vores-model
```
""",
    "ordret doctor": """\
```
ordret doctor
ordret doctor --microphone-test
```

Hver linje begynder med `ok`, `advarsel` eller `fejl`. Til sidst står alle indstillinger, der
gælder, og hvilken fil hver af dem kommer fra. Ordret laver hverken nøgle eller kladder, når det
ser efter. Et grafikkort bliver prøvet ved at indlæse modellen og lade den høre et øjeblik støj.
""",
    "ordret usage": """\
```
ordret usage --by week --since 2026-03-01
ordret usage --json
```

Hvad der bliver talt, og hvad der aldrig bliver gemt, står i [forbrug](forbrug.md). `--raw` giver et
objekt med listerne `dictations`, `corrections` og `deletions`, som de er beskrevet dér.
""",
}
"""What stands after the tables, for every command; a test fails where one has nothing."""


def page() -> str:
    """The whole page as Markdown."""
    return HEAD + "".join(_sections(typer.main.get_command(app), "ordret"))


def commands(command: object, path: str) -> Iterator[tuple[DanishCommand, str]]:
    """Every command that does something, and what is written to call it."""
    if isinstance(command, TyperGroup):
        for name, each in command.commands.items():
            yield from commands(each, f"{path} {name}")
    elif isinstance(command, DanishCommand):
        yield command, path


def _sections(command: object, path: str) -> Iterator[str]:
    for each, each_path in commands(command, path):
        made = page_of(each, each_path)
        yield f"\n## {each_path}\n\n{made.text}\n\n`{made.usage}`\n\n"
        rows = (*made.arguments, *made.options)
        yield "| | |\n|---|---|\n" if rows else ""
        for label, description in rows:
            escaped = label.replace("|", "\\|")
            yield f"| `{escaped}` | {description} |\n"
        yield f"\n{EXAMPLES.get(each_path, '')}"


if __name__ == "__main__":
    sys.stdout.buffer.write(page().encode("utf-8"))

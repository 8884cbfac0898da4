"""Prints docs/indstillinger.md, made from the declaration in app/ordret/settings.py."""

import json
import sys
from itertools import groupby

from ordret.settings.declaration import Setting, declared_settings

HEAD = """\
<!-- Lavet af app/ordret/settings.py. Ret dér, og lav siden igen fra mappen med pyproject.toml:
     .venv/bin/python docs/indstillinger.py > docs/indstillinger.md -->

# Indstillinger

Ordret virker uden en eneste indstilling. Vil du ændre noget, skriver du det i en tekstfil i
formatet TOML. `ordret doctor` viser alle indstillinger, der gælder, og hvilken fil hver af dem
kommer fra.

## Hvor de står

| fil | på Linux | på Windows |
|---|---|---|
| din egen | `~/.config/ordret/settings.toml` | `%LOCALAPPDATA%\\Ordret\\settings.toml` |
| maskinens | `/etc/ordret/settings.toml` | `%PROGRAMDATA%\\Ordret\\settings.toml` |
| organisationens | `/etc/ordret/policy.toml` | `%PROGRAMDATA%\\Ordret\\policy.toml` |

Din egen fil gælder kun dig. De to andre gælder alle på maskinen, og det, der står i
organisationens, kan ingen vælge om.

Skriv det, du vil ændre, og udelad resten:

```toml
[author]
name = "Åse Østergård"
title = "Sagsbehandler"

[organisation]
name = "Eksempel Kommune"
address = \"\"\"
Rådhuspladsen 1
0000 Eksempel\"\"\"

[endpoint]
silence_seconds = 0.7
```

En sti på Windows skrives i enkelte anførselstegn: `templates_folder = 'S:\\Skabeloner'`.

## Hvilken værdi der gælder

Den første på denne liste, der nævner indstillingen:

1. organisationens fil, `policy.toml`
2. det, du skriver efter kommandoen, for eksempel `--model`
3. maskinens fil
4. din egen fil
5. standardværdien i tabellerne herunder

Er en indstilling fastlagt i organisationens fil, afviser Ordret et valg efter kommandoen, som
siger noget andet. Står der noget i en fil, som ikke findes eller ikke er tilladt, starter Ordret
ikke, men nævner filen, indstillingen og det, der er tilladt. Alle fejl nævnes på én gang.

`ORDRET_HOME` er en miljøvariabel, der samler alt dit eget i én mappe; din egen fil er så
`$ORDRET_HOME/config/settings.toml`. `ORDRET_MACHINE` er en mappe med `settings.toml` og
`policy.toml`, der bruges i stedet for maskinens.

## Alle indstillinger
"""


def page() -> str:
    """The whole page as Markdown."""
    sections = groupby(declared_settings(), key=lambda setting: setting.section)
    return HEAD + "".join(_section(name, tuple(settings)) for name, settings in sections)


def _section(name: str, settings: tuple[Setting, ...]) -> str:
    rows = "".join(_row(setting) for setting in settings)
    return (
        f"\n### {settings[0].section_title}: `[{name}]`\n\n"
        f"| indstilling | hvad den gør | tilladt | standard |\n|---|---|---|---|\n{rows}"
    )


def _row(setting: Setting) -> str:
    default = json.dumps(setting.default, ensure_ascii=False)
    return f"| `{setting.name}` | {setting.description} | {setting.allowed} | `{default}` |\n"


if __name__ == "__main__":
    sys.stdout.buffer.write(page().encode("utf-8"))

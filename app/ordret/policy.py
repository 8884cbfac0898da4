"""Reads what the organisation, the machine and the user have written down as settings.

Only reading: what the keys mean, and which file wins, is `settings`' part.
"""

import re
import tomllib
from pathlib import Path

from ordret.errors import Fault, FaultCode, RequestFault


def read_values(file: Path) -> dict[str, object]:
    """What stands in a TOML `file`, section to key; nothing where there is no file.

    Raises `RequestFault` with the line where it is not TOML, and `Fault` where it can't be read.
    """
    try:
        # utf-8-sig: Windows' Notepad may begin a file with a byte order mark, which TOML forbids.
        text = file.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except UnicodeDecodeError:
        raise RequestFault(
            FaultCode.SETTING_INVALID,
            f"Indstillingerne i {file} er ikke gemt som UTF-8.",
            "Gem filen igen med tegnsættet UTF-8.",
        ) from None
    except OSError as error:
        raise Fault(
            FaultCode.FILE_UNREADABLE,
            f"Indstillingerne i {file} kan ikke læses.",
            "Se efter, at det er en fil, og at din bruger må læse den, eller bed it-afdelingen "
            "om det.",
        ) from error
    try:
        return tomllib.loads(text)
    # tomllib raises a plain ValueError for a number too long for Python, and RecursionError for
    # brackets nested without end.
    except (ValueError, RecursionError) as error:
        raise RequestFault(
            FaultCode.SETTING_INVALID,
            f"{file}, {_place(str(error))}: det kan ikke læses som TOML.",
            'En linje skal se sådan ud: navn = "tekst", navn = 5 eller navn = true. Et afsnit '
            "begynder med [afsnit], og en sti på Windows står i enkelte anførselstegn: "
            "'C:\\mappe'.",
        ) from error


def _place(message: str) -> str:
    """Where the mistake is; before Python 3.14 tomllib tells it in its message only."""
    found = re.search(r"line (\d+)", message)
    return f"linje {found.group(1)}" if found else "sidste linje"

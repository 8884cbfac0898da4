"""What can go wrong with counting, in one narrow family.

No `UsageFault` is a reason to stop a dictation: whoever dictates catches it and tells it.
"""

import errno
import sqlite3
from pathlib import Path

from ordret.errors import Fault, FaultCode

_MAKE_ROOM = "Slet filer, du ikke skal bruge. Din tekst er ikke berørt."
_GIVE_ACCESS = "Giv din bruger adgang til at skrive i mappen. Din tekst er ikke berørt."
_MOVE_AWAY = (
    "Flyt filen til et andet sted, så begynder Ordret på en ny. Din tekst er ikke berørt, men "
    "tallene i filen tælles ikke længere med."
)


class UsageFault(Fault):
    """A dictation could not be counted, or the figures could not be read."""


def file_fault(error: OSError, file: Path) -> UsageFault:
    """The fault that `error` is for one of the usage files."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _full(file)
    return UsageFault(
        FaultCode.FILE_UNWRITABLE,
        f"Forbruget kan ikke tælles, for {file} kan ikke læses og skrives.",
        _GIVE_ACCESS,
    )


def damaged_fault(file: Path) -> UsageFault:
    """`file` is there, but it does not hold what it should."""
    return UsageFault(
        FaultCode.STORE_UNUSABLE,
        f"Forbruget kan ikke tælles, for filen {file} er beskadiget.",
        _MOVE_AWAY,
    )


def newer_fault(file: Path) -> UsageFault:
    """`file` was written by a version of Ordret that is to come."""
    return UsageFault(
        FaultCode.STORE_UNUSABLE,
        f"Forbruget kan ikke tælles, for {file} er skrevet af en nyere udgave af Ordret.",
        "Opdater Ordret. Din tekst er ikke berørt.",
    )


def store_fault(error: sqlite3.Error, file: Path) -> UsageFault:
    """The fault that SQLite's `error` is, by its primary result code (sqlite.org/rescode.html).

    An error that is no fault of the surroundings, such as a wrong statement, is raised again.
    """
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_FULL:
            return _full(file)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return UsageFault(
                FaultCode.STORE_UNUSABLE,
                f"Forbruget kan ikke tælles, for et andet program har låst {file}.",
                "Luk det andet program, for eksempel en sikkerhedskopiering, og prøv igen. Din "
                "tekst er ikke berørt.",
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return damaged_fault(file)
        case (
            sqlite3.SQLITE_READONLY
            | sqlite3.SQLITE_CANTOPEN
            | sqlite3.SQLITE_PERM
            | sqlite3.SQLITE_IOERR
        ):
            return UsageFault(
                FaultCode.FILE_UNWRITABLE,
                f"Forbruget kan ikke tælles, for {file} kan ikke læses og skrives.",
                _GIVE_ACCESS,
            )
    raise error


def _full(file: Path) -> UsageFault:
    return UsageFault(
        FaultCode.DISK_FULL,
        f"Forbruget kan ikke tælles, for der er ikke mere plads, hvor {file} ligger.",
        _MAKE_ROOM,
    )

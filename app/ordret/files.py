"""Writing a file the user asked for: whole or not at all, and never over another unasked."""

import errno
import os
import secrets
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from ordret.errors import Fault, FaultCode, RequestFault

_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT})


def save_atomically(write: Callable[[BinaryIO], None], path: Path, *, overwrite: bool) -> None:
    """Put what `write` writes at `path`, whole or not at all.

    Raises RequestFault FILE_UNWRITABLE where `path` exists and may not be overwritten, and
    Fault DISK_FULL or FILE_UNWRITABLE where the disk refuses; `path` is then as it was.
    """
    # Into memory first: the library's ZipFile complains on stderr when its file is cut off.
    content = BytesIO()
    write(content)
    # Not a name made from path's: that one may already be as long as the disk allows.
    draft = path.parent / f".ordret-{secrets.token_hex(8)}.tmp"
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        try:
            with draft.open("xb") as file:
                file.write(content.getbuffer())
                file.flush()
                os.fsync(file.fileno())
            _put_in_place(draft, path, overwrite=overwrite)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from error


def _put_in_place(draft: Path, path: Path, *, overwrite: bool) -> None:
    if overwrite:
        draft.replace(path)
        return
    # Whoever creates the name owns it; checking first would leave a gap for another program.
    path.open("xb").close()
    try:
        draft.replace(path)
    except BaseException:
        path.unlink()
        raise


def _unwritable(path: Path, error: OSError) -> Fault:
    if isinstance(error, FileExistsError):
        return RequestFault(
            FaultCode.FILE_UNWRITABLE,
            f"Filen »{path}« findes i forvejen og er ikke ændret.",
            "Vælg et andet navn, eller bed om at få filen overskrevet.",
        )
    if error.errno in _NO_SPACE:
        return Fault(
            FaultCode.DISK_FULL,
            f"Der er ikke plads på disken til »{path}«.",
            "Frigør plads, eller gem et andet sted, og prøv igen.",
        )
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Fault(
            FaultCode.FILE_UNWRITABLE,
            f"Mappen »{path.parent}« findes ikke.",
            "Opret mappen, eller vælg en anden, og prøv igen.",
        )
    if isinstance(error, IsADirectoryError):
        return Fault(
            FaultCode.FILE_UNWRITABLE,
            f"»{path}« er en mappe og ikke en fil.",
            "Skriv også navnet på filen, og prøv igen.",
        )
    if error.errno == errno.ENAMETOOLONG:
        return Fault(
            FaultCode.FILE_UNWRITABLE,
            f"Filnavnet »{path.name}« er for langt.",
            "Vælg et kortere navn, og prøv igen.",
        )
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return Fault(
            FaultCode.FILE_UNWRITABLE,
            f"Ordret må ikke skrive filen »{path}«.",
            "Luk filen, hvis den er åben i Word, eller gem i en mappe, hvor du må skrive.",
        )
    reason = errno.errorcode.get(error.errno or 0, "ukendt fejl")
    return Fault(
        FaultCode.FILE_UNWRITABLE,
        f"Filen »{path}« kunne ikke skrives ({reason}).",
        "Gem et andet sted, eller spørg it-afdelingen.",
    )

"""What every Word file of Ordret needs: clean text, page numbers, Danish, and a safe save."""

import errno
import os
import re
import secrets
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from ordret.errors import Fault, FaultCode, RequestFault

_LINE_BREAK = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT})


def safe_text(text: str) -> str:
    r"""`text` with every line break as \n and without what a Word file can't hold.

    Left out are control characters, lone surrogates and the two non-characters, which XML 1.0
    (section 2.2, `Char`) forbids or advises against; tabs and line breaks stay.
    """
    return _UNWANTED.sub("", _LINE_BREAK.sub("\n", text))


def add_page_number(paragraph: Paragraph) -> None:
    """Append »Side X af Y«, as fields that Word and LibreOffice keep up to date."""
    paragraph.add_run("Side ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" af ")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: Paragraph, instruction: str) -> None:
    """A complex field (ISO/IEC 29500-1, 17.16): begin, instruction, separator, result, end."""
    for kind in ("begin", None, "separate", "result", "end"):
        run = paragraph.add_run("1" if kind == "result" else None)
        if kind is None:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {instruction} "
            run._r.append(code)
        elif kind != "result":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def set_language(document: Document, language: str) -> None:
    """Have the text proofread as `language` (»da-DK«), whatever style it stands in.

    The document's defaults decide; a style that named a language of its own is put right too.
    """
    styles = document.styles.element
    defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None and defaults.find(qn("w:lang")) is None:
        defaults.append(OxmlElement("w:lang"))
    for mark in styles.iter(qn("w:lang")):
        mark.set(qn("w:val"), language)
    settings = document.settings.element
    for mark in settings.iter(qn("w:themeFontLang")):
        mark.set(qn("w:val"), language)
    # The template claims to be proofread already, and Word would believe it.
    for mark in settings.findall(qn("w:proofState")):
        settings.remove(mark)
    document.core_properties.language = language


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

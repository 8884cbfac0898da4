"""A Word file from somewhere else, looked through before anything opens it.

A template comes from a share where others write. So what is opened is a .docx in the plain sense:
a zip of bounded size with XML and pictures, no macros, no embedded programs, nothing fetched from
elsewhere, no entities. What is refused is named, with what to do about it in Word.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from ordret.errors import Fault, FaultCode

MAX_FILE_BYTES = 8 * 2**20
_MAX_ENTRIES = 500
_MAX_UNPACKED_BYTES = 32 * 2**20
_MAX_XML_BYTES = 2 * 2**20
_MAX_RATIO = 200
_RATIO_MATTERS_BYTES = 2**20

_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

_PICTURES = frozenset(
    {".bmp", ".emf", ".gif", ".jpeg", ".jpg", ".odttf", ".png", ".svg", ".tif", ".tiff", ".wmf"}
)
_XML = frozenset({".rels", ".xml"})
_DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"\n]*"')
_FETCHING_FIELDS = frozenset(
    {"DATABASE", "DDE", "DDEAUTO", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "LINK"}
)

_SAVE_AS_DOCX = "Gem den i Word som »Word-dokument (.docx)«, og læg den nye fil i mappen."


@dataclass(slots=True)
class _Part:
    """What the XML of one part says, as far as it decides about safety.

    A passage is the text of one paragraph, or of what stands outside paragraphs, in pieces.
    """

    content_types: list[tuple[str, str]] = field(default_factory=list)
    relationships: list[dict[str, str]] = field(default_factory=list)
    field_codes: list[str] = field(default_factory=list)
    passages: list[list[str]] = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)
    hidden_text: list[str] = field(default_factory=list)


def unusable(file_name: str, what: str, remedy: str) -> Fault:
    """The fault that names the template file, what is wrong with it and what to do."""
    return Fault(FaultCode.TEMPLATE_INVALID, f"Skabelonen »{file_name}« {what}", remedy)


def damaged(file_name: str) -> Fault:
    """The fault that the file can't be opened as a Word document at all."""
    return unusable(
        file_name,
        "er ikke et Word-dokument, eller filen er beskadiget.",
        "Åbn den i Word, og gem den igen som »Word-dokument (.docx)« uden adgangskode.",
    )


def has_code(text: str) -> bool:
    """True where `text` has the start of a field or of an instruction to the template."""
    return "{{" in text or "{%" in text or "{#" in text


def inspect(document: bytes, file_name: str) -> tuple[str, ...]:
    """The text in the Word file `document`, paragraph by paragraph, if it is safe to open.

    Raises Fault TEMPLATE_INVALID that names `file_name` where it is not.
    """
    passages: list[str] = []
    types: list[tuple[str, str]] = []
    for name, content in _unpacked(document, file_name):
        part = _read_xml(name, content, file_name)
        types += part.content_types
        passages += ("".join(pieces) for pieces in part.passages)
        for relationship in part.relationships:
            _check_relationship(relationship, file_name)
        codes = "".join(part.field_codes)
        _check_field_codes(codes, file_name)
        if any(map(has_code, (*part.attributes, codes, "".join(part.hidden_text)))):
            raise unusable(
                file_name,
                "har et felt et sted, hvor der ikke kan stå tekst, fx i en billedbeskrivelse, "
                "inde i et link eller i en slettet rettelse.",
                "Godkend rettelserne i Word, eller flyt feltet ud i brevets tekst.",
            )
    _check_types(types, file_name)
    return tuple(passages)


def _unpacked(document: bytes, file_name: str) -> Iterator[tuple[str, bytes]]:
    """Name and content of every XML part, after the sizes of all entries have been judged."""
    if len(document) > MAX_FILE_BYTES:
        raise unusable(
            file_name,
            f"fylder mere end {MAX_FILE_BYTES // 2**20} MB.",
            "Gør billederne i den mindre, og prøv igen.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(document)) as package:
            entries = package.infolist()
            _check_sizes(entries, file_name)
            for entry in entries:
                suffix = _suffix(entry.filename)
                if suffix in _XML:
                    yield entry.filename, package.read(entry)
                elif not entry.is_dir() and suffix not in _PICTURES:
                    raise _foreign_part(entry.filename, file_name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        # RuntimeError is what zipfile raises for an encrypted entry.
        raise damaged(file_name) from error


def _suffix(name: str) -> str:
    dot = name.rfind(".")
    return name[dot:].lower() if dot > name.rfind("/") else ""


def _check_sizes(entries: list[zipfile.ZipInfo], file_name: str) -> None:
    """Refuse a zip bomb by the sizes it declares; zipfile never unpacks more than declared."""
    xml = [entry for entry in entries if _suffix(entry.filename) in _XML]
    bomb = (
        len(entries) > _MAX_ENTRIES
        or sum(entry.file_size for entry in entries) > _MAX_UNPACKED_BYTES
        or sum(entry.file_size for entry in xml) > _MAX_XML_BYTES
        or any(entry.compress_type not in _COMPRESSIONS for entry in entries)
        or any(
            entry.file_size > max(_RATIO_MATTERS_BYTES, _MAX_RATIO * entry.compress_size)
            for entry in entries
        )
    )
    if bomb:
        raise unusable(
            file_name,
            "pakker ud til langt mere, end en brevskabelon kan fylde, og er ikke åbnet.",
            "Lav skabelonen forfra i et tomt Word-dokument.",
        )


def _foreign_part(name: str, file_name: str) -> Fault:
    if "vba" in name.lower():
        return _macro(file_name)
    return unusable(
        file_name,
        f"har en fil eller et program inden i sig (»{name}«), og det må et brev ikke have.",
        "Slet det indlejrede i Word, eller indsæt det som et almindeligt billede.",
    )


def _macro(file_name: str) -> Fault:
    return unusable(file_name, "har makroer, og dem åbner Ordret ikke.", _SAVE_AS_DOCX)


def _check_types(types: list[tuple[str, str]], file_name: str) -> None:
    """Judge the content types, as pairs of a part's name or extension and its type."""
    named = {content_type.lower() for _, content_type in types}
    if any("macroenabled" in each or "vba" in each for each in named):
        raise _macro(file_name)
    if _TEMPLATE_TYPE in named:
        raise unusable(file_name, "er gemt som Word-skabelon (.dotx).", _SAVE_AS_DOCX)
    # What is called a picture was not read as XML above, so Word must not read it as XML either.
    disguised = any(
        content_type.lower().endswith("xml")
        and not content_type.lower().startswith("image/")
        and _suffix(f".{name}") not in _XML
        for name, content_type in types
    )
    if _DOCUMENT_TYPE not in named or disguised:
        raise unusable(file_name, "er ikke et Word-dokument.", _SAVE_AS_DOCX)


def _check_relationship(relationship: dict[str, str], file_name: str) -> None:
    if relationship.get("TargetMode", "").lower() != "external":
        return
    kind = relationship.get("Type", "").rpartition("/")[2]
    target = relationship.get("Target", "")
    if kind == "hyperlink":
        if _SAFE_LINK.match(target):
            return
        raise unusable(
            file_name,
            "har et link, som ikke er en webadresse, en e-mailadresse eller et telefonnummer.",
            "Fjern linket, eller ret det til en adresse, der begynder med https://.",
        )
    if kind == "attachedTemplate":
        raise unusable(
            file_name,
            "er knyttet til en anden Word-skabelon, som Word henter, når brevet åbnes.",
            "Vælg Udvikler > Dokumentskabelon i Word, skriv »Normal« i feltet "
            "»Dokumentskabelon«, og gem.",
        )
    raise unusable(
        file_name,
        f"henter noget udefra ({kind}), når brevet åbnes, og det må et brev ikke.",
        "Indsæt billeder og andet i selve dokumentet i stedet for at henvise til dem.",
    )


def _check_field_codes(codes: str, file_name: str) -> None:
    words = set(_QUOTED.sub(" ", codes).upper().split())
    if fetching := sorted(words & _FETCHING_FIELDS):
        raise unusable(
            file_name,
            f"har et Word-felt, der henter noget udefra ({fetching[0]}).",
            "Slet feltet, og skriv teksten, eller indsæt billedet, direkte i skabelonen.",
        )


def _read_xml(name: str, content: bytes, file_name: str) -> _Part:
    part = _Part()
    try:
        _Reader(part, file_name).parse(content)
    except (expat.ExpatError, LookupError, ValueError) as error:
        # The last two: an encoding that Python does not have, or that expat can't use.
        raise unusable(
            file_name,
            f"er beskadiget (»{name}« kan ikke læses).",
            "Åbn den i Word, og gem den igen som »Word-dokument (.docx)«.",
        ) from error
    return part


class _Reader:
    """Reads one XML part with expat, which resolves nothing, into a `_Part`."""

    def __init__(self, part: _Part, file_name: str) -> None:
        self._part = part
        self._file_name = file_name
        self._elements: list[str] = []
        part.passages.append([])
        self._open_passages = [part.passages[0]]

    def parse(self, content: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(content, True)

    def _doctype(self, *_: object) -> NoReturn:
        raise unusable(
            self._file_name,
            "har en dokumenttypeerklæring (DTD), som ikke hører til i et Word-dokument.",
            "Lav skabelonen forfra i et tomt Word-dokument.",
        )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        element = tag.rpartition(" ")[2]
        self._elements.append(element)
        match element:
            case "Override" | "Default":
                name = attributes.get("PartName") or attributes.get("Extension", "")
                self._part.content_types.append((name, attributes.get("ContentType", "")))
            case "Relationship":
                self._part.relationships.append(attributes)
            case "p":
                self._open_passages.append([])
                self._part.passages.append(self._open_passages[-1])
            case "fldChar":
                self._part.field_codes.append("\n")
            case "fldSimple":
                self._part.field_codes += ("\n", *attributes.values(), "\n")
        self._part.attributes += attributes.values()

    def _end(self, _tag: str) -> None:
        if self._elements.pop() == "p":
            self._open_passages.pop()

    def _text(self, text: str) -> None:
        if self._elements[-1] == "instrText":
            self._part.field_codes.append(text)
            return
        self._open_passages[-1].append(text)
        if self._elements[-1] != "t":
            self._part.hidden_text.append(text)

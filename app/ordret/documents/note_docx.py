"""A case note as the file that goes on the case: a Word document, or plain text."""

import os
import re
from datetime import UTC
from pathlib import Path
from typing import BinaryIO

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt
from docx.table import Table

from ordret.documents.note import FIELDS, HEADING, CaseNote, FieldKind, NoteField, as_text, title
from ordret.documents.office import (
    DARK,
    GREY,
    PROPERTY_CHARACTERS,
    TEXT_WIDTH,
    add_page_number,
    add_style,
    new_document,
    safe_text,
    set_style,
)
from ordret.files import save_atomically

_COLUMN_WIDTHS = (Cm(4.5), Cm(11.5))
_LABEL = "Feltnavn"
_VALUE = "Feltindhold"
_ASSESSMENT = "Vurdering"
_ASSESSMENT_HEADING = "Vurdering overskrift"

_BOX = f"""<w:pBdr {nsdecls("w")}>
    <w:top w:val="single" w:sz="4" w:space="6" w:color="EEF1F6"/>
    <w:left w:val="single" w:sz="24" w:space="8" w:color="1F2A44"/>
    <w:bottom w:val="single" w:sz="4" w:space="4" w:color="EEF1F6"/>
</w:pBdr>"""
_SHADE = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="EEF1F6"/>'
_RULES = f"""<w:tblBorders {nsdecls("w")}>
    <w:top w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>
    <w:bottom w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>
    <w:insideH w:val="single" w:sz="4" w:space="0" w:color="D9D9D9"/>
</w:tblBorders>"""
_FLUSH = f"""<w:tblCellMar {nsdecls("w")}>
    <w:left w:w="0" w:type="dxa"/>
</w:tblCellMar>"""


def write_docx(note: CaseNote, path: Path, *, overwrite: bool = False) -> None:
    """Write the note as a Word document. Raises Fault FILE_UNWRITABLE or DISK_FULL."""
    document = _document(note)
    save_atomically(document.save, path, overwrite=overwrite)


def write_text(note: CaseNote, path: Path, *, overwrite: bool = False) -> None:
    """Write the note as UTF-8 text. Raises Fault FILE_UNWRITABLE or DISK_FULL."""
    text = safe_text(as_text(note)).replace("\n", os.linesep)

    def write(file: BinaryIO) -> None:
        file.write(text.encode("utf-8"))

    save_atomically(write, path, overwrite=overwrite)


def _document(note: CaseNote) -> Document:
    document = new_document("da-DK")
    _set_styles(document)
    _set_properties(document, note)
    _write_margins(document, note)
    document.add_paragraph(_line(note, "subject") or HEADING, style="Title")
    _write_particulars(document, note)
    for definition in FIELDS:
        if definition.kind is FieldKind.TEXT:
            _write_section(document, definition, safe_text(note.text(definition.id)))
    if deadline := _line(note, "deadline"):
        paragraph = document.add_paragraph()
        paragraph.add_run("Frist: ").bold = True
        paragraph.add_run(deadline)
    return document


def _line(note: CaseNote, field_id: str) -> str:
    return safe_text(note.text(field_id)).strip()


def _write_margins(document: Document, note: CaseNote) -> None:
    """»Sagsnotat« and the case number above, the page number below, on every page."""
    section = document.sections[0]
    case_number = _line(note, "case_number")
    header = section.header.paragraphs[0]
    kind = header.add_run(HEADING)
    kind.font.size, kind.font.bold, kind.font.color.rgb = Pt(11), True, DARK
    if case_number:
        header.add_run(f"\tSagsnummer {case_number}")
    section.footer.paragraphs[0].add_run("\t")
    add_page_number(section.footer.paragraphs[0])


def _write_particulars(document: Document, note: CaseNote) -> None:
    """Who, when and how, as a table; subject and deadline stand where they are looked for."""
    lines = [
        (definition.label, _line(note, definition.id))
        for definition in FIELDS
        if definition.kind is not FieldKind.TEXT and definition.id not in {"subject", "deadline"}
    ]
    lines = [(label, text) for label, text in lines if text]
    if not lines:
        return
    table = document.add_table(rows=0, cols=2)
    _set_table(table)
    for label, text in lines:
        row = table.add_row()
        for cell, content, style, width in zip(
            row.cells, (label, text), (_LABEL, _VALUE), _COLUMN_WIDTHS, strict=True
        ):
            cell.width = width
            cell.paragraphs[0].style = style
            cell.paragraphs[0].add_run(content)


def _write_section(document: Document, definition: NoteField, text: str) -> None:
    """A heading and its paragraphs; the assessment stands in a box of its own."""
    if not text.strip():
        return
    boxed = definition.id == "assessment"
    document.add_paragraph(definition.label, style=_ASSESSMENT_HEADING if boxed else "Heading 1")
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        document.add_paragraph(paragraph.strip("\n"), style=_ASSESSMENT if boxed else "Body Text")


def _set_styles(document: Document) -> None:
    set_style(document, "Normal", size=10.5, after=6)
    set_style(document, "Body Text", size=10.5, after=6)
    set_style(document, "Title", size=18, after=10, bold=True, color=DARK)
    set_style(document, "Heading 1", size=12, before=14, after=4, bold=True, color=DARK)
    for name in ("Header", "Footer"):
        style = set_style(document, name, size=9, color=GREY)
        style.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    add_style(document, _LABEL, "Normal", size=10, before=3, after=3, color=GREY)
    add_style(document, _VALUE, "Normal", size=10, before=3, after=3)
    heading = add_style(
        document,
        _ASSESSMENT_HEADING,
        "Heading 1",
        size=12,
        before=14,
        after=4,
        bold=True,
        color=DARK,
    )
    for style in (heading, add_style(document, _ASSESSMENT, "Body Text", size=10.5, after=6)):
        style.paragraph_format.left_indent = Cm(0.4)
        for element in (_BOX, _SHADE):
            style.element.get_or_add_pPr().insert_element_before(
                parse_xml(element), "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
            )


def _set_table(table: Table) -> None:
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    for column, width in zip(table.columns, _COLUMN_WIDTHS, strict=True):
        column.width = width
    properties = table._tbl.tblPr
    properties.insert_element_before(parse_xml(_RULES), "w:shd", "w:tblLayout", "w:tblLook")
    properties.insert_element_before(parse_xml(_FLUSH), "w:tblLook")


def _set_properties(document: Document, note: CaseNote) -> None:
    """Title, author and times, in the place of those of the template."""
    properties = document.core_properties
    properties.title = safe_text(title(note))[:PROPERTY_CHARACTERS]
    properties.author = _line(note, "author")[:PROPERTY_CHARACTERS]
    properties.last_modified_by = properties.author
    properties.comments = ""
    properties.created = note.created_at.astimezone(UTC)
    properties.modified = note.updated_at.astimezone(UTC)

"""What every Word file of Ordret needs: clean text, page numbers and Danish."""

import re

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

_LINE_BREAK = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


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

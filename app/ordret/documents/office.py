"""What every Word file of Ordret needs: clean text, page numbers, Danish, and one look."""

import re

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

FONT = "Arial"
DARK = RGBColor(0x1F, 0x2A, 0x44)
GREY = RGBColor(0x59, 0x59, 0x59)
TEXT_WIDTH = Cm(21.0 - 2 * 2.5)
PROPERTY_CHARACTERS = 255
"""The longest title or author that Word takes."""

_MARGIN = Cm(2.5)
_LEFTOVERS = ("/thumbnail", "/stylesWithEffects", "/customXml")

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


def new_document(language: str) -> Document:
    """An empty document on A4, in one font, without what python-docx's template brings along."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN
    section.header_distance = section.footer_distance = Cm(1.25)
    fonts = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:rFonts')}")
    fonts.attrib.clear()  # The template's fonts come from a theme, which beats any name given here.
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    set_language(document, language)
    _drop_leftovers(document)
    return document


def add_style(
    document: Document,
    name: str,
    base: str,
    *,
    size: float,
    before: float = 0,
    after: float = 0,
    bold: bool = False,
    color: RGBColor | None = None,
) -> ParagraphStyle:
    """A new paragraph style that otherwise looks like `base`."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[base]
    return set_style(document, name, size=size, before=before, after=after, bold=bold, color=color)


def set_style(
    document: Document,
    name: str,
    *,
    size: float,
    before: float = 0,
    after: float = 0,
    bold: bool = False,
    color: RGBColor | None = None,
) -> ParagraphStyle:
    """Give a paragraph style this look, in points, and no other."""
    style: ParagraphStyle = document.styles[name]
    for tag in (f".//{qn('w:rPr')}", f".//{qn('w:pBdr')}", f".//{qn('w:tabs')}"):
        for element in style.element.findall(tag):
            element.getparent().remove(element)
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.color.rgb = color
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = 1.15
    return style


def _drop_leftovers(document: Document) -> None:
    """Parts of the template that no program shows: a picture of its page, styles of Word 2010."""
    for relations in (document.part.package.rels, document.part.rels):
        for name, relation in list(relations.items()):
            if relation.reltype.endswith(_LEFTOVERS):
                del relations[name]

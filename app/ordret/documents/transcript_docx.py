"""The transcript of a recording as a Word document, with the time beside each paragraph."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Cm, Length

from ordret.documents.dates import danish_date
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

HEADING = "Udskrift af optagelse"
_NOTHING_SAID = "Der blev ikke hørt tale i optagelsen."
_UNREAD = (
    "Skrevet af talegenkendelse og ikke læst igennem. Sammenhold den med optagelsen, før den "
    "bruges."
)
_TIME_WIDTH = Cm(2.0)
_PARTICULAR = "Oplysning"
_PASSAGE = "Afsnit med tid"
_TIME = "Tid"


@dataclass(frozen=True, slots=True)
class TimedParagraph:
    """What was said from `start_seconds` on."""

    start_seconds: float
    text: str


def write_transcript(
    paragraphs: Sequence[TimedParagraph],
    path: Path,
    *,
    source_name: str,
    duration_seconds: float,
    written_on: date,
    overwrite: bool = False,
) -> None:
    """Write what was said in the file `source_name`. Raises Fault FILE_UNWRITABLE or DISK_FULL."""
    source = " ".join(safe_text(source_name).split())
    document = _empty(source)
    document.add_paragraph(HEADING, style="Title")
    for label, text in (
        ("Optagelse", source),
        ("Varighed", clock(round(duration_seconds))),
        ("Udskrevet", danish_date(written_on)),
    ):
        line = document.add_paragraph(style=_PARTICULAR)
        line.add_run(f"{label}: ").bold = True
        line.add_run(text)
    document.add_paragraph(_UNREAD, style=_PARTICULAR).paragraph_format.space_after = Cm(0.6)
    for paragraph in paragraphs:
        line = document.add_paragraph(style=_PASSAGE)
        line.add_run(clock(paragraph.start_seconds), style=_TIME)
        line.add_run("\t" + safe_text(paragraph.text))
    if not paragraphs:
        document.add_paragraph(_NOTHING_SAID)
    save_atomically(document.save, path, overwrite=overwrite)


def clock(seconds: float) -> str:
    """Hours, minutes and seconds: 0:05:32."""
    minutes, whole_seconds = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{whole_seconds:02}"


def _empty(source: str) -> Document:
    """A document with styles, header and footer."""
    document = new_document("da-DK")
    set_style(document, "Normal", size=10.5, after=6)
    set_style(document, "Title", size=18, after=10, bold=True, color=DARK)
    for name in ("Header", "Footer"):
        style = set_style(document, name, size=9, color=GREY)
        style.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    add_style(document, _PARTICULAR, "Normal", size=10, after=2)
    passage = add_style(document, _PASSAGE, "Normal", size=10.5, after=8).paragraph_format
    passage.left_indent = _TIME_WIDTH
    passage.first_line_indent = Length(-_TIME_WIDTH)
    passage.tab_stops.add_tab_stop(_TIME_WIDTH)
    passage.widow_control = True
    time = document.styles.add_style(_TIME, WD_STYLE_TYPE.CHARACTER)
    time.font.color.rgb = GREY
    section = document.sections[0]
    section.header.paragraphs[0].add_run(f"{HEADING}\t{source}")
    section.footer.paragraphs[0].add_run("\t")
    add_page_number(section.footer.paragraphs[0])
    document.core_properties.title = f"{HEADING}: {source}"[:PROPERTY_CHARACTERS]
    document.core_properties.author = ""
    document.core_properties.comments = ""
    return document

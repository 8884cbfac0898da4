"""The transcript as a Word document."""

from datetime import date
from pathlib import Path

import pytest
from docx import Document

from ordret.documents.transcript_docx import TimedParagraph, clock, write_transcript
from ordret.errors import RequestFault
from word_files import text_of


def write(path: Path, *paragraphs: TimedParagraph, source: str = "møde.mp3") -> Path:
    write_transcript(
        paragraphs,
        path,
        source_name=source,
        duration_seconds=3_725.6,
        written_on=date(2026, 11, 21),
    )
    return path


def test_it_tells_where_it_comes_from_and_when_each_paragraph_was_said(tmp_path: Path) -> None:
    file = write(
        tmp_path / "møde.docx",
        TimedParagraph(0.4, "Hun har et nyt telefonnummer."),
        TimedParagraph(3_661.9, "Vi sender et brev til Ærø."),
    )

    assert text_of(file).splitlines() == [
        "Udskrift af optagelse",
        "Optagelse: møde.mp3",
        "Varighed: 1:02:06",
        "Udskrevet: den 21. november 2026",
        "Skrevet af talegenkendelse og ikke læst igennem. Sammenhold den med optagelsen, før den "
        "bruges.",
        "0:00:00\tHun har et nyt telefonnummer.",
        "1:01:01\tVi sender et brev til Ærø.",
    ]


def test_a_recording_without_speech_says_so(tmp_path: Path) -> None:
    assert text_of(write(tmp_path / "tom.docx")).endswith("Der blev ikke hørt tale i optagelsen.")


def test_a_name_and_a_text_that_no_word_file_can_hold_are_cleaned(tmp_path: Path) -> None:
    file = write(
        tmp_path / "a.docx", TimedParagraph(0, "to\x00 ord"), source="a\x1b[31m\nb" + "c" * 300
    )

    document = Document(str(file))
    assert document.paragraphs[1].text == "Optagelse: a[31m b" + "c" * 300
    assert document.paragraphs[-1].text == "0:00:00\tto ord"
    assert len(document.core_properties.title) == 255


def test_the_source_and_the_page_stand_on_every_page(tmp_path: Path) -> None:
    section = Document(str(write(tmp_path / "a.docx"))).sections[0]

    assert section.header.paragraphs[0].text == "Udskrift af optagelse\tmøde.mp3"
    assert section.footer.paragraphs[0].text == "\tSide 1 af 1"


def test_another_file_is_not_overwritten_unasked(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_text("andet")

    with pytest.raises(RequestFault):
        write(file)

    assert file.read_text() == "andet"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0:00:00"), (59.9, "0:00:59"), (3_600, "1:00:00"), (36_061, "10:01:01")],
)
def test_the_clock_shows_hours_minutes_and_seconds(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown

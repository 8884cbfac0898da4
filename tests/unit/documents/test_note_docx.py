import os
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import docx
import pytest
from docx.shared import Mm
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ordret.documents.note import FIELDS, CaseNote, new_note, with_field
from ordret.documents.note_docx import write_docx, write_text
from ordret.errors import FaultCode, RequestFault

NOW = datetime(2026, 12, 5, 14, 30, tzinfo=timezone(timedelta(hours=1)))
FILLED = {
    "case_number": "26/041873",
    "channel": "Telefon",
    "participants": "Borgeren og hendes bisidder",
    "subject": "Boligstøtte efter flytning",
    "information": "Borgeren er flyttet.\nHuslejen er 7.250 kr.\n\nHun lever alene.",
    "assessment": "Hun har brug for hjælp.",
    "deadline": "9. december 2026",
}


def filled(**values: str) -> CaseNote:
    note = new_note(NOW, "Mette Holm")
    for field_id, text in values.items():
        note = with_field(note, field_id, text, NOW + timedelta(hours=1))
    return note


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notat.docx"


def test_the_document_has_headings_and_paragraphs_in_the_order_of_the_fields(path: Path) -> None:
    write_docx(filled(**FILLED), path)
    paragraphs = [
        (one.style.name if one.style else "", one.text)
        for one in docx.Document(str(path)).paragraphs
    ]
    assert paragraphs == [
        ("Title", "Boligstøtte efter flytning"),
        ("Heading 1", "Oplysninger modtaget"),
        ("Body Text", "Borgeren er flyttet.\nHuslejen er 7.250 kr."),
        ("Body Text", "Hun lever alene."),
        ("Vurdering overskrift", "Vurdering"),
        ("Vurdering", "Hun har brug for hjælp."),
        ("Normal", "Frist: 9. december 2026"),
    ]


def test_the_particulars_stand_in_a_table_without_empty_rows(path: Path) -> None:
    write_docx(filled(**FILLED), path)
    (table,) = docx.Document(str(path)).tables
    assert [tuple(cell.text for cell in row.cells) for row in table.rows] == [
        ("Sagsnummer", "26/041873"),
        ("Dato og tidspunkt", "5. december 2026 kl. 14.30"),
        ("Kanal", "Telefon"),
        ("Deltagere eller kilde", "Borgeren og hendes bisidder"),
        ("Forfatter", "Mette Holm"),
    ]


def test_header_and_footer_name_the_case_and_the_page(path: Path) -> None:
    write_docx(filled(**FILLED), path)
    section = docx.Document(str(path)).sections[0]
    assert section.header.paragraphs[0].text == "Sagsnotat\tSagsnummer 26/041873"
    assert section.footer.paragraphs[0].text == "\tSide 1 af 1"


def test_the_page_is_a4(path: Path) -> None:
    write_docx(filled(**FILLED), path)
    section = docx.Document(str(path)).sections[0]
    sides = (section.page_width, section.page_height)
    assert [round((side or 0) / Mm(1)) for side in sides] == [210, 297]


def test_a_note_with_nothing_in_it_is_still_a_case_note(path: Path) -> None:
    write_docx(CaseNote(new_note(NOW, "").id, NOW, NOW), path)
    document = docx.Document(str(path))
    assert [one.text for one in document.paragraphs] == ["Sagsnotat"]
    assert document.sections[0].header.paragraphs[0].text == "Sagsnotat"
    assert document.tables == []


def test_the_properties_tell_title_author_and_times_and_nothing_else(path: Path) -> None:
    write_docx(filled(**FILLED), path)
    properties = docx.Document(str(path)).core_properties
    assert properties.title == "Boligstøtte efter flytning · 26/041873 · 5. december 2026 kl. 14.30"
    assert properties.author == properties.last_modified_by == "Mette Holm"
    assert properties.created == datetime(2026, 12, 5, 13, 30, tzinfo=UTC)
    assert properties.modified == datetime(2026, 12, 5, 14, 30, tzinfo=UTC)
    assert properties.language == "da-DK"
    for empty in ("comments", "keywords", "subject", "category", "content_status", "identifier"):
        assert getattr(properties, empty) == ""


def test_nothing_of_the_template_comes_along(path: Path) -> None:
    write_docx(filled(**FILLED), path)
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        everything = b"".join(package.read(name) for name in names)
    assert [name for name in names if "thumbnail" in name or "customXml" in name] == []
    assert b"python-docx" not in everything
    assert b'w:lang w:val="da-DK"' in everything
    assert b'w:lang w:val="en-US"' not in everything


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None
)
@given(
    st.dictionaries(
        st.sampled_from([field.id for field in FIELDS]), st.text(alphabet=st.characters())
    )
)
def test_whatever_was_dictated_becomes_a_document(path: Path, values: dict[str, str]) -> None:
    write_docx(filled(**values), path, overwrite=True)
    write_text(filled(**values), path.with_suffix(".txt"), overwrite=True)
    assert docx.Document(str(path)).sections[0].footer.paragraphs[0].text == "\tSide 1 af 1"


def test_very_long_lines_fit_in_the_properties(path: Path) -> None:
    write_docx(filled(author="A" * 1000, case_number="9" * 1000), path)
    assert len(docx.Document(str(path)).core_properties.author) == 255


def test_control_characters_are_left_out_of_the_text(path: Path) -> None:
    write_docx(filled(information="Borger\x00en\x1b ringer.\vNy linje."), path)
    assert docx.Document(str(path)).paragraphs[-1].text == "Borgeren ringer.\nNy linje."


def test_the_text_file_is_utf8_with_the_lines_of_the_system(tmp_path: Path) -> None:
    path = tmp_path / "notat.txt"
    write_text(filled(**FILLED), path)
    lines = path.read_bytes().decode("utf-8").split(os.linesep)
    assert lines[:3] == ["Sagsnotat", "", "Sagsnummer: 26/041873"]
    assert "Hun lever alene." in lines


@pytest.mark.parametrize("write", [write_docx, write_text])
def test_an_existing_file_is_kept_unless_told(path: Path, write: type) -> None:
    path.write_text("det gamle")
    with pytest.raises(RequestFault, match="findes i forvejen") as caught:
        write(filled(**FILLED), path)
    assert caught.value.code is FaultCode.FILE_UNWRITABLE
    assert path.read_text() == "det gamle"
    write(filled(**FILLED), path, overwrite=True)
    assert path.read_bytes() != b"det gamle"

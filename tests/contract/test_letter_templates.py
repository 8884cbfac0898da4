"""What holds for each of the letter templates that Ordret brings."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm

from ordret.documents.letter import (
    FieldKind,
    Letter,
    missing_required,
    new_letter,
    with_value,
)
from ordret.documents.letter_docx import check_template, render
from ordret.documents.template import OWN_TEMPLATES, find_templates
from ordret.errors import Fault, FaultCode
from word_files import text_of

IDS = ["afgoerelse", "brev", "indkaldelse", "kvittering", "orientering", "partshoering"]
FOUND = find_templates()


def filled(template_id: str, *, optional: bool = True) -> Letter:
    """A letter with »⟨id⟩ æøå & <b>« in every field, or in the required ones alone."""
    letter = new_letter(FOUND.named(template_id), today=date(2026, 11, 21), settings={})
    required = missing_required(letter)
    for declared in letter.template.fields:
        if declared.kind is FieldKind.DATE:
            value = "2026-12-03"
        elif declared.kind is FieldKind.CHOICE:
            continue
        else:
            value = f"{declared.id} æøå & <b>"
        if optional or declared in required:
            letter = with_value(letter, declared.id, value)
    return letter


def whole_text(path: Path) -> str:
    """Everything that can be read in the letter, with its header and footer."""
    document = Document(str(path))
    section = document.sections[0]
    stories = (document, section.first_page_header, section.header, section.footer)
    paragraphs = [
        paragraph
        for story in stories
        for paragraph in (
            *story.paragraphs,
            *(
                paragraph
                for table in story.tables
                for cell in table.rows[0].cells
                for paragraph in cell.paragraphs
            ),
        )
    ]
    return "\n".join(paragraph.text for paragraph in paragraphs)


def test_all_six_are_there_and_sound() -> None:
    assert sorted(template.id for template in FOUND.templates) == IDS
    assert FOUND.faults == ()


@pytest.mark.parametrize("template_id", IDS)
def test_nothing_is_doubtful(template_id: str) -> None:
    assert check_template(FOUND.named(template_id)) == ()


@pytest.mark.parametrize("template_id", IDS)
def test_every_field_shows_in_the_letter(template_id: str, tmp_path: Path) -> None:
    letter = filled(template_id)
    render(letter, tmp_path / "brev.docx")
    text = whole_text(tmp_path / "brev.docx")
    for declared in letter.template.fields:
        if declared.kind in {FieldKind.LINE, FieldKind.TEXT}:
            assert f"{declared.id} æøå & <b>" in text
    assert "en 3. december 2026" in text
    assert "{" not in text


@pytest.mark.parametrize("template_id", IDS)
def test_optional_fields_leave_no_trace_when_empty(template_id: str, tmp_path: Path) -> None:
    letter = filled(template_id, optional=False)
    render(letter, tmp_path / "brev.docx")
    document = Document(str(tmp_path / "brev.docx"))
    assert all(paragraph.text.strip() for paragraph in document.paragraphs)
    following = zip(document.paragraphs, document.paragraphs[1:], strict=False)
    for paragraph, after in following:
        if paragraph.style.name.startswith("Heading"):
            assert not after.style.name.startswith("Heading"), paragraph.text


@pytest.mark.parametrize("template_id", IDS)
def test_an_empty_letter_names_what_it_needs(template_id: str, tmp_path: Path) -> None:
    template = FOUND.named(template_id)
    letter = new_letter(template, today=date(2026, 11, 21), settings={})
    with pytest.raises(Fault) as refused:
        render(letter, tmp_path / "brev.docx")
    assert refused.value.code is FaultCode.FIELD_MISSING
    assert f"»{template.dictation_field.label}«" in refused.value.what


@pytest.mark.parametrize("template_id", IDS)
def test_the_sender_comes_from_the_settings(template_id: str) -> None:
    settings = {
        "organisation.name": "Lunde Kommune",
        "organisation.department": "Borgerservice",
        "organisation.address": "Torvet 1\n4990 Lunde By",
        "organisation.telephone": "55 00 12 34",
        "organisation.email": "post@lunde.example",
        "author.name": "Mette Holm",
        "author.title": "Socialrådgiver",
    }
    template = FOUND.named(template_id)
    values = new_letter(template, today=date(2026, 11, 21), settings=settings).values
    assert set(settings.values()) <= set(values.values())
    assert values["dato"] == "2026-11-21"


@pytest.mark.parametrize("template_id", IDS)
def test_the_page_is_a4_in_danish_with_room_for_a_window_envelope(template_id: str) -> None:
    document = Document(str(OWN_TEMPLATES / f"{template_id}.docx"))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.left_margin >= Mm(20)
    header_height = section.first_page_header.tables[0].rows[0].height
    # Danish C5 and M65 windows begin 40 to 44 mm from the top and are 35 mm high.
    assert Mm(44) <= section.header_distance + header_height <= Mm(50)
    assert document.tables[0].rows[0].height >= Mm(35)
    assert document.core_properties.language == "da-DK"
    names = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Title", "Normal", "Hilsen", "Underskrift"} <= names


@pytest.mark.parametrize("template_id", IDS)
def test_every_code_stands_in_one_run_so_that_it_can_be_edited_in_word(template_id: str) -> None:
    document = Document(str(OWN_TEMPLATES / f"{template_id}.docx"))
    cells = [cell for table in document.tables for cell in table.rows[0].cells]
    for story in (document, *cells):
        for paragraph in story.paragraphs:
            for run in paragraph.runs:
                assert run.text.count("{{") == run.text.count("}}")
                assert run.text.count("{%") == run.text.count("%}")


@pytest.mark.parametrize("template_id", IDS)
def test_the_files_are_small_and_hold_no_picture_or_link(template_id: str) -> None:
    path = OWN_TEMPLATES / f"{template_id}.docx"
    assert path.stat().st_size < 60_000
    with zipfile.ZipFile(path) as package:
        assert not [name for name in package.namelist() if "media" in name or "thumb" in name]
        assert b"External" not in package.read("word/_rels/document.xml.rels")


def test_a_decision_tells_how_to_complain(tmp_path: Path) -> None:
    render(filled("afgoerelse"), tmp_path / "brev.docx")
    lines = text_of(tmp_path / "brev.docx").splitlines()
    headings = ["Afgørelsens resultat", "Begrundelse", "Dine bemærkninger", "Klagevejledning"]
    assert [line for line in lines if line in headings] == headings


def test_a_decision_without_reasons_or_a_way_to_complain_is_not_finished() -> None:
    letter = filled("afgoerelse")
    ids = ("begrundelse", "oplysninger", "regler", "klageinstans", "klagefrist")
    for field_id in (*ids, "klage_fremgangsmaade", "bemaerkninger"):
        letter = with_value(letter, field_id, "")
    assert {declared.id for declared in missing_required(letter)} == {*ids, "klage_fremgangsmaade"}


def test_a_decision_that_grants_everything_needs_neither(tmp_path: Path) -> None:
    letter = filled("afgoerelse")
    for field_id in ("begrundelse", "oplysninger", "regler", "klagefrist"):
        letter = with_value(letter, field_id, "")
    render(with_value(letter, "fuldt_medhold", "Ja"), tmp_path / "brev.docx")
    text = text_of(tmp_path / "brev.docx")
    assert "Afgørelsens resultat" in text
    assert "klage" not in text.casefold().replace("klageinstans æøå", "")
    assert "Begrundelse" not in text


def test_a_party_hearing_asks_for_an_answer_before_a_day(tmp_path: Path) -> None:
    render(filled("partshoering"), tmp_path / "brev.docx")
    assert "Send os dit svar senest den 3. december 2026." in text_of(tmp_path / "brev.docx")


def test_a_summons_gives_the_day_of_the_week(tmp_path: Path) -> None:
    render(filled("indkaldelse"), tmp_path / "brev.docx")
    assert "Dato\tTorsdag den 3. december 2026" in text_of(tmp_path / "brev.docx")


def test_a_template_of_ordrets_own_can_be_copied_and_edited(tmp_path: Path) -> None:
    for suffix in (".docx", ".toml"):
        copied = (tmp_path / "brev").with_suffix(suffix)
        copied.write_bytes((OWN_TEMPLATES / "brev").with_suffix(suffix).read_bytes())
    document = Document(str(tmp_path / "brev.docx"))
    document.paragraphs[-1].insert_paragraph_before("{{ organisation }} ønsker god jul.")
    document.save(str(tmp_path / "brev.docx"))
    found = find_templates([tmp_path])
    assert found.faults == ()
    assert found.named("brev").source.parent == tmp_path

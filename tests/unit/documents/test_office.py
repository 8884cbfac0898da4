import io
import xml.etree.ElementTree as ET
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ordret.documents.office import add_page_number, safe_text, set_language

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(document: object, part: str) -> ET.Element:
    file = io.BytesIO()
    document.save(file)  # type: ignore[attr-defined]
    return ET.fromstring(zipfile.ZipFile(file).read(part))  # noqa: S314 - our own file


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Æble\tøl\nå 🙂", "Æble\tøl\nå 🙂"),
        (
            "et\r\nto\rtre\vfire\ffem\u2028seks\u2029syv\u0085otte",
            "et\nto\ntre\nfire\nfem\nseks\nsyv\notte",
        ),
        ("a\x00b\x07c\x1bd\x7fe\x9ff", "abcdef"),
        ("a\ud800b\ufffec\uffffd", "abcd"),
    ],
)
def test_safe_text_keeps_letters_and_breaks_and_nothing_a_word_file_can_not_hold(
    text: str, safe: str
) -> None:
    assert safe_text(text) == safe


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet=st.characters()))
def test_any_text_can_be_put_in_a_word_file_and_read_again(text: str) -> None:
    document = docx.Document()
    document.add_paragraph(safe_text(text))
    file = io.BytesIO()
    document.save(file)
    assert docx.Document(file).paragraphs[0].text == safe_text(text)
    assert safe_text(safe_text(text)) == safe_text(text)


def test_the_page_number_is_danish_with_two_fields() -> None:
    document = docx.Document()
    add_page_number(document.add_paragraph())
    body = written(document, "word/document.xml")
    assert [node.text for node in body.iter(f"{W}instrText")] == [" PAGE ", " NUMPAGES "]
    assert document.paragraphs[0].text == "Side 1 af 1"
    marks = [node.get(f"{W}fldCharType") for node in body.iter(f"{W}fldChar")]
    assert marks == ["begin", "separate", "end"] * 2


def test_every_style_is_danish() -> None:
    document = docx.Document()
    set_language(document, "da-DK")
    styles = written(document, "word/styles.xml")
    languages = {node.get(f"{W}val") for node in styles.iter(f"{W}lang")}
    assert languages == {"da-DK"}
    assert styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang") is not None
    assert document.core_properties.language == "da-DK"


def test_a_document_without_a_language_gets_one() -> None:
    document = docx.Document()
    for mark in list(document.styles.element.iter(f"{W}lang")):
        mark.getparent().remove(mark)
    set_language(document, "da-DK")
    styles = written(document, "word/styles.xml")
    assert [node.get(f"{W}val") for node in styles.iter(f"{W}lang")] == ["da-DK"]


def test_word_does_not_take_the_text_for_proofread() -> None:
    document = docx.Document()
    set_language(document, "da-DK")
    assert written(document, "word/settings.xml").find(f"{W}proofState") is None

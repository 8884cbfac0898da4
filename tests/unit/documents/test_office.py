import errno
import io
import os
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path
from typing import BinaryIO

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ordret.documents.office import add_page_number, safe_text, save_atomically, set_language
from ordret.errors import Fault, FaultCode, RequestFault

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(document: object, part: str) -> ET.Element:
    file = io.BytesIO()
    document.save(file)  # type: ignore[attr-defined]
    return ET.fromstring(zipfile.ZipFile(file).read(part))  # noqa: S314 - our own file


def write_letter(file: BinaryIO) -> None:
    file.write("Kære borger".encode())


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


def test_a_saved_file_is_whole_and_alone_in_its_folder(tmp_path: Path) -> None:
    save_atomically(write_letter, tmp_path / "brev.docx", overwrite=False)
    assert (tmp_path / "brev.docx").read_text(encoding="utf-8") == "Kære borger"
    assert [file.name for file in tmp_path.iterdir()] == ["brev.docx"]


def test_an_existing_file_is_not_overwritten_unless_told(tmp_path: Path) -> None:
    path = tmp_path / "brev.docx"
    path.write_text("det gamle")
    with pytest.raises(RequestFault, match="findes i forvejen") as caught:
        save_atomically(write_letter, path, overwrite=False)
    assert caught.value.code is FaultCode.FILE_UNWRITABLE
    assert path.read_text() == "det gamle"
    assert [file.name for file in tmp_path.iterdir()] == ["brev.docx"]
    save_atomically(write_letter, path, overwrite=True)
    assert path.read_text(encoding="utf-8") == "Kære borger"


def refuse(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """Have the disk refuse at the last moment, when the file is to be made safe."""

    def fsync(descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fsync)


@pytest.mark.parametrize("overwrite", [True, False])
def test_a_disk_that_fills_up_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, overwrite: bool
) -> None:
    path = tmp_path / "brev.docx"
    if overwrite:
        path.write_text("det gamle")
    refuse(monkeypatch, errno.ENOSPC)
    with pytest.raises(Fault, match="ikke plads på disken") as caught:
        save_atomically(write_letter, path, overwrite=overwrite)
    assert caught.value.code is FaultCode.DISK_FULL
    left = {file.name: file.read_text() for file in tmp_path.iterdir()}
    assert left == ({"brev.docx": "det gamle"} if overwrite else {})


def test_a_bug_while_writing_stays_a_bug_and_leaves_nothing(tmp_path: Path) -> None:
    def write(file: BinaryIO) -> None:
        file.write(b"halvt")
        raise KeyError("field")

    with pytest.raises(KeyError):
        save_atomically(write, tmp_path / "brev.docx", overwrite=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("overwrite", [True, False])
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("mangler/brev.docx", "findes ikke"),
        ("fil/brev.docx", "findes ikke"),
        ("mappe", "er en mappe"),
        (".", "er en mappe"),
        ("å" * 300 + ".docx", "for langt"),
    ],
)
def test_a_path_that_can_not_be_written_is_a_danish_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str, overwrite: bool
) -> None:
    (tmp_path / "fil").write_text("")
    (tmp_path / "mappe").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Fault, match=said) as caught:
        save_atomically(write_letter, Path(name), overwrite=overwrite)
    assert caught.value.code is FaultCode.FILE_UNWRITABLE
    assert sorted(file.name for file in tmp_path.iterdir()) == ["fil", "mappe"]


@pytest.mark.parametrize("code", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_a_place_where_the_user_may_not_write_is_a_danish_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    refuse(monkeypatch, code)
    with pytest.raises(Fault, match="må ikke skrive") as caught:
        save_atomically(write_letter, tmp_path / "brev.docx", overwrite=False)
    assert caught.value.code is FaultCode.FILE_UNWRITABLE


def test_any_other_refusal_names_its_code_for_the_it_department(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, errno.EIO)
    with pytest.raises(Fault, match="EIO"):
        save_atomically(write_letter, tmp_path / "brev.docx", overwrite=False)


def test_a_file_that_can_not_be_read_while_writing_is_not_blamed_on_the_disk(
    tmp_path: Path,
) -> None:
    def write(file: BinaryIO) -> None:
        file.write((tmp_path / "skabelon.docx").read_bytes())

    with pytest.raises(FileNotFoundError):
        save_atomically(write, tmp_path / "brev.docx", overwrite=False)

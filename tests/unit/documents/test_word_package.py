"""Word files from elsewhere: what is safe to open, and what is refused before it is opened."""

import contextlib
import io
import struct
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ordret.documents.word_package import inspect
from ordret.errors import Fault, FaultCode
from word_files import with_parts, with_replaced, word_file

NAME = "brev.docx"
SOUND = word_file("Kære {{ navn }}", "Venlig hilsen")
DOCUMENT_RELATIONSHIPS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def refusal(document: bytes) -> Fault:
    with pytest.raises(Fault) as refused:
        inspect(document, NAME)
    assert refused.value.code is FaultCode.TEMPLATE_INVALID
    assert refused.value.what.startswith("Skabelonen »brev.docx« ")
    assert refused.value.remedy
    return refused.value


def with_relationship(kind: str, target: str, mode: str = "External") -> bytes:
    return with_replaced(
        SOUND,
        DOCUMENT_RELATIONSHIPS,
        "</Relationships>",
        f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{target}" '
        f'TargetMode="{mode}"/></Relationships>',
    )


def with_field_code(*runs: str) -> bytes:
    texts = "".join(f"<w:r><w:instrText>{run}</w:instrText></w:r>" for run in runs)
    field = (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{texts}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    return with_replaced(SOUND, "word/document.xml", "<w:sectPr", f"{field}<w:sectPr")


def test_a_plain_word_file_gives_its_text_by_paragraph() -> None:
    passages = inspect(SOUND, NAME)
    assert "Kære {{ navn }}" in passages
    assert "Venlig hilsen" in passages


@pytest.mark.parametrize(
    "document",
    [b"", b"hej", b"PK\x03\x04", SOUND[:1000], SOUND[:-30], b"\xd0\xcf\x11\xe0" * 200],
    ids=["empty", "text", "magic", "cut early", "cut late", "old .doc"],
)
def test_what_is_no_zip_or_cut_short_is_refused(document: bytes) -> None:
    assert "ikke et Word-dokument, eller filen er beskadiget" in refusal(document).what


def test_a_part_with_a_wrong_checksum_is_refused() -> None:
    at = SOUND.index(b"word/document.xml") + 400
    assert refusal(SOUND[:at] + bytes([SOUND[at] ^ 0xFF]) + SOUND[at + 1 :])


def test_an_encrypted_file_is_refused_with_the_password_in_mind() -> None:
    local = bytearray(SOUND)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = local.find(signature)
        while at >= 0:
            local[at + offset] |= 1
            at = local.find(signature, at + 1)
    assert "uden adgangskode" in refusal(bytes(local)).remedy


@pytest.mark.parametrize(
    "document",
    [
        with_parts(SOUND, {"word/vbaProject.bin": b"\xd0\xcf"}),
        with_replaced(
            SOUND,
            "[Content_Types].xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            "application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
    ],
    ids=["vbaProject.bin", "content type of a .docm"],
)
def test_macros_are_refused_with_how_to_be_rid_of_them(document: bytes) -> None:
    fault = refusal(document)
    assert "har makroer" in fault.what
    assert "»Word-dokument (.docx)«" in fault.remedy


def test_a_word_template_is_refused_with_what_to_save_it_as() -> None:
    fault = refusal(
        with_replaced(
            SOUND, "[Content_Types].xml", "wordprocessingml.document", "wordprocessingml.template"
        )
    )
    assert ".dotx" in fault.what


def test_a_spreadsheet_is_refused() -> None:
    assert (
        "er ikke et Word-dokument"
        in refusal(
            with_replaced(
                SOUND,
                "[Content_Types].xml",
                "wordprocessingml.document.main",
                "spreadsheetml.sheet",
            )
        ).what
    )


def test_xml_that_is_called_a_picture_is_refused() -> None:
    assert refusal(
        with_replaced(SOUND, "[Content_Types].xml", "/word/document.xml", "/word/document.png")
    )


@pytest.mark.parametrize(
    "name", ["word/embeddings/oleObject1.bin", "word/embeddings/Ark.xlsx", "word/afchunk.mht"]
)
def test_what_is_embedded_is_refused_by_name(name: str) -> None:
    assert name in refusal(with_parts(SOUND, {name: b"x"})).what


def test_too_many_parts_are_refused() -> None:
    assert (
        "pakker ud til"
        in refusal(
            with_parts(SOUND, {f"word/media/{number}.png": b"x" for number in range(600)})
        ).what
    )


@pytest.mark.parametrize("name", ["word/document2.xml", "word/media/image1.png"])
def test_a_part_that_unpacks_to_very_much_is_refused_before_it_is_unpacked(name: str) -> None:
    bomb = with_parts(SOUND, {name: bytes(40 * 2**20)})
    assert len(bomb) < 2**20
    began = time.perf_counter()
    assert "pakker ud til langt mere" in refusal(bomb).what
    assert time.perf_counter() - began < 1


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    bomb = bytearray(with_parts(SOUND, {"word/bombe.xml": bytes(3 * 2**20)}))
    entry = bomb.rindex(b"word/bombe.xml")
    bomb[entry - 22 : entry - 18] = struct.pack("<L", 100)
    assert refusal(bytes(bomb))


def test_a_very_large_file_is_refused() -> None:
    assert "fylder mere end 8 MB" in refusal(SOUND + bytes(9 * 2**20)).what


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://example.test/x.dtd">',
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>',
    ],
    ids=["external entity", "external DTD", "entities in entities"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_every_encoding(doctype: str, encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}<x>&e;</x>'
    assert "DTD" in refusal(with_parts(SOUND, {"word/x.xml": xml.encode(encoding)})).what


@pytest.mark.parametrize(
    "xml", [b"<x>", b"<x></y>", b"\xff\xfe<", b'<?xml version="1.0" encoding="x"?><x/>']
)
def test_xml_that_cannot_be_read_is_refused_by_name(xml: bytes) -> None:
    assert "»word/x.xml« kan ikke læses" in refusal(with_parts(SOUND, {"word/x.xml": xml})).what


@pytest.mark.parametrize(
    ("kind", "target", "told"),
    [
        ("attachedTemplate", "http://example.test/x.dotm", "en anden Word-skabelon"),
        ("attachedTemplate", "file:///S:/Skabeloner/Brev.dotm", "en anden Word-skabelon"),
        ("image", "http://example.test/spor.png", "henter noget udefra (image)"),
        ("oleObject", "file:///C:/x.xlsx", "henter noget udefra (oleObject)"),
        ("hyperlink", "file://server/share", "har et link"),
        ("hyperlink", "javascript:alert(1)", "har et link"),
    ],
)
def test_what_word_would_fetch_from_elsewhere_is_refused(kind: str, target: str, told: str) -> None:
    assert told in refusal(with_relationship(kind, target)).what
    assert told in refusal(with_relationship(kind, target, mode="external")).what


@pytest.mark.parametrize(
    "target", ["https://www.borger.dk", "mailto:x@example.test", "tel:55001234"]
)
def test_a_link_that_a_citizen_may_follow_is_kept(target: str) -> None:
    assert inspect(with_relationship("hyperlink", target), NAME)


@pytest.mark.parametrize(
    "runs",
    [
        (' INCLUDEPICTURE "http://example.test/x.png" \\d ',),
        (
            " INCLUDE",
            "PICTURE x ",
        ),
        (' ddeauto c:\\\\x.exe "/k" ',),
        (' IF "a" = "a" ', " INCLUDETEXT x "),
    ],
)
def test_a_word_field_that_fetches_something_is_refused(runs: tuple[str, ...]) -> None:
    assert "har et Word-felt, der henter noget udefra" in refusal(with_field_code(*runs)).what


def test_a_word_field_that_numbers_pages_or_links_is_kept() -> None:
    assert inspect(with_field_code(' HYPERLINK "https://example.test/link include" '), NAME)
    assert inspect(with_field_code(" PAGE "), NAME)


def test_a_code_in_a_word_field_or_a_picture_description_is_refused() -> None:
    assert "kan stå tekst" in refusal(with_field_code(' HYPERLINK "{{ navn }}" ')).what
    described = with_replaced(SOUND, "word/document.xml", "<w:body>", '<w:body x="{{ navn }}">')
    assert "kan stå tekst" in refusal(described).what


@settings(max_examples=60)
@given(at=st.integers(0, len(SOUND) - 1), to=st.integers(0, 255))
def test_a_file_with_a_wrong_byte_is_read_or_refused_in_danish(at: int, to: int) -> None:
    with contextlib.suppress(Fault):
        inspect(SOUND[:at] + bytes([to]) + SOUND[at + 1 :], NAME)


def test_a_zip_that_is_compressed_in_an_unusual_way_is_refused() -> None:
    unusual = io.BytesIO()
    with zipfile.ZipFile(unusual, "w", zipfile.ZIP_LZMA) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
    assert refusal(unusual.getvalue())

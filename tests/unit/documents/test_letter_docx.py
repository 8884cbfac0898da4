"""Letters as Word files: filling in, and templates that must not be filled in."""

import contextlib
import io
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from ordret.documents.letter import (
    FieldKind,
    Letter,
    LetterField,
    new_letter,
    with_value,
)
from ordret.documents.letter_docx import check_template, render, try_out
from ordret.documents.template import load_template
from ordret.errors import Fault, FaultCode, RequestFault
from word_files import template_in, text_of, with_parts, with_replaced, word_file

DECLARATION = """\
title = "Prøve"
dictation_field = "tekst"

[[field]]
id = "navn"
label = "Modtagerens navn"
kind = "line"
required = true

[[field]]
id = "frist"
label = "Frist"
kind = "date"

[[field]]
id = "svar"
label = "Svar"
kind = "choice"
options = ["Nej", "Ja"]

[[field]]
id = "tekst"
label = "Tekst"
kind = "text"
required = true
"""
FIELDS = (
    LetterField("emne", "Emne", FieldKind.LINE),
    LetterField("tekst", "Tekst", FieldKind.TEXT),
    LetterField("svar", "Svar", FieldKind.CHOICE, options=("Nej", "Ja")),
)


def letter(folder: Path, *paragraphs: str, **values: str) -> Letter:
    used = "{{ navn }}{{ frist }}{{ svar }}{{ tekst }}"
    template = load_template(template_in(folder, *(paragraphs or (used,)), declaration=DECLARATION))
    new = new_letter(template, today=date(2026, 11, 21), settings={})
    for name, value in values.items():
        new = with_value(new, name, value)
    return new


@pytest.fixture(scope="module")
def sound_letter(tmp_path_factory: pytest.TempPathFactory) -> Letter:
    return letter(tmp_path_factory.mktemp("skabelon"), "{{ tekst }}", navn="Mette")


def rendered(folder: Path, *paragraphs: str, **values: str) -> str:
    path = folder / "brev.docx"
    complete = {"navn": "Mette Holm", "tekst": "Hej."} | values
    render(letter(folder, *paragraphs, **complete), path)
    return text_of(path)


def refusal(*paragraphs: str, document: bytes | None = None) -> Fault:
    with pytest.raises(Fault) as refused:
        try_out(document or word_file(*paragraphs), FIELDS, "brev.docx")
    assert refused.value.code is FaultCode.TEMPLATE_INVALID
    assert refused.value.what.startswith("Skabelonen »brev.docx« ")
    assert refused.value.remedy
    return refused.value


def test_values_stand_where_the_template_names_them(tmp_path: Path) -> None:
    text = rendered(
        tmp_path,
        "Kære {{ navn }}",
        "Svar senest {{ frist }}.",
        "Det er en {{ frist | ugedag }}.",
        "{{ tekst }}",
        frist="2026-12-03",
    )
    assert text == (
        "Kære Mette Holm\nSvar senest den 3. december 2026.\n"
        "Det er en torsdag den 3. december 2026.\nHej."
    )


def test_what_xml_would_read_as_its_own_is_written_as_it_was_said(tmp_path: Path) -> None:
    said = """Møller & Søn <b>A/S</b> »"'« {{ navn }} {% if x %} </w:t> &amp; æøå"""
    assert (
        rendered(tmp_path, "{{ tekst }}{% if navn %}{{ frist }}{{ svar }}{% endif %}", tekst=said)
        == said
    )


def test_dictated_paragraphs_and_line_breaks_keep_the_style(tmp_path: Path) -> None:
    declaration = template_in(tmp_path, "x", declaration=DECLARATION)
    document = Document()
    heading = document.add_paragraph("{{ navn }}", style="Heading 2")
    heading.add_run("{{ frist }}{{ svar }}")
    paragraph = document.add_paragraph(style="List Bullet")
    paragraph.add_run("Tekst: ").bold = True
    paragraph.add_run("{{ tekst }}").italic = True
    document.save(str(declaration.with_suffix(".docx")))
    new = new_letter(load_template(declaration), today=date(2026, 11, 21), settings={})
    new = with_value(with_value(new, "navn", "Mette"), "tekst", "Et.\nTo.\n \n\nTre.")
    render(new, tmp_path / "brev.docx")

    _, first, second = Document(str(tmp_path / "brev.docx")).paragraphs
    assert (first.text, second.text) == ("Tekst: Et.\nTo.", "Tre.")
    assert {first.style.name, second.style.name} == {"List Bullet"}
    assert [(run.text, bool(run.bold), bool(run.italic)) for run in first.runs] == [
        ("Tekst: ", True, False),
        ("Et.\nTo.", False, True),
    ]
    assert all(run.italic for run in second.runs)


def test_control_characters_never_reach_the_letter(tmp_path: Path) -> None:
    assert rendered(tmp_path, "{{ tekst }}", tekst="a\x00b\x07c\x1fd\ufffee\ud800f") == "abcdef"


@settings(max_examples=30, deadline=None)
@given(said=st.text(max_size=300))
def test_whatever_is_dictated_the_word_file_can_be_opened(
    sound_letter: Letter, tmp_path_factory: pytest.TempPathFactory, said: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "brev.docx"
    render(with_value(sound_letter, "tekst", f"Hej {said}"), path, overwrite=True)
    assert text_of(path).startswith("Hej")


def test_an_optional_section_vanishes_without_an_empty_paragraph(tmp_path: Path) -> None:
    section = ("A", "{%p if frist %}", "Frist", "{{ frist }}", "{%p endif %}", "B")
    assert rendered(tmp_path, *section) == "A\nB"
    assert (
        rendered(tmp_path / "2", *section, frist="3.12.2026") == "A\nFrist\nden 3. december 2026\nB"
    )


def test_a_choice_decides_what_stands_in_the_letter(tmp_path: Path) -> None:
    sentence = 'Du får {% if svar == "Ja" %}medhold{% else %}ikke medhold{% endif %}.'
    assert rendered(tmp_path, sentence, svar="Ja") == "Du får medhold."
    assert rendered(tmp_path / "2", sentence, svar="Nej") == "Du får ikke medhold."


def test_fields_in_headers_and_footers_are_filled_in(tmp_path: Path) -> None:
    declaration = template_in(tmp_path, "{{ tekst }}", declaration=DECLARATION)
    document = Document(str(declaration.with_suffix(".docx")))
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Til {{ navn }}"
    section.footer.paragraphs[0].text = "{{ svar }} {{ frist }}"
    document.save(str(declaration.with_suffix(".docx")))
    new = new_letter(load_template(declaration), today=date(2026, 11, 21), settings={})
    for name, value in {"navn": "Åse & Bo", "svar": "ja", "tekst": "Hej."}.items():
        new = with_value(new, name, value)
    render(new, tmp_path / "brev.docx")
    section = Document(str(tmp_path / "brev.docx")).sections[0]
    assert section.first_page_header.paragraphs[0].text == "Til Åse & Bo"
    assert section.footer.paragraphs[0].text == "Ja "


def test_a_letter_is_refused_while_required_fields_are_empty(tmp_path: Path) -> None:
    with pytest.raises(RequestFault) as refused:
        render(letter(tmp_path), tmp_path / "brev.docx")
    assert refused.value.code is FaultCode.FIELD_MISSING
    assert "»Modtagerens navn«, »Tekst«" in refused.value.what
    assert "Frist" not in refused.value.what
    assert not (tmp_path / "brev.docx").exists()


def test_a_letter_that_is_there_is_not_overwritten_unasked(tmp_path: Path) -> None:
    new = letter(tmp_path, navn="Mette", tekst="Hej.")
    path = tmp_path / "brev.docx"
    path.write_bytes(b"vigtigt")
    with pytest.raises(RequestFault, match="findes i forvejen"):
        render(new, path)
    assert path.read_bytes() == b"vigtigt"
    render(new, path, overwrite=True)
    assert "Hej." in text_of(path)


def test_a_letter_does_not_name_who_made_its_template(tmp_path: Path) -> None:
    declaration = template_in(tmp_path, "{{ tekst }}{{ navn }}", declaration=DECLARATION)
    document = Document(str(declaration.with_suffix(".docx")))
    document.core_properties.author = document.core_properties.last_modified_by = "Ole"
    document.core_properties.comments = "Husk at spørge Ole"
    document.save(str(declaration.with_suffix(".docx")))
    new = new_letter(load_template(declaration), today=date(2026, 11, 21), settings={})
    render(with_value(with_value(new, "navn", "Mette"), "tekst", "Hej."), tmp_path / "brev.docx")
    with zipfile.ZipFile(tmp_path / "brev.docx") as package:
        assert b"Ole" not in package.read("docProps/core.xml")
    assert Document(str(tmp_path / "brev.docx")).core_properties.title == "Prøve"


def test_a_field_that_is_not_declared_is_named_with_those_that_are() -> None:
    fault = refusal("Kære {{ modtager }}")
    assert "bruger feltet »modtager«" in fault.what
    assert fault.remedy.endswith("Listen har: emne, tekst, svar.")


def test_a_field_that_is_not_declared_is_found_where_no_branch_shows_it() -> None:
    assert "»x«" in refusal('{% if svar == "Aldrig" %}{{ x }}{% endif %}').what


def test_a_declared_field_that_no_text_shows_is_told_and_harms_nothing(tmp_path: Path) -> None:
    template = load_template(template_in(tmp_path, "{{ tekst }}", declaration=DECLARATION))
    doubts = check_template(template)
    assert [doubt.split("«")[0] for doubt in doubts] == [
        "Feltet »navn",
        "Feltet »frist",
        "Feltet »svar",
    ]
    assert "»proeve.toml«" in doubts[0]
    used = template_in(
        tmp_path, "{{ navn }}{{ frist }}{{ svar }}{{ tekst }}", declaration=DECLARATION
    )
    assert check_template(load_template(used)) == ()


@pytest.mark.parametrize(
    ("paragraphs", "told"),
    [
        (["Kære {{ emne"], "»{{ emne«"),
        (["Kære {{ emne }"], "»{{ emne }«"),
        (["Kære emne }}"], "»}}«"),
        (["Kære {{", "emne }}"], "begynder og slutter"),
        (["{% if emne }}x{% endif %}"], "begynder og slutter"),
        (["{{ {'a': 1} }}"], "begynder og slutter"),
        (["{{ " + " " * 400 + "emne }}"], "begynder og slutter"),
        (["{{ emne emne }}"], "fejl i sine koder nær »{{ emne emne }}«"),
        (["{{ }}"], "fejl i sine koder"),
        (["{% if emne %}x"], "fejl i sine koder"),
        (["x{% endif %}"], "fejl i sine koder nær »x{% endif %}«"),
        (["{%p if emne %}", "x"], "fejl i sine koder"),
        (["{% hvis emne %}x{% endhvis %}"], "fejl i sine koder"),
        (["{{ emne | stort }}"], "fejl i sine koder"),
        (["{%p if emne %}x{%p endif %}"], "anden tekst i samme afsnit"),
        (["{{p emne }}"], "som Ordret ikke kender: »{{p emne }}«"),
        (["{{r emne }}"], "som Ordret ikke kender"),
        (["{%tr if emne %}", "{%tr endif %}"], "som Ordret ikke kender"),
        (["{% colspan emne %}"], "som Ordret ikke kender"),
        (["{%- if emne %}x{% endif -%}"], "som Ordret ikke kender"),
        (["{{ emne | ugedag }}"], "et filter, der ikke kan bruges"),
        (["{% if emne > 3 %}x{% endif %}"], "en betingelse eller et filter"),
    ],
)
def test_broken_codes_are_told_with_where_they_stand(paragraphs: list[str], told: str) -> None:
    assert told in refusal(*paragraphs).what


def test_a_condition_that_ends_in_another_place_than_it_began_is_refused() -> None:
    document = Document()
    document.add_table(1, 1).rows[0].cells[0].text = "{% if emne %}x"
    document.add_paragraph("{% endif %}")
    content = io.BytesIO()
    document.save(content)
    assert "slutter et sted, der ikke passer til" in refusal(document=content.getvalue()).what


@pytest.mark.parametrize(
    "code",
    [
        "{{ ''.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ emne.__init__ }}",
        "{{ emne['__class__'] }}",
        "{{ emne.format(emne) }}",
        "{{ self }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ lipsum() }}",
        "{{ emne | attr('__class__') }}",
        "{{ emne | safe }}",
        "{{ emne | center(1000000000) }}",
        "{{ range(100000000) }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 10 ** 10 ** 10 }}",
        "{% for i in range(100000000) %}x{% endfor %}",
        "{% for i in tekst %}x{% endfor %}",
        "{% set x = emne %}{{ x }}",
        "{% macro m() %}{{ m() }}{% endmacro %}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% extends 'x' %}",
        "{% block b %}{% endblock %}",
        "{% filter upper %}x{% endfilter %}",
        "{{ [1, 2] }}",
    ],
)
def test_codes_that_do_more_than_a_letter_needs_are_refused_at_once(code: str) -> None:
    began = time.perf_counter()
    fault = refusal("Kære {{ emne }}", code)
    assert time.perf_counter() - began < 2
    assert "{{ emne }}" in fault.remedy or "Listen har" in fault.remedy


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["{{ " + "(" * 140 + "emne" + ")" * 140 + " }}"],
        ["{{ emne" + "|trim" * 50 + " }}"],
        ["{% if emne %}" * 200 + "x" + "{% endif %}" * 200],
        ["{{ emne }}" * 1500],
    ],
    ids=["parentheses", "filters", "conditions", "very many"],
)
def test_codes_that_are_too_deep_or_too_many_are_refused_at_once(paragraphs: list[str]) -> None:
    began = time.perf_counter()
    with pytest.raises(Fault, match=r"for mange betingelser|mere end 1000 felter"):
        try_out(word_file(*paragraphs), FIELDS, "brev.docx")
    assert time.perf_counter() - began < 5


def test_a_field_in_a_comment_is_refused_because_it_would_stay_as_it_is() -> None:
    document = word_file("{{ emne }}")
    comment = (
        b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:comment><w:p><w:r><w:t>{{ emne }}</w:t></w:r></w:p></w:comment></w:comments>"
    )
    document = with_parts(document, {"word/comments.xml": comment})
    document = with_replaced(
        document,
        "[Content_Types].xml",
        "</Types>",
        '<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.comments+xml"/></Types>',
    )
    document = with_replaced(
        document,
        "word/_rels/document.xml.rels",
        "</Relationships>",
        '<Relationship Id="rId98" Target="comments.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/comments"/></Relationships>',
    )
    assert "fx i en kommentar" in refusal(document=document).what


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("_rels/.rels", "word/document.xml", "word/x.xml"),
        ("_rels/.rels", "relationships/officeDocument", "relationships/x"),
        ("word/_rels/document.xml.rels", "styles.xml", "x.xml"),
        ("word/document.xml", "<w:body>", "<w:body><w:p>"),
        ("[Content_Types].xml", "/word/document.xml", "/word/x.xml"),
    ],
)
def test_a_word_file_whose_parts_do_not_fit_together_is_refused(
    part: str, old: str, new: str
) -> None:
    assert refusal(document=with_replaced(word_file("{{ emne }}"), part, old, new))


SOUND = word_file("Kære {{ emne }}", "{%p if tekst %}", "{{ tekst }}", "{%p endif %}")
PARTS = ["[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels"]


@settings(max_examples=30, deadline=None)
@given(
    part=st.sampled_from(PARTS),
    at=st.floats(0, 1, exclude_max=True),
    length=st.integers(0, 40),
    put=st.sampled_from(["", "x", "<", '"', "{{ emne }}", "{% if emne %}", "<w:p/>", "&#0;"]),
)
def test_a_part_that_was_tampered_with_is_used_or_refused_in_danish(
    part: str, at: float, length: int, put: str
) -> None:
    with zipfile.ZipFile(io.BytesIO(SOUND)) as package:
        content = package.read(part).decode()
    start = int(at * len(content))
    changed = content[:start] + put + content[start + length :]
    with contextlib.suppress(Fault):
        try_out(with_parts(SOUND, {part: changed.encode()}), FIELDS, "brev.docx")

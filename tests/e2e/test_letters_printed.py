"""Every letter template, filled in and printed by the real LibreOffice."""

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from ordret.documents.letter import FieldKind, new_letter, with_value
from ordret.documents.letter_docx import render
from ordret.documents.template import find_templates

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed"),
]
SENDER = {
    "organisation.name": "Lunde Kommune",
    "organisation.department": "Borgerservice og Sociale Forhold",
    "organisation.address": "Rådhuspladsen 4, 2. sal\n4990 Lunde By",
    "organisation.telephone": "55 00 12 34",
    "organisation.email": "borgerservice@lunde.example",
    "author.name": "Birgitte Sørensen-Åkjær",
    "author.title": "Socialrådgiver",
}
RECIPIENT = {
    "modtager_navn": "Anne-Marie Østergaard Kjærulff",
    "modtager_adresse": "Ærøvej 112, st. th.\n4990 Lunde By",
    "sagsnummer": "26-004571",
}
PARAGRAPH = (
    "Vi har vurderet din ansøgning ud fra de oplysninger, du selv har givet os, og ud fra lægens "
    "udtalelse af 3. oktober 2026. Det fremgår, at din synsnedsættelse er varig, og at du har "
    "brug for særlige briller for at kunne læse og arbejde ved en skærm hos Møller & Søn A/S."
)
WINDOW_MM = {"left": (15, 115), "top": (44, 79)}
POINTS_PER_MM = 72 / 25.4


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each letter as .docx and .pdf: short, and `-lang` with a text of pages."""
    folder = tmp_path_factory.mktemp("breve")
    for template in find_templates().templates:
        letter = new_letter(template, today=date(2026, 11, 21), settings=SENDER)
        for declared in template.fields:
            if declared.id in RECIPIENT:
                letter = with_value(letter, declared.id, RECIPIENT[declared.id])
            elif declared.kind is FieldKind.DATE and not declared.standard:
                letter = with_value(letter, declared.id, "2026-12-03")
            elif not letter.values[declared.id]:
                letter = with_value(letter, declared.id, f"{declared.label} æøå.")
        render(letter, folder / f"{template.id}.docx")
        long_text = "\n\n".join([PARAGRAPH] * 26)
        long_letter = with_value(letter, template.dictation_field.id, long_text)
        render(long_letter, folder / f"{template.id}-lang.docx")
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            *sorted(folder.glob("*.docx")),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return folder


def pages(pdf: Path, *options: str) -> list[str]:
    done = subprocess.run(
        ["pdftotext", *options, pdf, "-"], check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout.removesuffix("\f").split("\f")


IDS = ["afgoerelse", "brev", "indkaldelse", "kvittering", "orientering", "partshoering"]


@pytest.mark.parametrize("template_id", IDS)
def test_every_field_is_on_paper(printed: Path, template_id: str) -> None:
    text = " ".join("".join(pages(printed / f"{template_id}.pdf")).split())
    template = find_templates().named(template_id)
    for declared in template.fields:
        if declared.kind in {FieldKind.LINE, FieldKind.TEXT} and not (
            declared.standard or declared.standard_setting or declared.id in RECIPIENT
        ):
            assert f"{declared.label} æøå." in text
    for value in (*SENDER.values(), *RECIPIENT.values()):
        assert " ".join(value.split()) in text
    assert "Den 21. november 2026" in text
    assert not re.search(r"[{}]|»«|\bNone\b", text)


@pytest.mark.parametrize("template_id", IDS)
def test_a_short_letter_takes_as_few_pages_as_it_can(printed: Path, template_id: str) -> None:
    expected = {"afgoerelse": 2, "partshoering": 2}.get(template_id, 1)
    assert len(pages(printed / f"{template_id}.pdf")) == expected


@pytest.mark.parametrize("template_id", IDS)
def test_a_long_letter_goes_on_over_numbered_pages(printed: Path, template_id: str) -> None:
    found = pages(printed / f"{template_id}-lang.pdf", "-layout")
    assert len(found) in {3, 4}
    for number, page in enumerate(found, 1):
        assert f"Side {number} af {len(found)}" in page
        assert "Lunde Kommune" in page
        assert "26-004571" in page
    assert sum(page.count("Rådhuspladsen 4") for page in found) == 1
    assert "Venlig hilsen" in found[-1]
    assert "Birgitte Sørensen-Åkjær" in found[-1]


@pytest.mark.parametrize("template_id", IDS)
def test_the_recipient_stands_in_the_window_of_the_envelope_alone(
    printed: Path, template_id: str
) -> None:
    (left, right), (top, bottom) = WINDOW_MM["left"], WINDOW_MM["top"]
    area = {"-x": left, "-y": top, "-W": right - left, "-H": bottom - top}
    options = [part for key, mm in area.items() for part in (key, str(round(mm * POINTS_PER_MM)))]
    seen = pages(printed / f"{template_id}.pdf", "-f", "1", "-l", "1", "-r", "72", *options)
    assert [line for line in seen[0].splitlines() if line.strip()] == [
        "Anne-Marie Østergaard Kjærulff",
        "Ærøvej 112, st. th.",
        "4990 Lunde By",
    ]


@pytest.mark.parametrize("template_id", IDS)
def test_no_heading_is_left_alone_at_the_foot_of_a_page(printed: Path, template_id: str) -> None:
    headings = {
        "Klagevejledning",
        "Har du spørgsmål?",
        "Begrundelse",
        "Dine rettigheder",
        "Hvis du ikke kan komme",
        "Venlig hilsen",
    }
    for page in pages(printed / f"{template_id}-lang.pdf", "-layout"):
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        assert lines[-1].startswith("Side ")
        assert lines[-2] not in headings

"""A case note, opened and printed by the real LibreOffice."""

import shutil
import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from ordret.documents.note import CaseNote, new_note, with_field
from ordret.documents.note_docx import write_docx

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed"),
]
NOW = datetime(2026, 12, 5, 14, 30, tzinfo=timezone(timedelta(hours=1)))


def printed(note: CaseNote, folder: Path) -> list[str]:
    """The text of each page as LibreOffice prints it."""
    write_docx(note, folder / "notat.docx")
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            folder / "notat.docx",
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    done = subprocess.run(
        ["pdftotext", "-layout", folder / "notat.pdf", "-"],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout.removesuffix("\f").split("\f")


def test_a_case_note_prints_as_it_was_dictated(tmp_path: Path) -> None:
    note = new_note(NOW, "Mette Holm")
    for field_id, text in {
        "case_number": "26/041873",
        "channel": "telefon",
        "subject": "Boligstøtte efter flytning",
        "information": "Borgeren er flyttet til Ærø.\nHuslejen er 7.250 kr.\n\nHun\x00 er alene.",
        "guidance": "Vejledt om § 42, stk. 1.",
        "assessment": "Hun har brug for hjælp.",
        "deadline": "9. december 2026",
    }.items():
        note = with_field(note, field_id, text, NOW)
    (page,) = printed(note, tmp_path)
    lines = [" ".join(line.split()) for line in page.splitlines() if line.strip()]
    assert lines == [
        "Sagsnotat Sagsnummer 26/041873",
        "Boligstøtte efter flytning",
        "Sagsnummer 26/041873",
        "Dato og tidspunkt 5. december 2026 kl. 14.30",
        "Kanal Telefon",
        "Forfatter Mette Holm",
        "Oplysninger modtaget",
        "Borgeren er flyttet til Ærø.",
        "Huslejen er 7.250 kr.",
        "Hun er alene.",
        "Vejledning givet",
        "Vejledt om § 42, stk. 1.",
        "Vurdering",
        "Hun har brug for hjælp.",
        "Frist: 9. december 2026",
        "Side 1 af 1",
    ]


def test_a_long_case_note_has_its_case_number_and_page_number_on_every_page(tmp_path: Path) -> None:
    note = with_field(new_note(NOW, "Mette Holm"), "case_number", "26/041873", NOW)
    sentence = "Borgeren oplyser, at hun er flyttet, og at huslejen er steget. "
    note = with_field(note, "information", "\n\n".join([sentence * 8] * 15), NOW)
    pages = printed(note, tmp_path)
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert "Sagsnummer 26/041873" in page
        assert f"Side {number} af {len(pages)}" in page

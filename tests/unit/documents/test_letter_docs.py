"""What docs/breve.md says about letters, held against the program."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from ordret.documents import declaration, letter_docx, word_package
from ordret.documents.letter import LetterField, missing_required, new_letter, with_value
from ordret.documents.letter_docx import try_out
from ordret.documents.template import find_templates, load_template
from word_files import template_in, word_file

PAGE = (Path(__file__).parents[3] / "docs" / "breve.md").read_text(encoding="utf-8")
EXAMPLE = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
ROWS = [
    [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
    for line in PAGE.splitlines()
    if line.startswith("| `")
]
CODES = [row[0] for row in ROWS if row[0].startswith("`{")]
MESSAGES = [
    text for row in ROWS if len(row) == 3 for text in re.findall(r"`([^`]+ [^`]+)`", row[0])
]


def message_texts() -> list[str]:
    """Every string in the modules whose faults the page explains."""
    return [
        node.value
        for module in (declaration, letter_docx, word_package)
        for node in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def test_the_example_can_be_used(tmp_path: Path) -> None:
    assert EXAMPLE is not None
    every = "{{ modtager_navn }}{{ dato }}{{ godkendt }}{{ pris }}{{ tekst }}{{ organisation }}"
    template = load_template(template_in(tmp_path, every, name="parkering", declaration=EXAMPLE[1]))
    assert letter_docx.check_template(template) == ()
    letter = new_letter(template, today=date(2026, 11, 21), settings={})
    assert {field.id for field in missing_required(with_value(letter, "godkendt", "Ja"))} == {
        "modtager_navn",
        "organisation",
    }


@pytest.mark.parametrize("code", CODES)
def test_every_code_on_the_page_works(code: str) -> None:
    paragraphs = [text.replace("\\|", "|") for text in re.findall(r"`([^`]+)`", code)]
    names = {"emne", "dato", "navn", "telefon", "bilag", "svar"}
    kinds = {"dato": "date", "svar": "choice"}
    fields = tuple(
        LetterField(
            name,
            name,
            letter_docx.FieldKind(kinds.get(name, "line")),
            options=("Ja", "Nej") if name == "svar" else (),
        )
        for name in sorted(names)
    )
    assert try_out(word_file(*paragraphs), fields, "brev.docx") <= names


@pytest.mark.parametrize("message", MESSAGES)
def test_every_message_on_the_page_is_one_that_is_given(message: str) -> None:
    assert any(message in text for text in message_texts())


def test_the_page_lists_the_templates_there_are() -> None:
    listed = {row[0].strip("`"): row[2] for row in ROWS if re.fullmatch(r"`[a-z]+`", row[0])}
    assert listed == {
        template.id: template.dictation_field.label for template in find_templates().templates
    }

"""Word files and letter templates, good and broken, made for a test."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from docx import Document

ONE_FIELD = """\
title = "Prøve"
dictation_field = "tekst"

[[field]]
id = "tekst"
label = "Tekst"
kind = "text"
"""


def word_file(*paragraphs: str) -> bytes:
    """A Word file with these paragraphs."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def with_parts(document: bytes, parts: Mapping[str, bytes]) -> bytes:
    """`document` with these parts added or put in the place of those of the same name."""
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as old,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            if entry.filename not in parts:
                new.writestr(entry, old.read(entry))
        for name, content in parts.items():
            new.writestr(name, content)
    return changed.getvalue()


def with_replaced(document: bytes, part: str, old: str, new: str) -> bytes:
    """`document` with `old` replaced by `new` in the XML of `part`."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        content = package.read(part).decode("utf-8")
    assert old in content
    return with_parts(document, {part: content.replace(old, new).encode("utf-8")})


def template_in(
    folder: Path, *paragraphs: str, declaration: str = ONE_FIELD, name: str = "proeve"
) -> Path:
    """A template of these paragraphs in `folder`; the path of its declaration."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.docx").write_bytes(word_file(*paragraphs))
    path = folder / f"{name}.toml"
    path.write_text(declaration, encoding="utf-8")
    return path


def text_of(path: Path) -> str:
    """What a reader sees in the body of the Word file at `path`, a line for each paragraph."""
    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)

"""Lists of recordings, good and broken."""

from pathlib import Path

import pytest

from ordret.cli.manifest import Entry, read_manifest
from ordret.errors import Fault, FaultCode, RequestFault


def listed(folder: Path, text: str, *, encoding: str = "utf-8") -> Path:
    (folder / "a.wav").write_text("lyd")
    path = folder / "liste.tsv"
    path.write_text(text, encoding=encoding, newline="")
    return path


def test_only_a_file_and_its_text_are_needed(tmp_path: Path) -> None:
    assert read_manifest(listed(tmp_path, "file\ttext\na.wav\tHun ringede.\n")) == (
        Entry(tmp_path / "a.wav", "Hun ringede.", "", "", ""),
    )


def test_columns_may_stand_in_any_order_and_more_than_are_known(tmp_path: Path) -> None:
    path = listed(
        tmp_path,
        "kind\tseconds\tfile\tnote\ttext\tconfidence\tsource\r\n"
        'human\t3\ta.wav\t\t"Hun sagde ""ja""\tog gik."\thigh\tNST\r\n',
        encoding="utf-8-sig",
    )

    assert read_manifest(path) == (
        Entry(tmp_path / "a.wav", 'Hun sagde "ja"\tog gik.', "NST", "human", "high"),
    )


def test_a_recording_in_which_nothing_is_said_has_no_text(tmp_path: Path) -> None:
    (entry,) = read_manifest(listed(tmp_path, "file\ttext\tkind\na.wav\n"))

    assert (entry.text, entry.kind) == ("", "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "mangler »file« og »text« i linje 1"),
        ("file;text\na.wav;ja\n", "mangler »file« og »text« i linje 1"),
        ("file\tkind\na.wav\thuman\n", "mangler »text« i linje 1"),
        ("file\ttext\n", "er tom"),
        ("file\ttext\na.wav\tja\n\t nej\n", "mangler et filnavn i linje 3"),
        ("file\ttext\na.wav\tja\tnej\n", "har for mange felter i linje 2"),
        (
            'file\ttext\na.wav\t"to\nlinjer"\nvæk.wav\tja\n',
            "nævner »væk.wav« i linje 4, og den fil findes ikke",
        ),
        (f"file\ttext\na.wav\t{'x' * 200_000}\n", "er ikke en liste med tabulatorer"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    path = listed(tmp_path, text)

    with pytest.raises(RequestFault) as raised:
        read_manifest(path)

    assert raised.value.what == f"Listen »{path}« {told}."


def test_another_encoding_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(RequestFault, match="UTF-8"):
        read_manifest(listed(tmp_path, "file\ttext\na.wav\tÆrø\n", encoding="latin-1"))


def test_a_list_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Fault) as raised:
        read_manifest(tmp_path / "væk.tsv")

    assert raised.value.code is FaultCode.FILE_UNREADABLE

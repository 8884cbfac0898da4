import errno
import os
from pathlib import Path
from typing import BinaryIO

import pytest

from ordret.errors import Fault, FaultCode, RequestFault
from ordret.files import save_atomically


def write_letter(file: BinaryIO) -> None:
    file.write("Kære borger".encode())


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

from pathlib import Path

import pytest

from ordret.errors import FaultCode, RequestFault
from ordret.output.sink import Outcome
from ordret.output.text import PlainText


def test_the_whole_text_is_written_when_the_dictation_is_over(tmp_path: Path) -> None:
    path = tmp_path / "tekst.txt"
    sink = PlainText(path)
    assert sink.change("", 0, "Sønderbro") is Outcome.INSERTED
    assert sink.change("", 9, " ringede.") is Outcome.INSERTED
    assert not path.exists()
    assert sink.finish() is Outcome.INSERTED
    assert path.read_bytes() == "Sønderbro ringede.\n".encode()


def test_what_is_not_kept_is_replaced(tmp_path: Path) -> None:
    sink = PlainText(tmp_path / "tekst.txt")
    sink.change("", 0, "En syg.")
    sink.change("", 4, "ag.")
    sink.change("", 7, " To sager.")
    sink.finish()
    assert (tmp_path / "tekst.txt").read_text(encoding="utf-8") == "En sag. To sager.\n"


def test_a_file_that_is_there_is_not_overwritten_unasked(tmp_path: Path) -> None:
    path = tmp_path / "tekst.txt"
    path.write_text("andet", encoding="utf-8")
    sink = PlainText(path)
    sink.change("", 0, "En sag.")
    with pytest.raises(RequestFault) as raised:
        sink.finish()
    assert raised.value.code is FaultCode.FILE_UNWRITABLE
    assert path.read_text(encoding="utf-8") == "andet"


def test_without_a_file_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    sink = PlainText()
    sink.change("", 0, "En sag.")
    assert sink.finish() is Outcome.INSERTED
    assert list(tmp_path.iterdir()) == []


def test_a_text_that_was_saved_once_is_saved_again_as_it_grows(tmp_path: Path) -> None:
    sink = PlainText(tmp_path / "tekst.txt")
    sink.change("", 0, "En sag.")
    sink.finish()
    sink.change("", 7, " To sager.")
    sink.finish()
    assert (tmp_path / "tekst.txt").read_text(encoding="utf-8") == "En sag. To sager.\n"

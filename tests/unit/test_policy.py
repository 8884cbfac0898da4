from pathlib import Path

import pytest

from ordret.errors import Fault, FaultCode, RequestFault
from ordret.policy import read_values


def test_a_file_becomes_sections_and_keys(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('[author]\nname = "Åse Østergård"\n', encoding="utf-8")

    assert read_values(file) == {"author": {"name": "Åse Østergård"}}


def test_a_file_saved_by_notepad_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes("\N{BOM}[usage]\r\ncollect = false\r\n".encode())

    assert read_values(file) == {"usage": {"collect": False}}


def test_an_absent_file_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "fil").touch()

    assert read_values(tmp_path / "mangler.toml") == {}
    assert read_values(tmp_path / "fil" / "settings.toml") == {}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[author]\nname = Åse\n", "linje 2"),
        ("[author]\n\n[author]\n", "linje 3"),
        ('[author]\nname = "Åse', "sidste linje"),
        (f"[usage]\nretention_days = {'9' * 5000}\n", "linje"),
        ("a = " + "[" * 100_000, "linje"),
    ],
    ids=["no quotes", "section twice", "no end", "endless number", "endless brackets"],
)
def test_what_is_not_toml_is_a_wrong_request_that_names_file_and_line(
    tmp_path: Path, text: str, place: str
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(RequestFault) as raised:
        read_values(file)

    assert raised.value.code is FaultCode.SETTING_INVALID
    assert raised.value.exit_status == 2
    assert str(file) in raised.value.what
    assert place in raised.value.what


def test_another_encoding_than_utf8_is_told(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes('[author]\nname = "Åse"\n'.encode("latin-1"))

    with pytest.raises(RequestFault, match="ikke gemt som UTF-8"):
        read_values(file)


def test_a_folder_in_the_files_place_is_a_fault_of_the_surroundings(tmp_path: Path) -> None:
    with pytest.raises(Fault) as raised:
        read_values(tmp_path)

    assert raised.value.code is FaultCode.FILE_UNREADABLE
    assert raised.value.exit_status == 1
    assert str(tmp_path) in raised.value.what


def test_a_file_the_user_may_not_read_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, encoding: str) -> str:
        raise PermissionError(13, "Permission denied", str(self))

    # The tests may run as root, whom no file mode keeps out.
    monkeypatch.setattr(Path, "read_text", refuse)

    with pytest.raises(Fault) as raised:
        read_values(tmp_path / "settings.toml")

    assert raised.value.code is FaultCode.FILE_UNREADABLE

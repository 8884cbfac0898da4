import pytest

from ordret.danish.encoding import decoded
from ordret.errors import FaultCode, RequestFault

CODE = FaultCode.COMMANDS_INVALID


def test_utf_8_is_read_with_and_without_byte_order_mark() -> None:
    assert (
        decoded("ældre".encode("utf-8-sig"), "x", CODE)
        == decoded("ældre".encode(), "x", CODE)
        == "ældre"
    )


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac_roman"])
def test_a_wrong_encoding_is_told_with_the_line_and_what_to_do(encoding: str) -> None:
    with pytest.raises(RequestFault) as raised:
        decoded("mentor\nydelse\nældre\n".encode(encoding), "liste.csv", CODE)

    assert raised.value.code is CODE
    assert raised.value.what.startswith("liste.csv, linje 3: ")
    assert "CSV UTF-8" in raised.value.remedy


def test_the_unicode_text_of_excel_is_told() -> None:
    with pytest.raises(RequestFault, match="UTF-16"):
        decoded("mentor".encode("utf-16"), "liste.txt", CODE)

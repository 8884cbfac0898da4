import pytest

from ordret.cli.numbers import decimal, percent, size, whole


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (whole(1234567), "1.234.567"),
        (decimal(1234.56), "1.234,6"),
        (decimal(0.25, 2), "0,25"),
        (decimal(None), "–"),
        (percent(0.1234), "12 %"),
        (percent(0.1234, 1), "12,3 %"),
        (percent(None), "–"),
        (size(145_217_532), "145 MB"),
        (size(1_620_000_000), "1,6 GB"),
    ],
)
def test_figures_are_written_as_danes_write_them(written: str, expected: str) -> None:
    assert written == expected

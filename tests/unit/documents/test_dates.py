"""Days as Danes write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordret.documents.dates import danish_date, read_date, with_weekday


def test_a_day_is_written_as_running_text_has_it() -> None:
    assert danish_date(date(2026, 11, 21)) == "den 21. november 2026"
    assert with_weekday(date(2026, 12, 3)) == "torsdag den 3. december 2026"


@pytest.mark.parametrize(
    "written",
    [
        "2026-12-05",
        "5.12.2026",
        "05-12-2026",
        "5. december 2026",
        "Den 5. december 2026.",
        " den 5.december 2026 ",
    ],
)
def test_a_day_is_read_from_the_ways_it_is_written_and_dictated(written: str) -> None:
    assert read_date(written) == date(2026, 12, 5)


@pytest.mark.parametrize(
    "written", ["", "i morgen", "31.2.2026", "5.12-2026", "5. decembre 2026", "00.13.2026"]
)
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_date(written)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_written_day_is_read_back_as_itself(day: date) -> None:
    assert read_date(danish_date(day)) == day

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordret.danish.numbers.towns import TOWNS

DIGITS = ["nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni"]


def said(digits: str) -> str:
    return " ".join(DIGITS[int(digit)] for digit in digits)


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("tyve femoghalvtreds toogfirs syvoghalvtreds", "20 55 82 57"),
        ("telefon et to tre fire fem seks syv otte", "telefon 12 34 56 78"),
        ("telefon tyve, femoghalvtreds, toogfirs, syvoghalvtreds", "telefon 20 55 82 57"),
        ("telefon et et to", "telefon 112"),
        ("plus femogfyrre tyve femoghalvtreds toogfirs syvoghalvtreds", "+45 20 55 82 57"),
        ("20 55 82 57", "20 55 82 57"),
        ("et to tre fire fem seks syv otte", "et to tre fire fem seks syv otte"),
        ("cvr-nummer tolv fireogtredive seksoghalvtreds otteoghalvfjerds", "cvr-nummer 12345678"),
        ("CVR-nummer 12 34 56 78", "CVR-nummer 12345678"),
        ("kle-nummer syvogtyve atten nul fire", "kle-nummer 27.18.04"),
        ("kle-nummer syvogtyve punktum atten punktum nul fire", "kle-nummer 27.18.04"),
        ("journalnummer femogtyve skråstreg et to tre fire", "journalnummer 25/1234"),
        ("journalnummer totusind femogtyve bindestreg et to tre", "journalnummer 2025-123"),
        ("sagsnummer nul ni otte syv seks", "sagsnummer 09876"),
        ("sagsnummer et to punktum to borgere", "sagsnummer 12 punktum to borgere"),
        ("kontonummer fem fem fem fem nul nul et et to to", "kontonummer 5555001122"),
        (
            "IBAN d k fem nul nul nul fire nul nul fire fire nul et et seks to fire tre",
            "IBAN DK50 0040 0440 1162 43",
        ),
        ("har du et cpr-nummer", "har du et cpr-nummer"),
        ("cpr-nummeret på en borger", "cpr-nummeret på en borger"),
        ("cpr-nummeret 001361-1234 findes ikke", "cpr-nummeret 001361-1234 findes ikke"),
    ],
)
def test_digits_that_are_a_name(write: Callable[..., str], spoken: str, written: str) -> None:
    assert write(spoken) == written


real_dates = st.dates(date(1937, 1, 1), date(1999, 12, 31)).map(lambda day: f"{day:%d%m%y}")
impossible_dates = st.tuples(st.sampled_from(["00", "32", "41"]), st.integers(0, 9999)).map(
    lambda parts: f"{parts[0]}{parts[1]:04}"
)
serials = st.integers(0, 3999).map(lambda serial: f"{serial:04}")


@given(day=real_dates, serial=serials)
def test_ten_digits_that_begin_with_a_date_are_a_cpr_number(
    write: Callable[..., str], day: str, serial: str
) -> None:
    assert write(said(day + serial)) == f"{day}-{serial}"
    assert write(f"{said(day)} bindestreg {said(serial)}") == f"{day}-{serial}"
    assert write(f"cpr-nummer {day} {serial}") == f"cpr-nummer {day}-{serial}"


@given(day=impossible_dates, serial=serials)
def test_a_date_that_cannot_exist_is_no_cpr_number(
    write: Callable[..., str], day: str, serial: str
) -> None:
    assert "-" not in write(said(day + serial))
    assert write(f"cpr {said(day + serial)}") == f"cpr {day}{serial}"


def test_pairs_make_a_cpr_number(write: Callable[..., str]) -> None:
    spoken = "nul syv nul syv enogtres fire to otte fem"
    assert write(f"hendes cpr-nummer er {spoken}") == "hendes cpr-nummer er 070761-4285"


def test_the_leap_day_counts_the_century_of_the_seventh_digit(write: Callable[..., str]) -> None:
    leap_day = "290200"
    assert "-" not in write(said(f"{leap_day}1234"))
    assert "-" in write(said(f"{leap_day}4{'0' * 3}"))


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("fem tusinde Odense C", "5000 Odense C"),
        ("halvtreds hundrede Odense", "5000 Odense"),
        ("fem nul nul nul Odense", "5000 Odense"),
        ("syv tusind et hundrede Vejle", "7100 Vejle"),
        ("fem tusind fem hundrede og firs Nørre Aaby", "5580 Nørre Aaby"),
        ("to tusind Odense", "2.000 Odense"),
        ("fem tusind borgere", "5.000 borgere"),
    ],
)
def test_a_postcode_stands_before_a_town_that_can_have_it(
    write: Callable[..., str], spoken: str, written: str
) -> None:
    assert write(spoken) == written


def test_towns_have_one_or_two_words() -> None:
    assert {len(town) for towns in TOWNS.values() for town in towns} == {1, 2}

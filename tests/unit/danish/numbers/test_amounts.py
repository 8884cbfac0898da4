from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("to tusind fem hundrede kroner", "2.500 kr."),
        ("To tusind, fem hundrede kroner.", "2.500 kr."),
        ("2500 kroner om måneden", "2.500 kr. om måneden"),
        ("2500 kr. om måneden", "2.500 kr. om måneden"),
        ("femten kroner og halvtreds øre", "15,50 kr."),
        ("ni kroner og fem øre", "9,05 kr."),
        ("tolv komma fem kroner", "12,50 kr."),
        ("femti kroner", "50 kr."),
        ("fem kroner", "5 kr."),
        ("femten til tyve kroner", "15-20 kr."),
        ("fra fem til ti kroner", "fra 5 til 10 kr."),
        ("mellem tolv hundrede og femten hundrede kroner", "mellem 1.200 og 1.500 kr."),
        ("mellem fem og tyve kroner", "mellem 5 og 20 kr."),
        ("to en halv million kroner", "2½ mio. kr."),
        ("to komma fem millioner kroner", "2,5 mio. kr."),
        ("en million kroner", "1.000.000 kr."),
        ("nitten hundrede femogfirs kroner", "1.985 kr."),
        ("ni euro", "9 euro"),
        ("halvtreds øre", "50 øre"),
    ],
)
def test_money(write: Callable[..., str], spoken: str, written: str) -> None:
    assert write(spoken) == written


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("femogtyve procent", "25 pct."),
        ("fem til ti procent", "5-10 pct."),
        ("to komma fem procent", "2,5 pct."),
        ("hundrede procent", "100 pct."),
        ("en procent", "1 pct."),
        ("25% af dem", "25 pct. af dem"),
        ("to komma fire procentpoint", "2,4 procentpoint"),
        ("halvtreds kilometer i timen", "50 km/t."),
        ("hundrede og tyve kvadratmeter", "120 m²"),
        ("halvanden kilometer", "1½ km"),
        ("tre kvart liter", "¾ l"),
        ("fem hundrede milligram", "500 mg"),
        ("en komma otte meter højt", "1,8 m højt"),
    ],
)
def test_percentages_and_units_always_have_digits(
    write: Callable[..., str], spoken: str, written: str
) -> None:
    assert write(spoken) == written


@pytest.mark.parametrize(
    "spoken",
    [
        "en krone",
        "en kilometer",
        "et par hundrede kroner",
        "flere tusind kroner",
        "i procent af lønnen",
        "to meters afstand",
        "det ene øre",
        "25 % af dem",
        "2.500 DKK",
        "15,50 kr. pr. dag",
        "2,5 mio. kr. om året",
    ],
)
def test_vague_amounts_and_written_ones_stay(write: Callable[..., str], spoken: str) -> None:
    assert write(spoken) == spoken


def test_the_style_names_currency_and_percent(write: Callable[..., str]) -> None:
    spoken = "to tusind fem hundrede kroner"
    assert write(spoken, currency="DKK") == "2.500 DKK"
    assert write(spoken, currency="kroner") == "2.500 kroner"
    assert write("én procent", percent="%") == "1 %"
    assert write("fem procent", percent="procent") == "5 procent"

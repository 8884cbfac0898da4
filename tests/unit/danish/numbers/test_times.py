from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("klokken fjorten tredive", "kl. 14.30"),
        ("Klokken ti mødes vi", "Kl. 10 mødes vi"),
        ("klokken halv tre", "kl. 2.30"),
        ("klokken halv et", "kl. 12.30"),
        ("klokken kvart over ti", "kl. 10.15"),
        ("klokken fem i et", "kl. 12.55"),
        ("klokken fem over halv ni", "kl. 8.35"),
        ("klokken otte og tredive", "kl. 8.30"),
        ("klokken ni nul fem", "kl. 9.05"),
        ("klokken otte nul nul", "kl. 8.00"),
        ("klokken nul nul tredive", "kl. 0.30"),
        ("klokken 14:30", "kl. 14.30"),
        ("kl. 14.30 i dag", "kl. 14.30 i dag"),
        ("ti minutter i fem", "kl. 4.50"),
        ("et kvarter over ti", "kl. 10.15"),
        ("tyve minutter over elleve", "kl. 11.20"),
        ("vi mødes halv ni", "vi mødes kl. 8.30"),
        ("klokken er kvart over ti", "klokken er 10.15"),
        ("klokken otte til tolv", "kl. 8-12"),
        ("fra klokken otte til tolv", "fra kl. 8 til 12"),
        ("mellem klokken ti og tolv", "mellem kl. 10 og 12"),
        ("fra klokken ti til klokken tolv", "fra kl. 10 til kl. 12"),
    ],
)
def test_times_of_day(write: Callable[..., str], spoken: str, written: str) -> None:
    assert write(spoken) == written


@pytest.mark.parametrize(
    "spoken",
    [
        "i går klokken lidt over to",
        "klokken er mange",
        "klokken er ti",
        "klokken en kommer hun",
        "en halv time",
        "ti minutter i fem dage",
        "kvart over ti borgere",
        "et par timer",
    ],
)
def test_what_is_no_sure_time_stays(write: Callable[..., str], spoken: str) -> None:
    assert write(spoken) == spoken


def test_a_pause_parts_the_hour_from_the_next_number(write: Callable[..., str]) -> None:
    assert write("klokken otte <pause> tredive borgere kom") == "kl. 8 30 borgere kom"

"""What sounds alike has the same key."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordret.danish.vocabulary.phonetics import pronunciations, sound_key, spelled_out

DANISH = string.ascii_lowercase + "æøåéü- "


@pytest.mark.parametrize(
    ("word", "heard"),
    [
        ("kontanthjælp", "kontant jelp"),
        ("boligstøtte", "bolig støte"),
        ("hvidvask", "vid vask"),
        ("arbejdsprøvning", "arbajs prøvning"),
        ("sagsbehandler", "sagsbehanler"),
        ("aktindsigt", "akt insigt"),
        ("byggesager", "byggesagere"),
        ("mødende", "mødene"),
        ("højskole", "hojskole"),
        ("tegning", "tejning"),
        ("dispensation", "dispensasjon"),
        ("center", "senter"),
        ("akkord", "akord"),
        ("hjælpemidler", "hjelpemiddler"),
        ("Aabenraa", "Åbenrå"),
        ("gård", "går"),
    ],
)
def test_what_the_ear_cannot_tell_apart_has_one_key(word: str, heard: str) -> None:
    assert sound_key(word) == sound_key(heard)


@pytest.mark.parametrize(
    ("word", "other"),
    [("bage", "page"), ("dele", "tele"), ("sag", "sål"), ("hus", "hest"), ("lov", "liv")],
)
def test_what_the_ear_tells_apart_has_two(word: str, other: str) -> None:
    assert sound_key(word) != sound_key(other)


def test_marks_alone_are_not_heard() -> None:
    assert sound_key("… – !") == ""


def test_an_abbreviation_is_spelled_out_and_said_where_it_can_be() -> None:
    assert spelled_out("SSB-sag") == "esesbe-sag"
    assert pronunciations("SSB") == ("esesbe",)
    assert pronunciations("LAB-loven") == ("LAB-loven", "elabe-loven")
    assert pronunciations("kontanthjælp") == ("kontanthjælp",)


@given(st.text(DANISH, max_size=40))
def test_spaces_hyphens_and_capitals_are_not_heard(text: str) -> None:
    assert sound_key(text) == sound_key(text.replace(" ", "-").upper())


@given(st.text(max_size=40))
def test_any_text_has_a_key(text: str) -> None:
    assert " " not in sound_key(text)

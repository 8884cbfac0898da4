from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("du kan for eksempel søge", "du kan f.eks. søge"),
        ("For eksempel et lån.", "F.eks. et lån."),
        ("blandt andet", "bl.a."),
        ("pas og så videre.", "pas osv."),
        ("pas og så videre punktum", "pas osv. punktum"),
        ("cirka femogtyve borgere", "ca. 25 borgere"),
        ("pjecer med mere", "pjecer m.m."),
        ("et job med mere ansvar", "et job med mere ansvar"),
        ("til kassen og så videre til borgerservice", "til kassen og så videre til borgerservice"),
    ],
)
def test_a_style_may_ask_for_abbreviations(
    write: Callable[..., str], spoken: str, written: str
) -> None:
    assert write(spoken, abbreviations=True) == written


def test_nobody_gets_abbreviations_unasked(write: Callable[..., str]) -> None:
    assert write("for eksempel og så videre") == "for eksempel og så videre"

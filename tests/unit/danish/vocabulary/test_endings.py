"""Endings are found, and stay."""

import pytest

from ordret.danish.vocabulary.endings import readings


def as_other(spoken: str, base: str, word: str) -> set[str | None]:
    return {reading.of(word) for reading in readings(spoken) if reading.base == base}


@pytest.mark.parametrize(
    ("spoken", "base", "word", "written"),
    [
        ("labloven", "labloven", "LAB-loven", "LAB-loven"),
        ("lablovens", "labloven", "LAB-loven", "LAB-lovens"),
        ("kontanhjælpen", "kontanhjælp", "kontanthjælp", "kontanthjælpen"),
        ("ydelserne", "ydelse", "ydelse", "ydelserne"),
        ("fleksjobbet", "fleksjob", "fleksjob", "fleksjobbet"),
        ("jobcentrene", "jobcenter", "jobcenter", "jobcentrene"),
        ("cprnumre", "cprnummer", "CPR-nummer", "CPR-numre"),
        ("visitatorerne", "visitator", "visitator", "visitatorerne"),
        ("bevaringsværdigt", "bevaringsværdig", "bevaringsværdig", "bevaringsværdigt"),
        ("ssb'en", "ssb", "SSB", "SSB'en"),
    ],
)
def test_an_ending_is_kept(spoken: str, base: str, word: str, written: str) -> None:
    assert written in as_other(spoken, base, word)


@pytest.mark.parametrize(
    ("spoken", "base", "word"),
    [
        ("lovens", "loven", "lov om social service"),
        ("ydelsen", "ydels", "ydelse"),
        ("start", "star", "STAR"),
        ("servicelovene", "serviceloven", "serviceloven"),
        ("notatets", "notat", "§ 85"),
    ],
)
def test_an_ending_that_the_word_cannot_have_is_none_of_its_forms(
    spoken: str, base: str, word: str
) -> None:
    assert as_other(spoken, base, word) <= {None, "lov om social services"}

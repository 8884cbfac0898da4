"""What corrections teach, and what they must never teach."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordret.danish.learning import Suggestion, suggestions
from ordret.danish.vocabulary.terms import Term, TermList, Vocabulary

KNOWN = Vocabulary.of(
    TermList(
        "", "", (Term("kontanthjælp"), Term("LAB-loven", ("lab loven",)), Term("Ankestyrelsen"))
    )
)


@pytest.mark.parametrize(
    ("before", "after", "heard", "write"),
    [
        ("Hun søger kontant hjælp.", "Hun søger kontanthjælp.", "kontant hjælp", "kontanthjælp"),
        ("Hun fik content hjælpen.", "Hun fik kontanthjælpen.", "content hjælp", "kontanthjælp"),
        ("en sanksjon nu", "en sanktion nu", "sanksjon", "sanktion"),
        ("Famile behandling er godt", "familiebehandling er godt", "famile behandling",
         "familiebehandling"),
        ("sendt til ssb i dag", "sendt til SSB i dag", "ssb", "SSB"),
        ("klage til anke styrelsen", "klage til Ankestyrelsen", "anke styrelsen", "Ankestyrelsen"),
    ],
)  # fmt: skip
def test_a_word_that_was_misheard_is_offered(
    before: str, after: str, heard: str, write: str
) -> None:
    assert suggestions(before, after, KNOWN) == (Suggestion(heard, write),)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Han spiser grød", "Han elsker fisk"),
        ("en god dag", "en glad dag"),
        ("bor i et hus", "bor i huset"),
        ("det er huse", "det er huset"),
        ("Han får 40 kroner", "Han får 50 kroner"),
        ("nummer 3213851234", "nummer 321385-1234"),
        ("Pia Hanson ringede", "Pia Hansen ringede"),
        ("Jænsen ringede", "Jensen ringede"),
        ("boliger for ældre", "boliger forældre"),
        ("bilen skal til syn", "bilen skal tilsyn"),
        ("noget sanksjon", "noget"),
        ("noget", "noget sanktion"),
        ("først sanksjon så mentor", "først mentor så sanksjon"),
        ("sanksjon og sanksjon", "sanktion og sanksjon"),
        ("efter lab loven", "efter LAB-loven"),
        ("vi ses", "Vi ses"),
        ("vi ses, ja", "Vi ses. Ja!"),
        ("vigtigt er det", "VIGTIGT er det"),
        ("en helt anden sætning om vejret i dag", "borgeren blev vist videre til en kollega her"),
        ("", "kontanthjælp"),
        ("", ""),
    ],
)
def test_what_is_no_mishearing_is_not_offered(before: str, after: str) -> None:
    assert suggestions(before, after, KNOWN) == ()


def test_each_is_offered_once_and_in_order() -> None:
    found = suggestions(
        "sanksjon her og dispensasjon der og sanksjon igen",
        "sanktion her og dispensation der og sanktion igen",
        KNOWN,
    )

    assert found == (Suggestion("sanksjon", "sanktion"), Suggestion("dispensasjon", "dispensation"))


def test_ten_thousand_words_take_no_time() -> None:
    text = "hun søger om hjælp og bor i en by ved havet " * 1000

    assert suggestions(text + "sanksjon", text + "sanktion", KNOWN)


@given(st.text(max_size=60), st.text(max_size=60))
def test_only_words_of_the_texts_are_offered_and_never_digits(before: str, after: str) -> None:
    for each in suggestions(before, after, KNOWN):
        assert not any(map(str.isdigit, each.heard + each.write))
        assert each.heard != each.write

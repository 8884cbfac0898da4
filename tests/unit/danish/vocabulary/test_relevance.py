"""What the recogniser is told, and what it only repeats."""

import pytest

from ordret.danish.vocabulary.relevance import hints, without_echo
from ordret.danish.vocabulary.terms import Term, TermList, Vocabulary
from ordret.events import Word

VOCABULARY = Vocabulary.of(
    TermList(
        "",
        "",
        (
            Term("kontanthjælp", context=("ydelse", "beskæftigelse")),
            Term("fleksjob", context=("beskæftigelse",)),
            Term("LAB-loven", weight=3.0, context=("beskæftigelse",)),
            Term("plejebolig", context=("visitation", "bolig")),
            Term("genbrugsplads", context=("07.18",)),
        ),
    )
)


def words(text: str, probability: float = 0.9) -> tuple[Word, ...]:
    return tuple(
        Word(word, place, place + 0.5, probability) for place, word in enumerate(text.split())
    )


def said(kept: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in kept)


def test_terms_whose_context_is_named_come_the_weightiest_first() -> None:
    assert hints(VOCABULARY, "Opfølgning i beskæftigelsen", 10) == (
        "LAB-loven",
        "kontanthjælp",
        "fleksjob",
    )


def test_no_more_are_told_than_asked_for() -> None:
    assert hints(VOCABULARY, "beskæftigelse", 1) == ("LAB-loven",)


def test_a_term_that_stands_there_comes_first() -> None:
    assert hints(VOCABULARY, "Beskæftigelse: fleksjob", 1) == ("fleksjob",)


def test_a_kle_number_is_context_like_any_other() -> None:
    assert hints(VOCABULARY, "KLE 07.18.04", 10) == ("genbrugsplads",)


@pytest.mark.parametrize("context", ["", "Notat om et møde", "bolig", "og for til", "…"])
def test_nothing_is_told_where_nothing_is_relevant(context: str) -> None:
    assert hints(VOCABULARY, context, 10) == ()


TOLD = ("kontanthjælp", "tabt arbejdsfortjeneste", "fleksjob", "mentor")


def test_terms_in_the_order_they_were_told_are_an_echo() -> None:
    heard = words("Tak. Kontanthjælp, tabt arbejdsfortjeneste, fleksjob.")

    assert said(without_echo(heard, TOLD)) == "Tak."
    assert without_echo(heard[1:], TOLD) == ()


def test_two_are_an_echo_only_where_the_recogniser_was_unsure() -> None:
    assert without_echo(words("fleksjob, mentor", 0.2), TOLD) == ()
    assert said(without_echo(words("fleksjob, mentor", 0.9), TOLD)) == "fleksjob, mentor"


@pytest.mark.parametrize(
    "spoken",
    [
        "Han får kontanthjælp.",
        "kontanthjælp",
        "Hun går fra fleksjob til kontanthjælp og får mentor",
        "mentor, fleksjob, kontanthjælp",
        "kontanthjælp, tabt arbejdsfortjeneste, fleksjob og mentor",
        "tabt arbejdsfortjeneste",
    ],
)
def test_what_was_said_in_another_way_stays(spoken: str) -> None:
    assert said(without_echo(words(spoken, 0.3), TOLD)) == spoken


@pytest.mark.parametrize("heard", ["kontanthjælp", "Kontanthjælpsmentor.", "tabt kontanthjælp"])
def test_a_told_word_that_the_recogniser_does_not_believe_is_an_echo(heard: str) -> None:
    assert without_echo(words(heard, 0.05), TOLD) == ()


def test_another_word_that_it_does_not_believe_stays() -> None:
    assert said(without_echo(words("sagen", 0.05), TOLD)) == "sagen"


def test_without_hints_nothing_is_an_echo() -> None:
    assert said(without_echo(words("kontanthjælp fleksjob mentor"), ())) != ""
    assert without_echo((), TOLD) == ()

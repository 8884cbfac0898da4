"""The room as a whole: nothing is lost, nothing is done twice, nothing depends on arrival."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordret.danish.edits import Ask, Delete, Step, Wish, Write
from ordret.danish.manuscript.manuscript import Manuscript
from ordret.danish.tokens import Token, phrases, tokens_of, tokens_of_line
from ordret.danish.writing import Field, Writing, followed
from ordret.events import Word
from package_grammar import package_grammar

TODAY = date(2026, 3, 2)
DANISH_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzæøåéµ")
PLAIN_WORDS = st.sampled_from(
    [
        "borgeren",
        "ringede",
        "og",
        "spurgte",
        "til",
        "sagen",
        "fordi",
        "hun",
        "ikke",
        "havde",
        "hørt",
        "noget",
        "vi",
        "aftalte",
        "at",
        "mødes",
        "på",
        "kontoret",
        "med",
        "hendes",
        "bisidder",
        "som",
        "er",
        "hendes",
        "søster",
        "kommunen",
        "sender",
        "brevet",
        "når",
        "lægen",
        "har",
        "svaret",
        "jobcenteret",
        "kontanthjælp",
        "Odense",
        "Mette",
    ]
)


def writing(*labels: str) -> Writing:
    style = package_grammar().style
    fields = tuple(
        Field(label.lower(), label, Manuscript.begin(style)) for label in labels or ("",)
    )
    return Writing(fields)


def written(line: str) -> str:
    return followed(writing(), tokens_of_line(line), package_grammar(), TODAY)[0].text


def steps(line: str, *labels: str) -> tuple[Writing, tuple[Step, ...]]:
    return followed(writing(*labels), tokens_of_line(line), package_grammar(), TODAY)


class TestNothingIsLost:
    @given(st.lists(PLAIN_WORDS, min_size=1, max_size=40))
    def test_ordinary_words_all_stand_in_the_text_in_order(self, words: list[str]) -> None:
        text = written(" ".join(words))
        assert text.casefold().split() == [word.casefold() for word in words]

    @pytest.mark.parametrize(
        "line",
        [
            "borgeren 😀 sagde شكرا og gik",
            "zéro naïve Åse-Marie's",
            "»« ( ) [ ] – …",
            "a" * 5000,
        ],
    )
    def test_signs_and_letters_of_all_kinds_pass(self, line: str) -> None:
        assert "".join(written(line).split()).casefold() == "".join(line.split()).casefold()

    def test_control_characters_are_left_out_and_nothing_else(self) -> None:
        assert written("Borgeren\x07 ringede\x00.") == "Borgeren ringede."

    @given(st.text(max_size=60))
    def test_of_any_text_at_all_the_letters_that_no_rule_reads_are_written(self, line: str) -> None:
        foreign = {
            letter
            for letter in line.casefold()
            if letter.isalpha() and letter not in DANISH_LETTERS
        }
        assert foreign <= set(written(line).casefold())


class TestDoingTwice:
    @given(st.lists(PLAIN_WORDS, min_size=1, max_size=20))
    def test_written_text_is_written_the_same(self, words: list[str]) -> None:
        once = written(" ".join(words))
        assert written(once) == once


class TestPieces:
    LINES = (
        "borgeren ringede i dag komma og hun skylder to tusind fem hundrede kroner punktum",
        "Hun er mødt. Komma. Men hun er træt.",
        "klokken halv tre <pause> nyt afsnit <pause> paragraf tyve stykke to",
        "Sæt punktum for sagen. Slet det. Hun ringer igen.",
    )

    @given(st.sampled_from(LINES), st.lists(st.integers(0, 30), max_size=4))
    def test_phrases_are_the_same_however_many_are_seen_at_once(
        self, line: str, cuts: list[int]
    ) -> None:
        tokens = tokens_of_line(line)
        whole = phrases(tokens)
        edges = [0]
        for phrase in whole:
            edges.append(edges[-1] + len(phrase))
        for cut in cuts:
            begun = max(edge for edge in edges if edge <= min(cut, len(tokens)))
            assert phrases(tokens[begun:]) == whole[edges.index(begun) :]

    def test_recognised_words_are_parted_by_their_times(self) -> None:
        words = [
            Word("Hej.", 0.0, 0.4, 0.9),
            Word("Slet", 1.0, 1.3, 0.9),
            Word("det.", 1.3, 1.6, 0.5),
        ]
        assert tokens_of(words, ended_seconds=-0.5) == (
            Token("Hej", after=".", pause_before_seconds=0.5, probability=0.9),
            Token("Slet", pause_before_seconds=0.6, probability=0.9),
            Token("det", after=".", probability=0.5),
        )


class TestFields:
    def test_words_go_to_the_field_that_was_asked_for(self) -> None:
        text, _ = steps(
            "boligstøtte <pause> næste felt <pause> hun har søgt <pause> gå til emne <pause> igen",
            "Emne",
            "Vurdering",
        )
        assert [field.manuscript.text for field in text.fields] == [
            "Boligstøtte igen",
            "Hun har søgt",
        ]
        assert text.text == "Boligstøtte igen\n\nHun har søgt"

    def test_the_gaps_of_an_inserted_text_come_before_the_next_field(self) -> None:
        text, _ = steps(
            "indsæt venlig hilsen <pause> næste felt <pause> Mette Holm <pause> næste felt <pause> "
            "sagsbehandler",
            "Emne",
            "Vurdering",
        )
        assert text.fields[0].manuscript.text == "Venlig hilsen\n\nMette Holm\nSagsbehandler"
        assert text.at == 0

    def test_what_is_no_field_is_text(self) -> None:
        text, taken = steps("gå til lægen", "Emne", "Vurdering")
        assert text.fields[0].manuscript.text == "Gå til lægen"
        assert all(isinstance(step.action, Write) for step in taken)

    def test_a_deletion_stays_in_its_field(self) -> None:
        text, _ = steps("boligstøtte <pause> næste felt <pause> slet alt", "Emne", "Vurdering")
        assert text.fields[0].manuscript.text == "Boligstøtte"
        assert not text.did

    def test_wishes_are_handed_on_in_order(self) -> None:
        _, taken = steps("hun har søgt <pause> slet sidste ord <pause> gem <pause> stop diktat")
        assert [type(step.action) for step in taken] == [Write, Delete, Ask, Ask]
        assert [step.action.wish for step in taken if isinstance(step.action, Ask)] == [
            Wish.SAVE,
            Wish.STOP,
        ]


def test_a_very_long_utterance_is_written_whole() -> None:
    line = " ".join(["borgeren skylder to tusind fem hundrede kroner"] * 1_500)
    assert written(line).casefold() == " ".join(["borgeren skylder 2.500 kr."] * 1_500)

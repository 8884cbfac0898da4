"""Utterances become written text, and what is said later changes only what may still change."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ordret.danish.edits import Ask, Wish
from ordret.dictation.scribe import Scribe
from ordret.events import Word
from ordret.output.sink import SinkField
from package_grammar import package_grammar

TODAY = date(2026, 3, 2)
FIELDS = (SinkField("subject", "Emne"), SinkField("information", "Modtagne oplysninger", "Før.\n"))


class Speaking:
    """Somebody who says a word in 0.4 s and pauses between utterances."""

    def __init__(self, first_field_id: str = "subject") -> None:
        self.scribe = Scribe(package_grammar(), FIELDS, first_field_id)
        self.said: list[tuple[Word, ...]] = []
        self._seconds = 0.0

    def words(self, text: str, pause_seconds: float = 0.6) -> tuple[Word, ...]:
        start = self._seconds + pause_seconds
        words = tuple(
            Word(word, start + 0.4 * at, start + 0.4 * (at + 1), 0.9)
            for at, word in enumerate(text.split())
        )
        if words:
            self._seconds = words[-1].end_seconds
        return words

    def say(self, *texts: str, pause_seconds: float = 0.6) -> "Speaking":
        for text in texts:
            self.said.append(self.words(text, pause_seconds))
            self.done = self.scribe.hear(self.said[-1], TODAY)
        return self

    def text(self, field_id: str = "subject") -> str:
        (field,) = (field for field in self.scribe.writing.fields if field.id == field_id)
        return field.manuscript.text


def test_utterances_are_written_one_after_the_other() -> None:
    speaking = Speaking().say("Borgeren ringede i dag.", "hun skylder to tusind kroner punktum")
    assert speaking.text() == "Borgeren ringede i dag. Hun skylder 2.000 kr."


def test_a_number_goes_on_over_a_pause() -> None:
    speaking = Speaking().say("hun skylder to tusind")
    assert speaking.text() == "Hun skylder 2.000"
    assert speaking.say("fem hundrede kroner").text() == "Hun skylder 2.500 kr."


def test_after_a_long_pause_another_number_begins() -> None:
    speaking = Speaking().say("to tusind").say("fem hundrede kroner", pause_seconds=2.0)
    assert speaking.text() == "2.000 500 kr."


def test_a_command_is_told_once_even_if_its_phrase_goes_on() -> None:
    speaking = Speaking().say("Hej Mette komma")
    assert [command.step.command_id for command in speaking.done] == ["comma"]
    assert speaking.say("tak for sidst").done == ()
    assert speaking.text() == "Hej Mette, tak for sidst"


def test_what_was_said_last_is_deleted_on_command() -> None:
    speaking = Speaking().say("Borgeren ringede.", "Hun er sur.", "slet det")
    assert speaking.text() == "Borgeren ringede."
    assert [command.did for command in speaking.done] == [True]


def test_a_command_without_effect_says_so() -> None:
    assert [command.did for command in Speaking().say("slet det").done] == [False]


def test_dictation_goes_to_the_next_field_and_to_a_field_by_name() -> None:
    speaking = Speaking().say("Boligstøtte", "næste felt", "Hun har søgt.", "gå til emne", "igen")
    assert speaking.text("information") == "Hun har søgt."
    assert speaking.text("subject") == "Boligstøtte igen"


def test_the_last_field_has_no_next() -> None:
    speaking = Speaking("information").say("næste felt")
    assert [command.did for command in speaking.done] == [False]
    assert speaking.say("Hun har søgt.").text("information") == "Hun har søgt."


def test_what_only_the_surroundings_can_do_is_handed_on() -> None:
    speaking = Speaking().say("Hun har søgt.", "stop diktat")
    assert [command.step.action for command in speaking.done] == [Ask(Wish.STOP)]
    assert speaking.text() == "Hun har søgt."


class TestRevision:
    def test_an_utterance_heard_again_is_written_anew(self) -> None:
        speaking = Speaking().say("Borgeren ringer.", "Hun er glad.")
        first, second = speaking.said
        revised = (Word("ringede.", first[1].start_seconds, first[1].end_seconds, 0.9),)
        speaking.scribe.hear_again(0, [first[:1] + revised, second], TODAY)
        assert speaking.text() == "Borgeren ringede. Hun er glad."

    def test_nothing_up_to_a_command_that_changed_the_text_may_be_revised(self) -> None:
        speaking = Speaking().say("Borgeren ringede.", "Hun er sur.", "slet det", "Hun er glad.")
        assert speaking.scribe.frozen_utterances == 3
        speaking.scribe.hear_again(3, [speaking.words("Han er glad.")], TODAY)
        assert speaking.text() == "Borgeren ringede. Han er glad."

    def test_a_dictated_mark_freezes_nothing(self) -> None:
        assert Speaking().say("Borgeren ringede punktum").scribe.frozen_utterances == 0


SENTENCES = (
    "Borgeren ringede i dag.",
    "hun skylder to tusind fem hundrede kroner",
    "punktum",
    "klokken halv tre",
    "Sæt punktum for sagen.",
    "paragraf tyve stykke to",
    "nyt afsnit",
    "komma",
)


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8), st.data())
def test_the_text_does_not_depend_on_how_the_words_come(
    said: list[str], data: st.DataObject
) -> None:
    speaking = Speaking()
    words = [word for text in said for word in speaking.words(text)]
    whole = Scribe(package_grammar(), FIELDS, "subject")
    whole.hear(tuple(words), TODAY)
    pieces = Scribe(package_grammar(), FIELDS, "subject")
    cuts = data.draw(st.lists(st.integers(0, len(words)), max_size=5))
    edges = sorted({0, *cuts, len(words)})
    for start, end in pairwise(edges):
        pieces.hear(tuple(words[start:end]), TODAY)
    assert pieces.writing.text == whole.writing.text


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6), st.data())
def test_hearing_the_same_again_changes_nothing(said: list[str], data: st.DataObject) -> None:
    speaking = Speaking().say(*said)
    text = speaking.scribe.writing.text
    number = data.draw(st.integers(0, len(said) - 1))
    speaking.scribe.hear_again(number, speaking.said[number:], TODAY)
    assert speaking.scribe.writing.text == text

from hypothesis import given
from hypothesis import strategies as st

from ordret.dictation.transcript import Transcript, Utterance


def test_an_utterance_brings_the_space_it_needs() -> None:
    transcript = Transcript()
    assert transcript.add(Utterance(0, 10, "Borgeren ringede.")) == "Borgeren ringede."
    assert transcript.add(Utterance(10, 20, "Hun er glad.")) == " Hun er glad."
    assert transcript.text == "Borgeren ringede. Hun er glad."


def test_a_revision_replaces_the_utterance_at_the_same_place() -> None:
    transcript = Transcript()
    transcript.add(Utterance(0, 10, "Borgeren ringer."))
    transcript.add(Utterance(10, 20, "Hun er glad."))
    assert transcript.revise(Utterance(0, 10, "Borgeren ringede i dag."))
    assert transcript.text == "Borgeren ringede i dag. Hun er glad."
    assert transcript.changed_words == 3


def test_a_revision_that_says_the_same_or_hits_nothing_changes_nothing() -> None:
    transcript = Transcript()
    transcript.add(Utterance(0, 10, "Borgeren ringede."))
    assert not transcript.revise(Utterance(0, 10, "Borgeren ringede."))
    assert not transcript.revise(Utterance(5, 10, "Noget andet."))
    assert transcript.text == "Borgeren ringede."
    assert transcript.changed_words == 0


def test_an_utterance_that_was_revised_to_nothing_leaves_no_trace() -> None:
    transcript = Transcript()
    for number, text in enumerate(("En.", "To.", "Tre.")):
        transcript.add(Utterance(number, number + 1, text))
    transcript.revise(Utterance(1, 2, ""))
    assert transcript.text == "En. Tre."
    assert [utterance.text for utterance in transcript.utterances] == ["En.", "Tre."]
    transcript.revise(Utterance(0, 1, ""))
    assert transcript.text == "Tre."


@given(st.lists(st.text(alphabet="abc .", min_size=1).filter(str.strip).map(str.strip)))
def test_what_is_inserted_piece_by_piece_is_the_whole_text(said: list[str]) -> None:
    transcript = Transcript()
    inserted = "".join(
        transcript.add(Utterance(number, number + 1, text)) for number, text in enumerate(said)
    )
    assert inserted == transcript.text == " ".join(said)

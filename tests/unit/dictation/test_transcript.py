from ordret.dictation.transcript import Transcript, Utterance
from scripted_speech import said


def utterance(start_sample: int, text: str) -> Utterance:
    return Utterance(start_sample, start_sample + 10, said(text).words)


def test_what_was_recognised_is_one_text() -> None:
    transcript = Transcript()
    transcript.add(utterance(0, "Borgeren ringede."))
    transcript.add(utterance(10, "Hun er glad."))
    assert transcript.text == "Borgeren ringede. Hun er glad."


def test_a_revision_replaces_the_utterance_at_the_same_place() -> None:
    transcript = Transcript()
    transcript.add(utterance(0, "Borgeren ringer."))
    transcript.add(utterance(10, "Hun er glad."))
    assert transcript.revise(utterance(0, "Borgeren ringede i dag.")) == 0
    assert transcript.text == "Borgeren ringede i dag. Hun er glad."
    assert transcript.changed_words == 3


def test_a_revision_that_says_the_same_or_hits_nothing_changes_nothing() -> None:
    transcript = Transcript()
    transcript.add(utterance(0, "Borgeren ringede."))
    assert transcript.revise(utterance(0, "Borgeren ringede.")) is None
    assert transcript.revise(utterance(5, "Noget andet.")) is None
    assert transcript.text == "Borgeren ringede."
    assert transcript.changed_words == 0


def test_an_utterance_that_was_revised_to_nothing_leaves_no_trace() -> None:
    transcript = Transcript()
    for number, text in enumerate(("En.", "To.", "Tre.")):
        transcript.add(utterance(number, text))
    assert transcript.revise(utterance(1, "")) == 1
    assert transcript.text == "En. Tre."
    transcript.revise(utterance(0, ""))
    assert transcript.text == "Tre."

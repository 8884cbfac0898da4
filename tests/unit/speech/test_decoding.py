from dataclasses import replace

import numpy as np
import pytest

from ordret.errors import Fault, FaultCode
from ordret.speech.actions import Pass
from ordret.speech.decoding import DecodeJob, decode
from ordret.speech.recogniser import Effort, Hypothesis
from scripted_speech import Asked, ScriptedRecogniser, said

LOOPED = said("Borgeren har har har har")
GOOD = said("Borgeren har søgt om støtte.")


def a_job(purpose: Pass, *, speech_seconds: float = 2.0) -> DecodeJob:
    samples = np.zeros(32_000, np.float32)
    return DecodeJob(1, purpose, samples, speech_seconds, "Borgeren", "Sagen er ny.")


def everything(hypothesis: Hypothesis, speech_seconds: float) -> Hypothesis:
    return hypothesis


def recogniser(**answers: Hypothesis | Fault) -> ScriptedRecogniser:
    return ScriptedRecogniser(lambda asked: answers[asked.effort.value])


def decoded(answering: ScriptedRecogniser, job: DecodeJob) -> str | None:
    answer = decode(answering.start_session(()), job, everything, lambda: False)
    return None if answer is None else answer.text


@pytest.mark.parametrize(
    ("purpose", "effort"),
    [
        (Pass.PARTIAL, Effort.LIVE),
        (Pass.FINAL, Effort.FINAL),
        (Pass.CUT, Effort.FINAL),
        (Pass.SECOND, Effort.OFFLINE),
    ],
)
def test_a_pass_costs_what_it_is_worth(purpose: Pass, effort: Effort) -> None:
    answering = ScriptedRecogniser(lambda _: GOOD)
    assert decoded(answering, a_job(purpose)) == GOOD.text
    (asked,) = answering.asked
    assert asked.effort is effort
    assert (asked.prefix, asked.previous) == ("Borgeren", "Sagen er ny.")
    assert asked.samples.size == 32_000


@pytest.mark.parametrize("purpose", [Pass.FINAL, Pass.CUT])
def test_a_doubtful_final_is_decoded_again_on_the_full_window_with_the_same_prefix(
    purpose: Pass,
) -> None:
    answering = recogniser(final=LOOPED, offline=GOOD)
    assert decoded(answering, a_job(purpose)) == GOOD.text
    first, again = answering.asked
    assert (first.effort, again.effort) == (Effort.FINAL, Effort.OFFLINE)
    assert (again.prefix, again.previous) == (first.prefix, first.previous)
    assert again.samples is first.samples


def test_of_two_doubtful_answers_the_one_that_says_more_without_its_loops_is_taken() -> None:
    longer = said("Borgeren har søgt søgt søgt søgt")
    assert decoded(recogniser(final=LOOPED, offline=longer), a_job(Pass.FINAL)) == (
        "Borgeren har søgt"
    )
    assert decoded(recogniser(final=longer, offline=LOOPED), a_job(Pass.FINAL)) == (
        "Borgeren har søgt"
    )


def test_a_final_that_leaves_speech_without_words_is_decoded_again() -> None:
    nothing = Hypothesis((), 0.0, 0.9, 0.0)
    assert decoded(recogniser(final=nothing, offline=GOOD), a_job(Pass.FINAL)) == GOOD.text


@pytest.mark.parametrize("purpose", [Pass.PARTIAL, Pass.SECOND])
def test_other_passes_are_only_freed_of_their_loops(purpose: Pass) -> None:
    answering = ScriptedRecogniser(lambda _: LOOPED)
    assert decoded(answering, a_job(purpose)) == "Borgeren har"
    assert len(answering.asked) == 1


@pytest.mark.parametrize("purpose", list(Pass))
def test_what_the_model_takes_for_silence_has_no_words_and_is_not_decoded_again(
    purpose: Pass,
) -> None:
    answering = ScriptedRecogniser(
        lambda _: replace(LOOPED, no_speech_probability=0.8, average_log_probability=-1.6)
    )
    assert decoded(answering, a_job(purpose)) == ""
    assert len(answering.asked) == 1


def test_what_is_believed_is_asked_with_the_seconds_of_speech_after_the_loops_are_cut() -> None:
    heard: list[tuple[str, float]] = []

    def believe(hypothesis: Hypothesis, speech_seconds: float) -> Hypothesis:
        heard.append((hypothesis.text, speech_seconds))
        return replace(hypothesis, words=hypothesis.words[1:])

    session = ScriptedRecogniser(lambda _: LOOPED).start_session(())
    answer = decode(session, a_job(Pass.PARTIAL, speech_seconds=1.5), believe, lambda: False)
    assert answer is not None
    assert answer.text == "har"
    assert heard == [("Borgeren har", 1.5)]


def test_a_decode_that_is_abandoned_on_the_way_has_no_answer() -> None:
    over = False

    def answer(asked: Asked) -> Hypothesis:
        nonlocal over
        over = asked.effort is Effort.OFFLINE
        return LOOPED

    answering = ScriptedRecogniser(answer)
    assert decode(answering.start_session(()), a_job(Pass.FINAL), everything, lambda: over) is None
    assert len(answering.asked) == 2


def test_the_engines_fault_is_raised() -> None:
    fault = Fault(FaultCode.RECOGNITION_FAILED, "Det gik i stå.", "")
    with pytest.raises(Fault) as raised:
        decoded(recogniser(final=fault), a_job(Pass.FINAL))
    assert raised.value is fault

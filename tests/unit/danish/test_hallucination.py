"""What Whisper invents in Danish silence goes; what a case worker says stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordret.danish.hallucination import without_inventions
from ordret.events import Word
from scripted_speech import said

INVENTED = (
    "Danske tekster af Nicolai Winther",
    "Danske tekster af Jesper Buhl Scandinavian Text Service 2018",
    "Danske tekster af Jesper Buhl. Scandinavian Text Service 2018.",
    "Undertekster af Nicolai Winther",
    "Tekstning af Nicolai Winther",
    "Tekstet af Seertekst",
    "Tak for at se med.",
    "Tak fordi du så med.",
    "Tak fordi I så med.",
    "Tak, fordi I lyttede med.",
    "Tak skal I have.",
    "Tak skal du have!",
    "Ja.",
    "ja",
    "Nej.",
    "Mmm.",
    "TAK.",
)
"""As they are known from silence; punctuation and capitals come as they like."""

SPOKEN = (
    "Tak skal I have for de tal, I sendte.",
    "Tak skal du have for din henvendelse til kommunen.",
    "Tak for hjælpen.",
    "Tak for hjælpen med ansøgningen, siger borgeren.",
    "Tak for det.",
    "Tak for din mail af 3. oktober.",
    "Tak for snakken, vi tales ved på torsdag.",
    "Tak fordi du ringede til os i dag.",
    "Tak fordi I så med på ansøgningen, før den blev sendt.",
    "Nej tak.",
    "Ja tak, det vil borgeren gerne.",
    "Ja, det har jeg noteret i sagen.",
    "Nej, borgeren har ikke modtaget brevet.",
    "Hej, du taler med Borgerservice.",
    "Okay, så sender jeg afgørelsen i dag.",
    "Teksten er skrevet af Jesper Buhl.",
    "Undertekster er ikke et krav på intranettet.",
    "Borgeren ønsker teksten oversat til dansk.",
    "Danske tekster skal være forståelige for alle.",
    "Teksterne til hjemmesiden er rettet igennem.",
    "Tekstning af byrådets møder koster 40.000 kr. om året.",
    "Tekster af elever fra 8. klasse hænger på biblioteket.",
    "Vi ses på mandag klokken ni.",
    "Vi ses i næste uge til mødet om praktik.",
    "Husk at sende dokumentation for huslejen.",
    "Husk at borgeren har ret til en bisidder.",
    "Borgeren sagde tak for opmærksomheden.",
    "Tak for jeres tålmodighed i sagen.",
    "Tak for nu og god weekend til jer begge.",
    "Hun svarede ja.",
    "Han sagde nej til tilbuddet om kontaktperson.",
    "Er det rigtigt forstået, ja eller nej?",
    "Sagen er afgjort efter servicelovens § 41.",
)
"""Sentences that are said in a municipality and look like the phrases, or hold them."""


def believed(
    text: str, probability: float, no_speech: float = 0.05, speech_seconds: float = 10.0
) -> str:
    words = said(text, probability=probability).words
    return " ".join(word.text for word in without_inventions(words, no_speech, speech_seconds))


@pytest.mark.parametrize("text", INVENTED)
def test_a_known_invention_that_the_model_is_unsure_of_goes(text: str) -> None:
    assert believed(text, 0.3) == ""


@pytest.mark.parametrize("text", INVENTED)
def test_one_in_what_the_model_takes_for_silence_goes_however_sure_it_is(text: str) -> None:
    assert believed(text, 0.95, no_speech=0.7) == ""


@pytest.mark.parametrize("text", INVENTED)
def test_the_same_words_said_surely_stand(text: str) -> None:
    assert believed(text, 0.8) == text


@pytest.mark.parametrize("text", SPOKEN)
@pytest.mark.parametrize("probability", [0.9, 0.5, 0.2])
@pytest.mark.parametrize("no_speech", [0.0, 0.9])
def test_what_a_case_worker_says_stands_however_unsure_the_model_is(
    text: str, probability: float, no_speech: float
) -> None:
    assert believed(text, probability, no_speech) == text


@pytest.mark.parametrize(
    "text",
    [
        "Ja.",
        "Nej tak.",
        "Tak for hjælpen.",
        "Tak skal du have.",
        "Teksten er skrevet af Jesper Buhl.",
    ],
)
def test_short_answers_stand_when_the_model_is_sure(text: str) -> None:
    assert believed(text, 0.9, speech_seconds=1.0) == text


def test_an_invention_after_real_speech_goes_alone() -> None:
    real, invented = said("Borgeren ringede i dag.").words, said("Tak for at se med.").words
    unsure = tuple(Word(w.text, w.start_seconds, w.end_seconds, 0.2) for w in invented)
    assert without_inventions(real + unsure, 0.1, 5.0) == real


def test_more_words_than_anyone_can_say_in_the_time_are_not_believed() -> None:
    text = "Danske tekster af Nicolai Winther"
    assert believed(text, 0.95, speech_seconds=0.4) == ""
    assert believed(text, 0.95, speech_seconds=2.0) == text


WORDS = st.lists(
    st.builds(
        Word,
        st.sampled_from(["Tak", "for", "at", "se", "med.", "Ja.", "sagen", "tekster", "af", "–"]),
        st.just(0.0),
        st.just(0.3),
        st.floats(0.0, 1.0),
    ),
    max_size=20,
).map(tuple)


@given(WORDS, st.floats(0.0, 1.0), st.floats(0.0, 30.0))
def test_what_is_believed_is_believed_again_and_in_order(
    words: tuple[Word, ...], no_speech: float, speech_seconds: float
) -> None:
    once = without_inventions(words, no_speech, 100.0)
    left = iter(words)
    assert all(any(word is other for other in left) for word in once)
    assert without_inventions(once, no_speech, 100.0) == once
    assert without_inventions(words, 0.0, 100.0) == words or any(w.probability < 0.5 for w in words)

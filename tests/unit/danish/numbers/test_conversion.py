from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordret.danish.numbers.conversion import convert, is_number_word
from ordret.danish.style import Style
from ordret.danish.tokens import tokens_of_line

NUMBER_WORDS = [
    "nul",
    "en",
    "et",
    "to",
    "tre",
    "fem",
    "ni",
    "ti",
    "tolv",
    "femogtyve",
    "halvtreds",
    "hundrede",
    "tusind",
    "millioner",
    "og",
    "komma",
    "halv",
    "kvart",
    "over",
    "i",
    "til",
    "minutter",
    "første",
    "femte",
    "tolvte",
    "maj",
    "kroner",
    "øre",
    "procent",
    "meter",
    "paragraf",
    "stykke",
    "nummer",
    "litra",
    "punktum",
    "uge",
    "klokken",
    "cpr-nummer",
    "telefon",
    "sagsnummer",
    "skråstreg",
    "plus",
    "fra",
    "mellem",
    "2500",
    "12,5",
    "20",
    "5.",
    "kl.",
    "kr.",
    "14.30",
    "§",
    "den",
    "Odense",
]
OTHER_WORDS = ["borgeren", "mødte", "sagen", "ikke", "Hun,", "venligst.", "(hjælp)", "»ja«"]
lines = st.lists(st.sampled_from([*NUMBER_WORDS, *OTHER_WORDS]), max_size=14).map(" ".join)
styles = st.builds(
    Style,
    thousands=st.sampled_from([".", ""]),
    currency=st.sampled_from(["kr.", "kroner"]),
    percent=st.sampled_from(["pct.", "procent"]),
    abbreviations=st.booleans(),
    digits_from=st.sampled_from([0, 11, 13]),
)


@given(line=lines)
def test_no_word_that_is_part_of_no_number_is_dropped(line: str) -> None:
    tokens = tokens_of_line(line)
    others = {word.strip(".,()»«") for word in OTHER_WORDS}
    before = [token.text for token in tokens if token.text in others]
    after = [token.text for token in convert(tokens, Style()) if token.text in others]
    assert after == before


@given(line=lines, style=styles)
def test_what_is_not_decided_is_untouched_and_in_its_order(line: str, style: Style) -> None:
    tokens = tokens_of_line(line)
    rest = iter(tokens)
    for token in convert(tokens, style):
        assert token.decided or token in rest


@given(line=lines)
def test_decided_tokens_are_read_by_no_rule(line: str) -> None:
    tokens = tuple(replace(token, decided=True) for token in tokens_of_line(line))
    assert convert(tokens, Style()) == tokens


@pytest.mark.parametrize(
    "spoken",
    [
        "Beløbet er 2.500 kr. Det udbetales den 5. december 2026 kl. 14.30.",
        "Det fremgår af § 10, stk. 1, 2. pkt.",
        "Ring på 20 55 82 57 inden kl. 12, og oplys sagsnummer 25/1234.",
        "Fristen er den 5.12.2026, og prisen er 15-20 kr. pr. dag.",
        "Stigningen er på 2,5 pct. om året, og boligen er på 120 m².",
        "Hun bor i 5000 Odense C og tjener 1½ mio. kr.",
    ],
)
def test_written_text_passes_through_unchanged(write: Callable[..., str], spoken: str) -> None:
    assert write(spoken) == spoken


def in_words(value: int) -> str:
    """A number below a hundred, in words."""
    units = ["nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni"]
    tens = ["tyve", "tredive", "fyrre", "halvtreds", "tres", "halvfjerds", "firs", "halvfems"]
    if value < 10:
        return units[value]
    if value < 20:
        return [
            "ti",
            "elleve",
            "tolv",
            "tretten",
            "fjorten",
            "femten",
            "seksten",
            "sytten",
            "atten",
            "nitten",
        ][value - 10]
    unit, ten = value % 10, tens[value // 10 - 2]
    return f"{units[unit]}og{ten}" if unit else ten


SENTENCES = (
    "beløbet er {a} tusind {b} kroner om måneden",
    "det koster {a} kroner og {b} øre",
    "mellem {a} og {b} procent",
    "fra {a} til {b} borgere",
    "hun mødte klokken {h} {b}",
    "vi ses klokken halv {h} den femte i tolvte",
    "den tolvte maj nitten hundrede {b}",
    "siden totusind {b} har han boet her",
    "paragraf {a} stykke {h} litra c",
    "i uge {h} og i uge {w}",
    "journalnummer {a} skråstreg {b} {a}",
    "ring på {t} {t} {t} {t}",
    "kle-nummer {t} {t} {t}",
    "sagen er {h} komma {b} meter fra skel",
    "{a}, {b} og {h} borgere",
    "for eksempel {a} kvadratmeter",
    "{a} plus {b} lig med {t}",
    "halvanden time i {t} dage",
    "hun er nummer {a} på listen",
    "{a} {b} {t}",
)
sentences = st.builds(
    lambda sentence, a, b, hour, week, two: sentence.format(
        a=in_words(a), b=in_words(b), h=in_words(hour), w=in_words(week), t=in_words(two)
    ),
    st.sampled_from(SENTENCES),
    st.integers(0, 99),
    st.integers(2, 99),
    st.integers(1, 12),
    st.integers(1, 52),
    st.integers(10, 99),
)


@given(said=st.lists(sentences, min_size=1, max_size=3), style=styles)
def test_what_was_converted_stays_as_it_is(
    write: Callable[..., str], said: list[str], style: Style
) -> None:
    chosen = {name: getattr(style, name) for name in style.__slots__}
    once = write(", og ".join(said), **chosen)
    assert write(once, **chosen) == once


def test_marks_at_the_ends_of_what_was_said_stay_around_it(write: Callable[..., str]) -> None:
    assert write("(femogtyve kroner), og »tolv procent«!") == "(25 kr.), og »12 pct.«!"


def test_the_least_sure_word_and_the_first_pause_are_those_of_the_whole() -> None:
    first, second = tokens_of_line("tyve kroner")
    tokens = (
        replace(first, probability=0.9, pause_before_seconds=0.4),
        replace(second, probability=0.2),
    )
    (token,) = convert(tokens, Style())
    assert (token.text, token.probability, token.pause_before_seconds) == ("20 kr.", 0.2, 0.4)


@pytest.mark.parametrize(
    "word", ["to", "femoghalvtreds", "tusind", "tolvte", "kroner", "paragraf", "klokken", "2500"]
)
def test_words_of_numbers_are_known_as_such(word: str) -> None:
    assert is_number_word(word)


@pytest.mark.parametrize("word", ["borger", "og", "for", "", "toen", "femoghal"])
def test_other_words_are_no_number_words(word: str) -> None:
    assert not is_number_word(word)

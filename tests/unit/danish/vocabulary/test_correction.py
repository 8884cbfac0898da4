"""Terms come to be written as they should, and nothing else is touched."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordret.danish.tokens import Token, tokens_of_line
from ordret.danish.vocabulary.correction import corrected
from ordret.danish.vocabulary.terms import Term, TermList, Vocabulary

VOCABULARY = Vocabulary.of(
    TermList(
        "",
        "",
        (
            Term("LAB-loven", ("lab loven", "labloven", "lap loven")),
            Term("kontanthjælp", ("content hjælp",)),
            Term("uddannelseshjælp"),
            Term("kompressionsstrømper"),
            Term("boligstøtte"),
            Term("fleksjob", ("flexjob",)),
            Term("SSP", ("s s p",)),
            Term("f.eks.", ("for eksempel",)),
            Term("Jobcenter Odense", ("jobcenteret",)),
            Term("ansøgning"),
            Term("a-kasse"),
            Term("jobcenter"),
            Term("BUM", ("bum",)),
            Term("KIS"),
            Term("§ 85-støtte", ("femogfirs støtte",)),
            Term("parkeringsfond"),
            Term("sygemeldt", context=("læge",)),
        ),
    )
)
PROTECTED = {"punktum", "komma", "ny", "linje", "femogfirs", "85"}


def is_protected(spoken: str) -> bool:
    return spoken in PROTECTED


def tokens(line: str) -> tuple[Token, ...]:
    """A line in which `~` after a word says that the recogniser was unsure of it."""
    return tuple(
        replace(token, text=token.text.rstrip("~"), probability=0.4)
        if token.text.endswith("~")
        else token
        for token in tokens_of_line(line)
    )


def text(found: tuple[Token, ...]) -> str:
    return " ".join(token.before + token.text + token.after for token in found)


def write(line: str, vocabulary: Vocabulary = VOCABULARY) -> str:
    return text(corrected(tokens(line), vocabulary, is_protected=is_protected))


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("vi følger lab loven her", "vi følger LAB-loven her"),
        ("Labloven gælder.", "LAB-loven gælder."),
        ("efter lab-lovens regler", "efter LAB-lovens regler"),
        ("(lap loven)", "(LAB-loven)"),
        ("Content hjælp er søgt", "Kontanthjælp er søgt"),
        ("Han fik content hjælpen.", "Han fik kontanthjælpen."),
        ("flexjobbet og flexjobs", "fleksjobbet og fleksjobs"),
        ("mødet med ssp i dag", "mødet med SSP i dag"),
        ("mødet med s s p, i dag", "mødet med SSP, i dag"),
        ("for eksempel her", "f.eks. her"),
        ("det er for eksempel.", "det er f.eks."),
        ("det er for eksempel, at", "det er f.eks., at"),
        ("jobcenteret ringede", "Jobcenter Odense ringede"),
        ("hans a kasse", "hans a-kasse"),
        ("en bum samtale", "en BUM samtale"),
        ("en kis samtale", "en kis samtale"),
    ],
)
def test_a_listed_form_is_always_written_as_the_term(spoken: str, written: str) -> None:
    assert write(spoken) == written
    assert write(written) == written


@pytest.mark.parametrize(
    "line",
    [
        "kontanthjælp, kontanthjælpen, Kontanthjælp og KONTANTHJÆLP",
        "ansøgningerne er kommet",
        "lab. Loven siger",
        "mere content, hjælp mig",
        "bolig støtte",
        "kontant hjelp",
        "",
        "punktum",
        "ابت שלום kontanthjælp",
        "… – !",
    ],
)
def test_what_is_right_or_said_surely_stays(line: str) -> None:
    assert write(line) == line


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("hun søger kontant~ jelp~ nu", "hun søger kontanthjælp nu"),
        ("hun søger kontant~ hjælp nu", "hun søger kontanthjælp nu"),
        ("Kontanthjelp~ er bevilget", "Kontanthjælp er bevilget"),
        ("Kontanthjelpen~ er bevilget.", "Kontanthjælpen er bevilget."),
        ("Hun får Kontanthjelp~.", "Hun får kontanthjælp."),
        ("kompressionstræmper~ til hende", "kompressionsstrømper til hende"),
        ("om bolig~ støte~, tak", "om boligstøtte, tak"),
        ("udannelsesjælp~ uddanelsesjelp~", "uddannelseshjælp uddannelseshjælp"),
        ("hun går til es~ es~ pe~", "hun går til SSP"),
    ],
)
def test_an_unsure_word_that_sounds_like_a_term_is_one(spoken: str, written: str) -> None:
    assert write(spoken) == written


@pytest.mark.parametrize(
    "line",
    [
        "om bolig større~",
        "parkeringslicens~",
        "søger~",
        "en ansøger~ kom",
        "punktum~",
        "for~ ældre~",
        "kontant~, hjælp",
        "kontant~ <pause> hjælp",
        "støtte~",
        "hus~ have~",
    ],
)
def test_an_unsure_word_that_is_something_else_stays(line: str) -> None:
    assert write(line) == text(tokens(line))


def test_the_context_of_a_term_makes_it_likelier() -> None:
    assert write("hun er sømelt~") == "hun er sømelt"
    assert write("lægen har hende sømelt~") == "lægen har hende sygemeldt"


def test_the_weight_of_a_term_makes_it_likelier() -> None:
    heavy, light = (
        Vocabulary.of(TermList("", "", (Term("sygemeldt", weight=weight),)))
        for weight in (4.0, 0.25)
    )

    assert write("sømelt~", heavy) == "sygemeldt"
    assert write("sømelt~", light) == "sømelt"


def test_a_decided_token_is_not_read() -> None:
    spared = tuple(replace(token, decided=True) for token in tokens("content hjælp"))

    assert corrected(spared, VOCABULARY, is_protected=is_protected) == spared


def test_a_term_that_a_later_rule_would_break_is_decided() -> None:
    (token,) = corrected(tokens("femogfirs støtte."), VOCABULARY, is_protected=is_protected)

    assert (token.text, token.after, token.decided) == ("§ 85-støtte", ".", True)


def test_marks_and_pauses_around_a_term_are_kept() -> None:
    source = tokens("først <pause> »content hjælp«, så")

    found = corrected(source, VOCABULARY, is_protected=is_protected)

    assert text(found) == "først »kontanthjælp«, så"
    assert found[1].pause_before_seconds == source[1].pause_before_seconds > 0


def test_without_terms_nothing_happens() -> None:
    assert write("content~ hjælp~", Vocabulary.of()) == "content hjælp"


WORDS = st.sampled_from(
    ["lab", "loven", "content", "hjælp", "hjælpen", "for", "eksempel", "a", "kasse", "s", "p",
     "jobcenteret", "Jobcenter", "Odense", "flexjobs.", "(ssp)", "punktum", "kontanthjælp,"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=12))
def test_written_text_stays_as_it_is(spoken: list[str]) -> None:
    once = write(" ".join(spoken))

    assert write(once) == once


@given(st.lists(st.text(max_size=8), max_size=12))
def test_sure_words_that_are_no_listed_form_are_the_same_tokens(said: list[str]) -> None:
    source = tokens_of_line(" ".join(said))

    assert corrected(source, MINDED, is_protected=is_protected) == source


MINDED = Vocabulary.of(TermList("", "", (Term("kontanthjælp", ("content hjælp",)),)))


def many_terms() -> Vocabulary:
    parts = [first + second for first in "bdfghjklmnprstv" for second in "aeiouyæøå"]
    words = (
        f"{one}{two}{three}stel{one}"
        for one in parts[:60]
        for two in parts[40:90]
        for three in parts[30:64]
    )
    return Vocabulary.of(TermList("", "", tuple(Term(word) for word in words)))


def test_a_term_is_found_among_a_hundred_thousand() -> None:
    many = TermList("", "", many_terms().terms)
    vocabulary = Vocabulary.of(many, TermList("", "", (Term("kontanthjælp"),)))
    assert len(vocabulary.terms) > 100_000
    assert (
        write("borgeren søger om kontant~ jelp~ nu", vocabulary)
        == "borgeren søger om kontanthjælp nu"
    )
    assert write("borgeren søger om en ny bolig", vocabulary) == "borgeren søger om en ny bolig"

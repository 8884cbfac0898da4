"""Word lists as people write them, right and wrong."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordret.danish.vocabulary.lists import read_csv, read_toml, with_terms
from ordret.danish.vocabulary.terms import Term, TermList
from ordret.errors import FaultCode, RequestFault

LIST = """\
title = "Social og beskæftigelse"
version = 1

[[group]]
title = "Ydelser"
context = ["ydelse", "udbetaling"]
terms = ["kontanthjælp", "uddannelseshjælp"]

[[term]]
word = "LAB-loven"
heard = ["lab loven", "labloven"]
weight = 2
context = ["beskæftigelse"]
"""


def wrong_toml(text: str) -> str:
    with pytest.raises(RequestFault) as raised:
        read_toml(text, "liste.toml")
    assert raised.value.code is FaultCode.VOCABULARY_INVALID
    return raised.value.what


def wrong_csv(text: str) -> str:
    with pytest.raises(RequestFault) as raised:
        read_csv(text, "liste.csv")
    assert raised.value.code is FaultCode.VOCABULARY_INVALID
    return raised.value.what


def test_a_toml_list_has_groups_and_single_terms() -> None:
    found = read_toml(LIST, "social.toml")

    assert (found.title, found.source) == ("Social og beskæftigelse", "social.toml")
    assert found.terms == (
        Term("kontanthjælp", context=("ydelse", "udbetaling")),
        Term("uddannelseshjælp", context=("ydelse", "udbetaling")),
        Term("LAB-loven", ("lab loven", "labloven"), 2.0, ("beskæftigelse",)),
    )


def test_a_term_that_stands_twice_is_one_with_all_its_context() -> None:
    text = '[[group]]\ncontext = ["job"]\nterms = ["mentor"]\n[[group]]\ncontext = ["støtte"]\n'

    found = read_toml(text + 'terms = ["mentor"]\n', "x")

    assert found.terms == (Term("mentor", context=("job", "støtte")),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[term]\n", "liste.toml, linje 1: "),
        ('[[term]]\nheard = ["x"]\n', "linje 1: et [[term]] mangler »word«"),
        ('[[term]]\nword = ""\n', "ordet er tomt"),
        ('[[term]]\nword = "…"\n', "linje 2: ordet »…« har ingen bogstaver"),
        ('[[term]]\nword = "æble"\nweight = 0\n', "linje 2: vægten ved »æble« skal være fra 0,1"),
        (
            '[[term]]\nword = "æble"\nweight = "2"\n',
            "linje 2: »weight« ved »æble« skal være et tal",
        ),
        ('[[term]]\nword = "æble"\nweight = nan\n', "linje 2: vægten ved »æble«"),
        ('[[term]]\nword = "æble"\nvægtt = 2\n', "linje 3: "),
        ('[[term]]\nword = "æble"\nvaegt = 2\n', "linje 3: »vaegt« kendes ikke"),
        ('[[term]]\nword = "æble"\nheard = "x"\n', "linje 3: »heard« skal være en liste"),
        (
            f'[[term]]\nword = "{"a" * 101}"\n',
            "linje 2: ordet »aaaaaaaaaaaaaaaaaaaa…« har over 100",
        ),
        ('[[term]]\nword = "a\\u0007b"\n', "usynligt tegn (U+0007)"),
        ('[[term]]\nword = "sam\\u00ADarbejde"\n', "usynligt tegn (U+00AD)"),
        ('term = "x"\n', "linje 1: »term« skal begynde med linjen [[term]]"),
        ("title = 3\n", "linje 1: »title« skal være tekst"),
        (
            '[[group]]\nterms = ["Jobcenter",\n"jobcenter"]\n',
            "linje 3: »jobcenter« står også som »Jobcenter« i linje 2.",
        ),
        (
            '[[term]]\nword = "a-kasse"\n[[term]]\nword = "akasse"\n',
            "linje 4: »akasse« står også som »a-kasse« i linje 2.",
        ),
        (
            '[[term]]\nword = "aaa"\nheard = ["bbb"]\n[[term]]\nword = "ccc"\nheard = ["bbb"]\n',
            "linje 5: »bbb« er hørt form af både »aaa« og »ccc«.",
        ),
        (
            '[[term]]\nword = "aaa"\nheard = ["ccc"]\n[[term]]\nword = "ccc"\nheard = ["aaa"]\n',
            "»ccc« ville blive rettet til »aaa«, men står selv som ord",
        ),
        ('[[term]]\nword = "aaa"\nheard = ["aaa"]\n', "»aaa« ville blive rettet til sig selv"),
    ],
)
def test_a_mistake_in_a_toml_list_is_told_with_file_and_line(text: str, told: str) -> None:
    assert told in wrong_toml(text)
    assert wrong_toml(text).startswith("liste.toml, linje ")


@pytest.mark.parametrize("mark", [";", "\t", ","])
@pytest.mark.parametrize(
    "heading", ["ord;hørt som;vægt;kontekst\n", "word;heard;weight;context\n", ""]
)
def test_a_csv_list_is_read_with_any_delimiter_and_heading(mark: str, heading: str) -> None:
    rows = f"{heading}LAB-loven;lab loven|labloven;2;beskæftigelse|job\n\nmentor\n"

    found = read_csv(rows.replace(";", mark), "liste.csv")

    assert found.terms == (
        Term("LAB-loven", ("lab loven", "labloven"), 2.0, ("beskæftigelse", "job")),
        Term("mentor"),
    )


def test_a_heading_says_in_which_order_the_columns_stand() -> None:
    found = read_csv("Vægt;Ord\n1,5;mentor\n;ydelse\n", "x")

    assert found.terms == (Term("mentor", weight=1.5), Term("ydelse"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ord;farve\nx;blå\n", "linje 1: overskriften kan ikke bruges: »farve« kendes ikke."),
        ("ord;ord\nx;y\n", "linje 1: overskriften kan ikke bruges: den samme står to gange."),
        ("mentor\nydelse;;tung\n", "linje 2: vægten »tung« er ikke et tal."),
        ("mentor\nydelse;;20\n", "linje 2: vægten ved »ydelse« skal være fra 0,1 til 10."),
        ("a;b;1;c;d\n", "linje 1: der er for mange felter."),
        ('mentor\n"ydelse;x\n', "linje 2: linjen kan ikke læses som CSV."),
        ("mentor\nMentor\n", "linje 2: »Mentor« står også som »mentor« i linje 1."),
        ("mentor\n;hørt\n", "linje 1: ordet er tomt."),
    ],
)
def test_a_mistake_in_a_csv_list_is_told_with_file_and_line(text: str, told: str) -> None:
    assert wrong_csv(text).startswith("liste.csv, linje ")
    assert told.partition(": ")[2] in wrong_csv(text)


def test_what_is_added_stands_after_what_was_there() -> None:
    text = "# Min egen\n[[term]]\nword = 'æble'   # sur\n"

    new = with_terms(text, [Term('"citat"', ("c\\d",), 2.0, ("frugt",)), Term("pære")])

    assert new.startswith(text.rstrip())
    assert [term.word for term in read_toml(new, "x").terms] == ["æble", '"citat"', "pære"]
    assert read_toml(new, "x").terms[1] == Term('"citat"', ("c\\d",), 2.0, ("frugt",))


def test_a_new_list_has_a_title_and_line_breaks_stay_as_they_are() -> None:
    assert read_toml(with_terms("", [Term("æble")]), "x").title == "Min ordliste"
    assert "\n" not in with_terms('title = "x"\r\n', [Term("æble")]).replace("\r\n", "")


def test_an_accepted_form_keeps_the_weight_that_stands() -> None:
    text = with_terms('[[term]]\nword = "æble"\nweight = 3\n', [Term("æble", ("ebbel",))])

    assert read_toml(text, "x").terms == (Term("æble", ("ebbel",), 3.0),)


@given(st.text(max_size=80))
@pytest.mark.parametrize("read", [read_csv, read_toml])
def test_any_text_is_a_list_or_a_told_mistake(
    read: Callable[[str, str], TermList], text: str
) -> None:
    told = ""
    terms: tuple[Term, ...] = ()
    try:
        terms = read(text, "liste").terms
    except RequestFault as fault:
        told = fault.what

    assert told.startswith("liste, linje ") if told else all(term.word for term in terms)

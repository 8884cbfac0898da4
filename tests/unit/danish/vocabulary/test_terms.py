"""Several lists become one vocabulary."""

from hypothesis import given
from hypothesis import strategies as st

from ordret.danish.vocabulary.terms import Term, TermList, Vocabulary


def a_list(*terms: Term) -> TermList:
    return TermList("", "", terms)


def written_for(vocabulary: Vocabulary, heard: str) -> str:
    return vocabulary.heard[heard].word


def test_a_later_list_decides_the_spelling_and_keeps_what_was_known() -> None:
    pack = a_list(Term("jobcenter", ("jobsenter",), 2.0, ("ledig",)))
    own = a_list(Term("Jobcenter", ("jop center",)))

    vocabulary = Vocabulary.of(pack, own)

    assert vocabulary.terms == (Term("Jobcenter", ("jobsenter", "jop center"), 2.0, ("ledig",)),)


def test_a_later_list_decides_what_a_form_means() -> None:
    vocabulary = Vocabulary.of(a_list(Term("aaa", ("xxx",))), a_list(Term("bbb", ("xxx",))))

    assert written_for(vocabulary, "xxx") == "bbb"


def test_a_term_that_a_later_list_replaces_is_none_and_its_forms_go_along() -> None:
    vocabulary = Vocabulary.of(a_list(Term("aaa", ("xxx",))), a_list(Term("bbb", ("aaa",))))

    assert [term.word for term in vocabulary.terms] == ["bbb"]
    assert written_for(vocabulary, "aaa") == written_for(vocabulary, "xxx") == "bbb"


def test_a_word_of_a_later_list_is_no_longer_a_form() -> None:
    vocabulary = Vocabulary.of(a_list(Term("aaa", ("xxx",))), a_list(Term("xxx")))

    assert "xxx" in vocabulary.written
    assert "xxx" not in vocabulary.heard


WORDS = st.sampled_from(["a", "b", "c", "d", "a b", "b-c"])
LISTS = st.lists(
    st.lists(st.builds(lambda word, *heard: Term(word, heard), WORDS, WORDS, WORDS), max_size=4),
    max_size=4,
)


@given(LISTS)
def test_what_is_written_is_never_replaced_again(lists: list[list[Term]]) -> None:
    vocabulary = Vocabulary.of(*(a_list(*terms) for terms in lists))

    for form in vocabulary.heard.keys() & vocabulary.written.keys():
        assert vocabulary.heard[form] == vocabulary.written[form]
    assert {term.word for term in vocabulary.heard.values()} <= {
        term.word for term in vocabulary.terms
    }

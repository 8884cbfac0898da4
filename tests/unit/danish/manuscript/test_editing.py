import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordret.danish.edits import (
    Break,
    Case,
    Delete,
    Edit,
    Extent,
    Glue,
    Insert,
    Repeat,
    Replace,
    SetCase,
    Sign,
    Undo,
    Write,
)
from ordret.danish.manuscript.editing import (
    last_occurrence,
    paragraph_start,
    sentence_start,
    word_start,
)
from ordret.danish.manuscript.manuscript import Manuscript
from ordret.danish.style import Style
from ordret.danish.tokens import tokens_of_line

FULL_STOP, COMMA = Sign(".", Glue.LEFT), Sign(",", Glue.LEFT)
BRACKET, SLASH = Sign("(", Glue.RIGHT), Sign("/", Glue.BOTH)
LAST, WORD, SENTENCE = Delete(Extent.LAST), Delete(Extent.WORD), Delete(Extent.SENTENCE)
PARAGRAPH, ALL = Delete(Extent.PARAGRAPH), Delete(Extent.ALL)


def words(line: str) -> Write:
    return Write(tokens_of_line(line))


def after(*edits: Edit | str, before: str = "") -> Manuscript:
    manuscript = Manuscript.begin(Style(), before)
    for edit in edits:
        manuscript = manuscript.apply(words(edit) if isinstance(edit, str) else edit)
    return manuscript


@pytest.mark.parametrize(
    ("edits", "text"),
    [
        (["Hun kom hjem.", WORD], "Hun kom"),
        (["Hun kom hjem.", WORD, WORD, "gik"], "Hun gik"),
        (["Hun kom (hjem", WORD, "ud"], "Hun kom (ud"),
        (["og", SLASH, "eller", WORD], ""),
        (["Hun", Break(2), "kom", WORD, "gik"], "Hun\n\nGik"),
        (["Hun kom", Break(2), WORD], "Hun"),
        (["Hun kom. Han gik.", SENTENCE], "Hun kom."),
        (["Hun kom. Han gik.", SENTENCE, "de løb"], "Hun kom. De løb"),
        (["Hun kom. Han gik.", SENTENCE, COMMA, "Og de løb"], "Hun kom, og de løb"),
        (["Hun kom. Han fik 500 kr. af hr. Bo den 5. maj.", SENTENCE], "Hun kom."),
        (["Han fik 500 kr. Derefter gik han.", SENTENCE], "Han fik 500 kr."),
        (["Hun kom.", Break(1), "Han gik.", SENTENCE, "de"], "Hun kom.\nDe"),
        (["Et.", Break(2), "To. Tre.", Break(1), "Fire", PARAGRAPH, "fem"], "Et.\n\nFem"),
        (["Et.", Break(2), "To.", PARAGRAPH, PARAGRAPH], ""),
        (["Et.", Break(2), "To.", ALL, "tre"], "Tre"),
    ],
)
def test_a_part_of_the_text_is_deleted_and_the_space_repaired(
    edits: list[Edit | str], text: str
) -> None:
    assert after(*edits).text == text


@pytest.mark.parametrize(
    ("edits", "text"),
    [
        (["Hun kom.", "Han gik.", LAST], "Hun kom."),
        (["Hun kom.", "han gik", FULL_STOP, LAST], "Hun kom."),
        (["Hun kom.", "Han gik.", LAST, LAST], ""),
        (["Hun kom", Break(2), LAST], "Hun kom"),
        (["Hun kom", BRACKET, "i dag", LAST], "Hun kom"),
        (["Hun kom", SLASH, "gik", LAST], ""),
        (["Hun kom.", Insert("hilsen", "Med venlig hilsen"), LAST], "Hun kom."),
        (["Hun kom.", "Han gik hjem.", WORD, LAST], "Hun kom."),
        (["Hun så.", "Han gik.", Replace("så", "betragtede", ()), LAST], "Hun betragtede."),
    ],
)
def test_what_was_said_last_is_deleted_in_one_go(edits: list[Edit | str], text: str) -> None:
    assert after(*edits).text == text


@pytest.mark.parametrize("delete", [LAST, WORD, SENTENCE, PARAGRAPH, ALL])
def test_nothing_that_stood_there_before_is_deleted(delete: Delete) -> None:
    manuscript = after(delete, before="Hun kom.")
    assert manuscript.text == ""
    assert not manuscript.did
    assert after("han", delete, before="Hun kom.").text == ""


@pytest.mark.parametrize(
    ("line", "old", "new", "text"),
    [
        ("Hun hedder Hansen.", "hansen", "jensen", "Hun hedder Jensen."),
        ("Bo kom. Bo gik.", "bo", "Per", "Bo kom. Per gik."),
        ("Borgeren kom.", "borgeren", "ansøgeren", "Ansøgeren kom."),
        ("Hun kom, og han gik.", "hun kom og han", "de", "De gik."),
        ("Hun kom i går.", "kom i går", "kommer i morgen", "Hun kommer i morgen."),
        ("Der er 15 børn og 15.000 kr.", "15", "16", "Der er 16 børn og 15.000 kr."),
        ("Den social-rådgiver er rådgiver.", "rådgiver", "leder", "Den social-rådgiver er leder."),
        ("Det koster 5 pct.", "5 pct.", "6 pct.", "Det koster 6 pct."),
        ("Det koster femten.", "femten.", "15 kr.", "Det koster 15 kr."),
        ("Hun kom, så, hjem.", "så", "", "Hun kom, hjem."),
        ("Ååå å.", "å", "ø", "Ååå ø."),
        ("Prisen (inkl. moms) er 5.", "moms", "afgift", "Prisen (inkl. afgift) er 5."),
        ("Hvad? Hvad.", "a.*", "x", "Hvad? Hvad."),
    ],
)
def test_the_last_such_words_are_replaced(line: str, old: str, new: str, text: str) -> None:
    assert after(line, Replace(old, new, ())).text == text


def test_where_the_words_are_not_found_the_command_is_text() -> None:
    spoken = tokens_of_line("ret kommunen til regionen")
    manuscript = after("Hun kom.", Replace("kommunen", "regionen", spoken))
    assert manuscript.text == "Hun kom. Ret kommunen til regionen"
    assert not manuscript.did
    assert manuscript.apply(Undo()).text == "Hun kom."
    assert after(Replace("hun", "x", spoken), before="hun").text == " ret kommunen til regionen"


def test_writing_goes_on_behind_a_replacement() -> None:
    assert after("Hun kom hjem", Replace("hjem", "ud.", ()), "han").text == "Hun kom ud. Han"
    assert after("Hun kom hjem.", Replace("hun", "de", ()), COMMA).text == "De kom hjem,"


def test_every_edit_can_be_undone_and_done_again() -> None:
    manuscript = after("Hun kom", FULL_STOP, Break(2), "han", SetCase(Case.CAPITALS_ON), "gik")
    texts = []
    for _ in range(6):
        manuscript = manuscript.apply(Undo())
        texts.append(manuscript.text)
    assert texts == ["Hun kom.\n\nHan"] * 2 + ["Hun kom.\n\n", "Hun kom.", "Hun kom", ""]
    assert not manuscript.apply(Undo()).did
    for _ in range(6):
        manuscript = manuscript.apply(Repeat())
    assert manuscript.text == "Hun kom.\n\nHan GIK"


def test_a_deletion_is_undone_like_any_edit() -> None:
    assert after("Hun kom. Han gik.", ALL, Undo()).text == "Hun kom. Han gik."


def test_with_nothing_undone_the_last_edit_is_repeated() -> None:
    assert after("Hun kom hjem", WORD, Repeat()).text == "Hun"
    assert after("meget", Repeat(), Repeat(), Undo()).text == "Meget meget"
    assert not after(Repeat()).did


def test_what_was_undone_is_forgotten_once_something_else_is_said() -> None:
    assert after("Hun", "kom", Undo(), "gik", Repeat()).text == "Hun gik gik"


def test_an_edit_without_effect_is_not_what_undo_takes_back() -> None:
    assert after(LAST, "Hun", "kom", SetCase(Case.CAPITALS_OFF), Undo()).text == "Hun"


@pytest.mark.parametrize(
    ("text", "last"),
    [("Hun kom", "kom"), ("Hun kom. ", "kom. "), ("Hun (kom", "kom"), ("Hun (", "("), ("Å", "Å")],
)
def test_the_last_word_has_its_marks_with_it(text: str, last: str) -> None:
    assert text[word_start(text) :] == last


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Hun kom. Han gik", "Han gik"),
        ("Hun kom? »Ja.« Han gik!", "Han gik!"),
        ("Hun kom … og gik.", "Hun kom … og gik."),
        ("Se nr. 5. Han H. C. Bo", "Han H. C. Bo"),
        ("1. Hun kom. Han", "Han"),
        ("- Hun kom.", "Hun kom."),
        ("Hun\nHan kom", "Han kom"),
    ],
)
def test_the_last_sentence_is_what_a_reader_sees_as_one(text: str, last: str) -> None:
    assert text[sentence_start(text) :] == last


def test_a_paragraph_begins_behind_a_blank_line() -> None:
    assert paragraph_start("Et.\n\nTo.\nTre.") == 5
    assert paragraph_start("Et.\nTo.\n\n") == 0


@given(st.text(alphabet="aå .,\n(»«!1kr", max_size=30))
def test_parts_lie_within_each_other(text: str) -> None:
    starts = [paragraph_start(text), sentence_start(text), word_start(text), len(text)]
    assert starts == sorted(starts)


def test_a_long_run_of_marks_is_searched_in_one_pass() -> None:
    text = "." * 200_000 + "a"
    assert sentence_start(text) == 0
    assert last_occurrence(text, "b c") is None

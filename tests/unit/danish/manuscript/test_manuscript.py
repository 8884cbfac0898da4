import re
import time

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
    ListEdit,
    ListMark,
    Repeat,
    Replace,
    SetCase,
    Sign,
    Undo,
    Write,
)
from ordret.danish.manuscript.manuscript import Manuscript
from ordret.danish.style import Punctuation, Style
from ordret.danish.tokens import Token, tokens_of_line

FULL_STOP = Sign(".", Glue.LEFT)
COMMA = Sign(",", Glue.LEFT)
QUESTION = Sign("?", Glue.LEFT)
EXCLAMATION = Sign("!", Glue.LEFT)
ELLIPSIS = Sign("…", Glue.LEFT)
BRACKET, BRACKET_END = Sign("(", Glue.RIGHT), Sign(")", Glue.LEFT)
QUOTE, QUOTE_END = Sign("»", Glue.RIGHT), Sign("«", Glue.LEFT)
QUOTE_EITHER = Sign('"', Glue.NONE)
SLASH, HYPHEN = Sign("/", Glue.BOTH), Sign("-", Glue.BOTH)
DASH, PLUS = Sign("–", Glue.NONE), Sign("+", Glue.NONE)


def words(line: str) -> Write:
    return Write(tokens_of_line(line))


def rule_made(text: str, after: str = "") -> Write:
    return Write((Token(text, after=after, decided=True),))


def after(manuscript: Manuscript, *edits: Edit | str) -> Manuscript:
    for edit in edits:
        manuscript = manuscript.apply(words(edit) if isinstance(edit, str) else edit)
    return manuscript


def written(
    *edits: Edit | str,
    style: Style | None = None,
    before: str | None = "",
    behind: str | None = "",
) -> str:
    return after(Manuscript.begin(style or Style(), before, behind), *edits).text


DICTATED = Style(punctuation=Punctuation.DICTATED)


@pytest.mark.parametrize(
    ("edits", "text"),
    [
        (["borgeren", "ringede"], "Borgeren ringede"),
        (["Borgeren ringede."], "Borgeren ringede."),
        (["borgeren ringede", FULL_STOP, "hun var vred"], "Borgeren ringede. Hun var vred"),
        (["det koster 500 kr.", "om året"], "Det koster 500 kr. om året"),
        (["det koster 500 kr.", "Derefter"], "Det koster 500 kr. Derefter"),
        (["mødet er kl.", "14 jf.", "brevet af"], "Mødet er kl. 14 jf. brevet af"),
        (["den 5.", "december kom hun"], "Den 5. december kom hun"),
        (["1. december kom hun"], "1. december kom hun"),
        (["hun sagde", QUESTION, "ja"], "Hun sagde? Ja"),
        ([rule_made("ca. 5 kg"), "kartofler"], "Ca. 5 kg kartofler"),
        (
            ["skriv til", rule_made("Anne Bo\nTorvet 1"), "i dag"],
            "Skriv til Anne Bo\nTorvet 1 i dag",
        ),
        (["iPhone er købt"], "iPhone er købt"),
    ],
)
def test_words_get_their_spaces_and_capitals(edits: list[Edit | str], text: str) -> None:
    assert written(*edits) == text


@pytest.mark.parametrize(
    ("edits", "text"),
    [
        (["Ansøgning.", COMMA], "Ansøgning,"),
        (["Ansøgning.", COMMA, "Den er sendt"], "Ansøgning, den er sendt"),
        (["Ansøgning.", COMMA, "Hansen skrev"], "Ansøgning, Hansen skrev"),
        (["Ansøgning.", COMMA, "I skrev"], "Ansøgning, I skrev"),
        (["Hun kom.", FULL_STOP, "han gik"], "Hun kom. Han gik"),
        (["Hun kom", FULL_STOP, Write((Token("."),))], "Hun kom."),
        (["Hun kom , men gik ."], "Hun kom, men gik."),
        (["Kom hun?", FULL_STOP], "Kom hun."),
        (["Kom hun", QUESTION, FULL_STOP], "Kom hun?"),
        (["Kom hun", FULL_STOP, QUESTION], "Kom hun?"),
        (["Kom hun", EXCLAMATION, QUESTION], "Kom hun!?"),
        (["Hun kom", COMMA, FULL_STOP], "Hun kom."),
        (["Hun kom", FULL_STOP, FULL_STOP], "Hun kom."),
        (["Hun kom", ELLIPSIS, FULL_STOP], "Hun kom…"),
        (["Det er 500 kr.", FULL_STOP, "hun"], "Det er 500 kr. Hun"),
        (["Det er", rule_made("500 kr.", "."), "hun"], "Det er 500 kr. Hun"),
        (["Det er 500 kr.", COMMA, "og"], "Det er 500 kr., og"),
        ([rule_made("den 5.12."), FULL_STOP, "hun"], "Den 5.12. Hun"),
        (["Hun sagde »ja.«", FULL_STOP, "han"], "Hun sagde »ja.« Han"),
        (["Hun fik (500 kr.)", FULL_STOP], "Hun fik (500 kr.)."),
    ],
)
def test_a_mark_is_written_once_and_the_dictated_one_wins(
    edits: list[Edit | str], text: str
) -> None:
    assert written(*edits) == text


@pytest.mark.parametrize(
    ("edits", "text"),
    [
        (["hun", BRACKET, "født 1985", BRACKET_END, "kom"], "Hun (født 1985) kom"),
        (["Hun,", BRACKET, "født 1985.", BRACKET_END, "kom"], "Hun (født 1985) kom"),
        (["og,", SLASH, "eller"], "Og/eller"),
        (["social", HYPHEN, "og sundhed"], "Social-og sundhed"),
        (["to,", PLUS, "to"], "To + to"),
        (["hun", DASH, "den yngste", DASH, "kom"], "Hun – den yngste – kom"),
        ([BRACKET, "se bilag", BRACKET_END], "(Se bilag)"),
        (["Hun kom", FULL_STOP, BRACKET, "se bilag", FULL_STOP, BRACKET_END, "han"],
         "Hun kom. (Se bilag.) Han"),
    ],
)  # fmt: skip
def test_signs_touch_what_they_belong_to(edits: list[Edit | str], text: str) -> None:
    assert written(*edits) == text


@pytest.mark.parametrize(
    ("quotes", "text"),
    [
        ("»«", "Ordet »ja« er »nej«."),
        ("“”", "Ordet “ja” er “nej”."),
        ('""', 'Ordet "ja" er "nej".'),
    ],
)
def test_quotation_marks_are_those_of_the_style(quotes: str, text: str) -> None:
    style = Style(quotes=quotes)
    edits: list[Edit | str]
    edits = ["ordet", QUOTE, "ja", QUOTE_END, "er", QUOTE_EITHER, "nej", QUOTE_EITHER, FULL_STOP]
    assert written(*edits, style=style) == text


@pytest.mark.parametrize(
    ("edits", "text"),
    [
        (["Hun kom, og han gik. Den var sen", FULL_STOP, "den"],
         "Hun kom og han gik den var sen. Den"),
        (["Kl. 14.30 kom hun, jf. f.eks. bilag 2."], "Kl. 14.30 kom hun jf. f.eks. bilag 2"),
        (["Den 5. december kom hun."], "Den 5. december kom hun"),
        (["Den 5.", "december kom hun."], "Den 5. december kom hun"),
        (["Det er den 5.", "Hun kom."], "Det er den 5 hun kom"),
        (["Hun (født 1985) sagde »ja.«"], "Hun (født 1985) sagde »ja«"),
        ([rule_made("500 kr.", "."), "Og"], "500 kr. og"),
        (["Hun kom .", COMMA], "Hun kom,"),
        (["Hun talte med Den Sociale Døgnvagt."], "Hun talte med Den Sociale Døgnvagt"),
    ],
)  # fmt: skip
def test_only_dictated_marks_are_written_where_that_is_chosen(
    edits: list[Edit | str], text: str
) -> None:
    assert written(*edits, style=DICTATED) == text


@pytest.mark.parametrize(
    ("edits", "text"),
    [
        (["hun kom", Break(1), "han gik"], "Hun kom\nHan gik"),
        (["hun kom.", Break(2), "han gik"], "Hun kom.\n\nHan gik"),
        (["hun", Break(1), Break(1), "han"], "Hun\n\nHan"),
        (["hun", Break(1), Break(2), "han"], "Hun\n\nHan"),
        (["hun", Break(2), Break(2), Break(1), "han"], "Hun\n\nHan"),
        ([Break(2), "hun"], "Hun"),
    ],
)
def test_a_new_line_begins_with_a_capital_and_leaves_one_blank_line_at_most(
    edits: list[Edit | str], text: str
) -> None:
    assert written(*edits) == text


@pytest.mark.parametrize(
    ("edits", "text"),
    [
        (["hun hedder", SetCase(Case.CAPITAL_NEXT), "sommer jensen"], "Hun hedder Sommer jensen"),
        (["hun", SetCase(Case.UPPER_NEXT), "skal komme"], "Hun SKAL komme"),
        ([SetCase(Case.LOWER_NEXT), "Hun kom"], "hun kom"),
        (["nu", SetCase(Case.CAPITALS_ON), "kom hun", SetCase(Case.CAPITALS_OFF), "hjem"],
         "Nu KOM HUN hjem"),
        (["nu", SetCase(Case.CAPITALS_ON), "kom", Undo(), Undo(), "kom"], "Nu kom"),
        (["nu", SetCase(Case.CAPITAL_NEXT), BRACKET, "kom"], "Nu (Kom"),
    ],
)  # fmt: skip
def test_letters_are_written_as_was_asked(edits: list[Edit | str], text: str) -> None:
    assert written(*edits) == text


@pytest.mark.parametrize(
    ("before", "edits", "behind", "text"),
    [
        ("Borgeren har", ["Søgt om hjælp"], "", " Søgt om hjælp"),
        ("Borgeren kom", ["Og gik"], "", " og gik"),
        ("Borgeren kom.", ["og gik"], "", " Og gik"),
        ("Borgeren kom. ", ["og gik"], "", "Og gik"),
        ("Kære Bo\n", ["tak"], "", "Tak"),
        ("   ", ["tak", Break(1), "nu"], "", "Tak\nNu"),
        ("Borgeren", ["Hansen."], "ringede", " Hansen "),
        ("Borgeren ", ["Hansen."], " ringede", "Hansen"),
        ("Borgeren", ["hansen."], ", der ringede", " hansen"),
        ("Hun kom. ", ["det var sent."], "Han gik.", "Det var sent. "),
        ("Hun kom", [FULL_STOP, "han"], "", ". Han"),
        ("Hun kom.", [FULL_STOP, "han"], "", " Han"),
        ("Hun (", ["født"], ")", "født"),
        ("Hun kom", [Break(1), "og"], "", "\nOg"),
        (None, ["Og", "hun"], None, "Og hun"),
        (None, ["og", FULL_STOP, "hun"], None, "og. Hun"),
    ],
)
def test_the_first_and_last_word_fit_what_surrounds_them(
    before: str | None, edits: list[Edit | str], behind: str | None, text: str
) -> None:
    assert written(*edits, before=before, behind=behind) == text


def test_a_capital_after_a_pause_in_mid_sentence_is_the_recognisers_guess() -> None:
    assert written("hun sagde <pause> At hun kom") == "Hun sagde at hun kom"
    assert written("hun sagde til Den Sociale") == "Hun sagde til Den Sociale"


def test_control_characters_are_dropped_and_foreign_letters_pass() -> None:
    edit = Write((Token("שלום"), Token("👩\u200d👧"), Token("a\x00b\x1b"), Token("\x07")))
    assert written(edit, Insert("x", "c\x00d\te\r\nf")) == "שלום 👩\u200d👧 ab cd e\nf"


def test_a_kept_text_stands_as_it_is_with_a_space_before_it() -> None:
    kept = Insert("hilsen", "med venlig hilsen  \n\nBo")
    assert written("tak.", kept) == "Tak. med venlig hilsen  \n\nBo"
    assert written("tak.", Break(2), kept) == "Tak.\n\nmed venlig hilsen  \n\nBo"


# Properties.

plain = st.sampled_from(
    ["borgeren", "ringede", "Hansen", "og", "Og", "Den", "kl", "kr", "5", "2026", "14.30", "§",
     "bl.a", "f.eks", "I", "BBR", "e", "C", "social-", "café", "æble", "😀", "שלום"]
)  # fmt: skip
marks = st.sampled_from(["", "", "", "", ".", ",", "?", ":", "!", ";", "…", ")", ".«"])
tokens = st.builds(
    Token,
    text=plain,
    before=st.sampled_from(["", "", "", "(", "»", '"']),
    after=marks,
    pause_before_seconds=st.sampled_from([0.0, 0.5, 2.0]),
    decided=st.sampled_from([False, False, True]),
)
lone_marks = st.builds(Token, text=st.sampled_from([".", ",", "?", ")"]))
token_lists = st.lists(tokens | lone_marks, max_size=8).map(tuple)
edits = st.one_of(
    st.builds(Write, tokens=token_lists),
    st.sampled_from(
        [FULL_STOP, COMMA, QUESTION, EXCLAMATION, BRACKET, BRACKET_END, QUOTE, QUOTE_END,
         QUOTE_EITHER, SLASH, HYPHEN, DASH, PLUS, Break(1), Break(2), Undo(), Repeat()]
    ),
    st.builds(SetCase, case=st.sampled_from(Case)),
    st.builds(Delete, extent=st.sampled_from(Extent)),
    st.builds(ListEdit, mark=st.sampled_from(ListMark)),
    st.builds(Replace, old=plain, new=plain, spoken=token_lists),
    st.just(Insert("klage", "Klag til [myndighed] inden [dato]. Hilsen")),
)  # fmt: skip
styles = st.builds(
    Style, punctuation=st.sampled_from(Punctuation), quotes=st.sampled_from(["»«", '""'])
)
surroundings = st.sampled_from([None, "", "Hun kom.", "Hun kom", "Hun kom ", "Hun\n", "hun", "."])


@given(styles, surroundings, surroundings, st.lists(edits, max_size=12))
def test_undo_gives_back_the_text_before_and_repeat_the_text_after(
    style: Style, before: str | None, behind: str | None, said: list[Edit]
) -> None:
    manuscript = Manuscript.begin(style, before, behind)
    for edit in said:
        changed = manuscript.apply(edit)
        if changed.done != manuscript.done and not isinstance(edit, Undo | Repeat):
            undone = changed.apply(Undo())
            assert undone.text == manuscript.text
            assert undone.apply(Repeat()).text == changed.text
        manuscript = changed


@given(styles, st.lists(edits, max_size=12))
def test_spaces_are_never_doubled_nor_before_a_mark(style: Style, said: list[Edit]) -> None:
    text = after(Manuscript.begin(style), *said).text
    assert "  " not in text
    assert not re.search(r"[^\S\n][.,;:!?)]", text)
    assert not re.search(r"[^\S\n]\n|\n\n\n", text)


@given(
    st.lists(st.sampled_from([COMMA, FULL_STOP, QUESTION, EXCLAMATION]), max_size=5), plain, marks
)
def test_marks_said_in_a_row_leave_one_besides_question_and_exclamation(
    said: list[Sign], word: str, mark: str
) -> None:
    text = written("hun så", Write((Token(word, after=mark),)), *said)
    own = "." if word in ("kl", "kr", "bl.a", "f.eks") else ""
    tail = text[text.rindex(word) + len(word) :].removeprefix(own)
    assert re.fullmatch(r"[).«]*(?:[.,;:…]?|[!?]{1,5}|…,)", tail)
    assert "!!" not in tail
    assert "??" not in tail


@given(styles, surroundings, token_lists, st.data())
def test_words_in_one_piece_or_several_give_the_same_text(
    style: Style, before: str | None, written_tokens: tuple[Token, ...], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(written_tokens)))
    begun = Manuscript.begin(style, before)
    whole = begun.apply(Write(written_tokens))
    parts = begun.apply(Write(written_tokens[:cut])).apply(Write(written_tokens[cut:]))
    assert parts.text == whole.text


@given(st.lists(tokens, max_size=20).map(tuple))
def test_no_word_is_lost(written_tokens: tuple[Token, ...]) -> None:
    for punctuation in Punctuation:
        text = written(Write(written_tokens), style=Style(punctuation=punctuation))
        bare = [re.sub(r"^[(»\"]|[^\w😀§-]+$", "", word).casefold() for word in text.split()]
        assert bare == [token.text.casefold() for token in written_tokens]


@given(st.lists(tokens, max_size=20).map(tuple))
def test_what_is_written_already_stays_as_it_is(written_tokens: tuple[Token, ...]) -> None:
    text = written(Write(written_tokens))
    assert written(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Hun fik 500 kr. Derefter talte hun med hr. Hansen, jf. § 20, stk. 2, nr. 3, i loven.",
        "Den 5. december 2026 kl. 14.30 ringede H.C. Andersen (født 1985) – igen.",
        "»Kommer du?« spurgte hun. »Ja …« Han sagde: »Måske.« Mødet er den 5.12. kl. 9.",
        "Se www.borger.dk/klage, skriv til post@odense.dk. Hun og/eller han, dvs. de unge, m.fl.",
        "Social- og sundhedsforvaltningen oplyser, at I skal søge hos Den Sociale Døgnvagt.",
        "Temperaturen var -5 °C, 50 % mere end i 2025. Prisen er 1.250,50 kr., inkl. moms.",
    ],
)
def test_written_danish_passes_unchanged(text: str) -> None:
    assert written(text) == text
    assert written(text, style=Style(punctuation=Punctuation.AUTOMATIC)) == text


def test_a_long_dictation_word_by_word_takes_time_in_step_with_its_length() -> None:
    line = "Borgeren har søgt om hjælp, og kommunen har den 5. december fået kr. 500 fra lægen."
    spoken = tokens_of_line(f"{line} " * 320)

    def seconds(count: int) -> float:
        manuscript = Manuscript.begin(Style())
        began = time.process_time()
        for token in spoken[:count]:
            manuscript = manuscript.apply(Write((token,)))
        return time.process_time() - began

    seconds(100)
    short, long = seconds(1000), seconds(5000)
    assert long < 5 * short * 3


def test_a_long_dictation_keeps_a_bounded_history() -> None:
    manuscript = after(Manuscript.begin(Style()), *(["ord"] * 300))
    for _ in range(300):
        manuscript = manuscript.apply(Undo())
    assert manuscript.text.count("rd") == 200
    assert not manuscript.did

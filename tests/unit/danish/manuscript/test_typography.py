import pytest

from ordret.danish.manuscript.typography import (
    Place,
    capitalised,
    clean,
    ends_sentence,
    gap,
    is_abbreviation,
    loose_marks,
    merged,
    opens,
    place,
    uncapitalised,
)


@pytest.mark.parametrize(
    "text",
    ["", "  ", "Hun kom.", "Kom hun?", "Nej!", "Hun kom.«", "Hun kom. (", "Hun kom. »",
     "Kære Bo,\n", "Husk\n-", "Det var i 2026.", "Mødet er kl. 14.30.", "(Se bilag.)",
     "Søg på borger.dk."],
)  # fmt: skip
def test_a_sentence_begins_here(text: str) -> None:
    assert place(text) is Place.START


@pytest.mark.parametrize(
    "text", ["Hun", "Hun kom,", "Hun kom;", "Hun (", "Hun –", "Hun kom (i går)", "og/", "50 %"]
)
def test_a_sentence_goes_on_here(text: str) -> None:
    assert place(text) is Place.INSIDE


@pytest.mark.parametrize(
    "text",
    ["500 kr.", "jf.", "f.eks.", "Kl.", "bl.a.", "nr.", "ca.", "stk.", "den 5.", "den 5.12.", "H.",
     "H.C.", "Hun sagde:", "Hun sagde: »", "Han …", "Han ...", "»Kom du?«", "jvfr.", "hr."],
)  # fmt: skip
def test_only_the_recogniser_knows_whether_a_sentence_begins_here(text: str) -> None:
    assert place(text) is Place.UNSURE


@pytest.mark.parametrize(
    ("before", "after", "ends"),
    [
        ("Hun kom. ", "Han", True),
        ("Hun kom. ", "han", False),
        ("Hun fik 500 kr. ", "Derefter", True),
        ("Hun fik 500 kr. ", "i", False),
        ("Jeg talte med hr. ", "Jensen", False),
        ("Jeg læste H. ", "C.", False),
        ("Mødet er den 5. ", "Hun", True),
        ("Kom hun? ", "»Ja", True),
        ("Hun kom, ", "Bo", False),
        ("Hun kom.", "", False),
    ],
)
def test_sentences_end_where_a_reader_sees_an_end(before: str, after: str, ends: bool) -> None:
    assert ends_sentence(before, after) is ends


@pytest.mark.parametrize("word", ["kl", "Kl", "f.eks", "F.eks", "bl.a", "kr", "H.C", "ph.d", "pct"])
def test_abbreviations_are_known(word: str) -> None:
    assert is_abbreviation(word)


@pytest.mark.parametrize("word", ["hus", "KL", "DR", "Mia", "Jan", "borger.dk", "5", "x@odense.dk"])
def test_words_that_look_like_abbreviations_are_none(word: str) -> None:
    assert not is_abbreviation(word)


@pytest.mark.parametrize(
    ("before", "space"),
    [("", ""), ("Hun", " "), ("Hun ", ""), ("Hun\n", ""), ("Hun (", ""), ("Hun »", ""),
     ("Hun«", " "), ('Hun "', ""), ('"Hun"', " "), ("(", ""), ('("', ""), ("Hun)", " ")],
)  # fmt: skip
def test_a_word_is_parted_from_what_it_does_not_touch(before: str, space: str) -> None:
    assert gap(before) == space


def test_a_quotation_mark_opens_only_where_nothing_stands_before_it() -> None:
    assert opens('sagde "')
    assert opens('"')
    assert not opens('nej"')
    assert opens("sagde ”")
    assert not opens('ja«"')


@pytest.mark.parametrize(
    ("text", "marks"),
    [("kom.", 1), ("kom?!", 2), ("500 kr.", 0), ("kr.,", 2), ("kom", 0), ("", 0), ("kom.«", 0)],
)
def test_a_full_stop_that_belongs_to_the_word_is_not_loose(text: str, marks: int) -> None:
    assert loose_marks(text) == marks


@pytest.mark.parametrize(
    ("standing", "said", "dictated", "together"),
    [
        (".", ",", False, ","),
        (",", ".", False, "."),
        ("?", ".", False, "."),
        ("?!", ".", False, "."),
        (".", ".", True, "."),
        ("?", "?", True, "?"),
        (",", ".", True, "."),
        (".", "?", True, "?"),
        ("?", ".", True, "?"),
        ("!", "?", True, "!?"),
        ("!?", "?", True, "!?"),
        ("…", ",", True, "…,"),
        ("…", ".", True, "…"),
        (".", "…", True, "…"),
    ],
)
def test_marks_at_one_place_become_one(
    standing: str, said: str, dictated: bool, together: str
) -> None:
    assert merged(standing, said, dictated=dictated) == together


@pytest.mark.parametrize(
    ("text", "written"),
    [("hun", "Hun"), ("åben", "Åben"), ("f.eks.", "F.eks."), ("ca. 5 kg", "Ca. 5 kg"), ("", ""),
     ("iPhone", "iPhone"), ("pH", "pH"), ("5 kg", "5 kg"), ("www.borger.dk", "www.borger.dk"),
     ("borger.dk", "borger.dk"), ("post@odense.dk", "post@odense.dk"), ("ßen", "ßen"),
     ("😀", "😀")],
)  # fmt: skip
def test_a_capital_goes_where_one_can_stand(text: str, written: str) -> None:
    assert capitalised(text) == written


@pytest.mark.parametrize(
    ("word", "written"),
    [("Og", "og"), ("At", "at"), ("Borgeren", "borgeren"), ("I", "I"), ("Per", "Per"),
     ("Hans", "Hans"), ("Hansen", "Hansen"), ("OG", "OG"), ("og", "og"), ("Dem", "Dem")],
)  # fmt: skip
def test_only_a_word_that_is_never_a_name_loses_its_capital(word: str, written: str) -> None:
    assert uncapitalised(word) == written


@pytest.mark.parametrize(
    ("text", "kept"),
    [("Hej\x00 du", "Hej du"), ("a\tb", "a b"), ("a\r\nb\rc", "a\nb\nc"), ("a\u2028b", "a\nb"),
     ("שלום", "שלום"), ("👩\u200d👧", "👩\u200d👧"), ("a\ud800b", "ab"), ("a\u200fb", "a\u200fb")],
)  # fmt: skip
def test_control_characters_are_dropped_and_everything_else_passes(text: str, kept: str) -> None:
    assert clean(text) == kept

from hypothesis import given
from hypothesis import strategies as st

from ordret.danish.edits import Break, Delete, Edit, Extent, Glue, Insert, Sign, Undo, Write
from ordret.danish.manuscript.gaps import gaps_in
from ordret.danish.manuscript.manuscript import Manuscript
from ordret.danish.style import Style
from ordret.danish.tokens import tokens_of_line

KEPT = Insert("klage", "Klag til [myndighed] inden [dato]. Skriv til os.")


def begun(*edits: Edit | str, behind: str | None = "") -> Manuscript:
    return after(Manuscript.begin(Style(), "", behind), *edits)


def after(manuscript: Manuscript | None, *edits: Edit | str) -> Manuscript:
    assert manuscript is not None
    for edit in edits:
        said = Write(tokens_of_line(edit)) if isinstance(edit, str) else edit
        manuscript = manuscript.apply(said)
    return manuscript


def selected(manuscript: Manuscript | None) -> str:
    assert manuscript is not None
    start, end = manuscript.selection
    return manuscript.text[start:end]


def test_gaps_are_filled_one_by_one() -> None:
    manuscript = begun("Tak.", KEPT)
    first = manuscript.next_gap()
    assert selected(first) == "[myndighed]"
    second = after(first, "Ankestyrelsen.").next_gap()
    assert selected(second) == "[dato]"
    done = after(second, "den 5.", "maj.").next_gap()
    text = "Tak. Klag til Ankestyrelsen inden den 5. maj. Skriv til os."
    assert done is not None
    assert done.text == text
    assert done.selection == (len(text), len(text))
    assert done.next_gap() is None
    assert after(done, "hilsen").text == f"{text} Hilsen"


def test_a_gap_can_be_left_as_it_is() -> None:
    first = begun(KEPT).next_gap()
    second = after(first).next_gap()
    assert selected(second) == "[dato]"
    end = after(second).next_gap()
    assert end is not None
    assert end.text == KEPT.text
    assert end.next_gap() is None
    assert selected(end.previous_gap()) == "[dato]"
    assert selected(after(end.previous_gap()).previous_gap()) == "[myndighed]"


def test_without_an_inserted_text_there_is_no_gap() -> None:
    manuscript = begun("Se [bilag] her.")
    assert manuscript.next_gap() is None
    assert manuscript.previous_gap() is None


def test_what_is_said_right_after_an_inserted_text_stands_behind_it() -> None:
    manuscript = begun(KEPT, "hilsen Bo")
    assert manuscript.text == f"{KEPT.text} Hilsen Bo"
    assert selected(manuscript.next_gap()) == "[myndighed]"


def test_signs_breaks_and_kept_texts_fill_a_gap_too() -> None:
    gap = begun(KEPT).next_gap()
    assert after(gap, Sign("§", Glue.NONE)).text == "Klag til § inden [dato]. Skriv til os."
    assert after(gap, Break(1)).text == "Klag til\n inden [dato]. Skriv til os."
    assert after(gap, Insert("os", "os [navn]")).text.startswith("Klag til os [navn] inden [dato]")


def test_a_selected_gap_is_deleted_alone() -> None:
    gap = begun(KEPT).next_gap()
    for extent in (Extent.LAST, Extent.WORD, Extent.SENTENCE):
        assert after(gap, Delete(extent)).text == "Klag til inden [dato]. Skriv til os."


def test_undo_brings_the_gap_back_selected() -> None:
    manuscript = after(begun(KEPT).next_gap(), "os", Undo())
    assert manuscript.text == KEPT.text
    assert selected(manuscript) == "[myndighed]"


def test_what_was_said_before_a_gap_is_not_what_was_said_last() -> None:
    gap = after(begun(KEPT).next_gap(), "Ankestyrelsen", Delete(Extent.LAST))
    assert gap.text == "Klag til inden [dato]. Skriv til os."
    assert not gap.apply(Delete(Extent.LAST)).did


def test_the_text_behind_the_caret_decides_about_the_last_full_stop_and_space() -> None:
    last = after(after(begun(KEPT, behind="Hilsen").next_gap()).next_gap(), "i morgen.")
    assert last.text == "Klag til [myndighed] inden i morgen. Skriv til os. "


def test_a_box_to_tick_is_no_gap() -> None:
    assert gaps_in("[ ] Ja [x] [dato] []") == {"[x]", "[dato]"}


@given(st.lists(st.sampled_from(["n", "p", "ord", "Ord.", "kr.", "."]), max_size=12))
def test_going_between_gaps_changes_no_word_and_doubles_no_space(steps: list[str]) -> None:
    manuscript = begun("Tak.", KEPT)
    for step in steps:
        if step in ("n", "p"):
            moved = manuscript.next_gap() if step == "n" else manuscript.previous_gap()
            if moved is not None:
                assert moved.text == manuscript.text
                manuscript = moved
        else:
            manuscript = after(manuscript, Sign(".", Glue.LEFT) if step == "." else step)
    assert "  " not in manuscript.text
    assert ".." not in manuscript.text
    assert " ." not in manuscript.text

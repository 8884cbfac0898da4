import pytest

from ordret.danish.edits import (
    Break,
    Delete,
    Edit,
    Extent,
    Glue,
    ListEdit,
    ListMark,
    Sign,
    Undo,
    Write,
)
from ordret.danish.manuscript.manuscript import Manuscript
from ordret.danish.style import Style
from ordret.danish.tokens import tokens_of_line

START, NUMBERED = ListEdit(ListMark.START), ListEdit(ListMark.START_NUMBERED)
ITEM, END = ListEdit(ListMark.ITEM), ListEdit(ListMark.END)


def after(*edits: Edit | str, before: str | None = "") -> Manuscript:
    manuscript = Manuscript.begin(Style(), before)
    for edit in edits:
        said = Write(tokens_of_line(edit)) if isinstance(edit, str) else edit
        manuscript = manuscript.apply(said)
    return manuscript


@pytest.mark.parametrize(
    ("edits", "text"),
    [
        (["husk:", START, "mælk", ITEM, "brød", END, "tak"], "Husk:\n- Mælk\n- Brød\nTak"),
        ([NUMBERED, "mælk", ITEM, "brød"], "1. Mælk\n2. Brød"),
        (["husk", Break(2), ITEM, "mælk"], "Husk\n\n- Mælk"),
        ([ITEM, "mælk", ITEM, ITEM, "brød"], "- Mælk\n- Brød"),
        ([START, "mælk", ITEM, END, "tak"], "- Mælk\nTak"),
        ([START, "mælk", ITEM, Break(1), "tak"], "- Mælk\nTak"),
        ([NUMBERED, "mælk", Break(1), "sød", ITEM, "brød"], "1. Mælk\nSød\n2. Brød"),
        ([NUMBERED, "mælk", Break(1), Break(1), ITEM, "brød"], "1. Mælk\n\n- Brød"),
        ([NUMBERED, "mælk", Break(2), NUMBERED, "brød"], "1. Mælk\n\n1. Brød"),
        ([START, "mælk", NUMBERED, "brød"], "- Mælk\n1. Brød"),
        ([START, NUMBERED, "brød"], "1. Brød"),
        ([START, "mælk", START, "brød"], "- Mælk\n- Brød"),
        ([NUMBERED, "et", ITEM, "to", ITEM, "tre", Delete(Extent.LAST), Delete(Extent.LAST),
          ITEM, "fire"], "1. Et\n2. To\n3. Fire"),
        ([NUMBERED, "et to", Delete(Extent.SENTENCE), "tre"], "1. Tre"),
        ([START, Delete(Extent.LAST), "tak", END], "Tak"),
        ([NUMBERED, "mælk", Sign(".", Glue.LEFT), ITEM, "brød"], "1. Mælk.\n2. Brød"),
        ([NUMBERED, "1. maj kom hun"], "1. 1. maj kom hun"),
        ([START, "mælk", ITEM, Undo(), "og brød"], "- Mælk og brød"),
    ],
)  # fmt: skip
def test_each_item_is_a_line_with_its_mark(edits: list[Edit | str], text: str) -> None:
    assert after(*edits).text == text


def test_a_list_begins_on_a_line_of_its_own() -> None:
    assert after(START, "mælk", before="Husk:").text == "\n- Mælk"
    assert after(START, "mælk", before="Husk:\n").text == "- Mælk"
    assert after(START, "mælk", before=None).text == "- Mælk"


def test_the_end_of_a_list_that_was_not_begun_changes_nothing() -> None:
    manuscript = after("Hun kom", END)
    assert manuscript.text == "Hun kom"
    assert not manuscript.did


def test_a_thousand_items_are_counted() -> None:
    edits: list[Edit | str] = [NUMBERED]
    for _ in range(1000):
        edits += ["punkt", ITEM]
    assert after(*edits).text.endswith("1000. Punkt\n1001.")

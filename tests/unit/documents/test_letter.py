"""A letter while it is being filled in."""

from datetime import date
from pathlib import Path

import pytest

from ordret.documents.letter import (
    Condition,
    FieldKind,
    Letter,
    LetterField,
    LetterTemplate,
    missing_required,
    new_letter,
    with_value,
)
from ordret.errors import FaultCode, RequestFault

SENDER = LetterField(
    "afsender", "Kommune", FieldKind.LINE, required=True, standard_setting="organisation.name"
)
DAY = LetterField("dato", "Brevets dato", FieldKind.DATE, required=True, standard="i dag")
GRANTED = LetterField(
    "medhold", "Fuldt medhold?", FieldKind.CHOICE, options=("Nej", "Ja"), standard="Nej"
)
REASONS = LetterField(
    "begrundelse",
    "Begrundelse",
    FieldKind.TEXT,
    required_unless=Condition("medhold", "Ja"),
)
RIGHTS = LetterField("rettigheder", "Rettigheder", FieldKind.TEXT, standard="Du må se sagen.")
TEMPLATE = LetterTemplate(
    id="proeve",
    title="Prøve",
    help="",
    fields=(SENDER, DAY, GRANTED, REASONS, RIGHTS),
    dictation_field=REASONS,
    source=Path("proeve.toml"),
    document=b"",
)


def letter(**values: str) -> Letter:
    new = new_letter(TEMPLATE, today=date(2026, 11, 21), settings={})
    for name, value in values.items():
        new = with_value(new, name, value)
    return new


def test_standard_texts_settings_and_the_day_are_filled_in() -> None:
    settings = {"organisation.name": "Lunde Kommune", "author.name": "Mette Holm"}
    new = new_letter(TEMPLATE, today=date(2026, 11, 21), settings=settings)
    assert new.values == {
        "afsender": "Lunde Kommune",
        "dato": "2026-11-21",
        "medhold": "Nej",
        "begrundelse": "",
        "rettigheder": "Du må se sagen.",
    }


def test_a_value_gives_a_new_letter_and_leaves_the_old_one() -> None:
    old = letter()
    new = with_value(old, "afsender", "Lunde Kommune")
    assert (old.values["afsender"], new.values["afsender"]) == ("", "Lunde Kommune")


def test_a_field_is_found_by_its_label_too() -> None:
    assert letter(BEGRUNDELSE="Fordi.").values["begrundelse"] == "Fordi."
    assert TEMPLATE.field_named(" brevets DATO ") is DAY


def test_an_unknown_field_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(RequestFault) as refused:
        letter(begrundlse="Fordi.")
    assert refused.value.code is FaultCode.REQUEST_INVALID
    assert "»begrundlse«" in refused.value.what
    assert "afsender, dato, medhold, begrundelse, rettigheder" in refused.value.remedy
    assert "Fordi" not in str(refused.value)


def test_a_line_is_one_line_and_a_text_keeps_its_breaks() -> None:
    filled = letter(afsender=" Lunde\r\n Kommune\t\x07", begrundelse="Et.\r\nTo.\x0b\x00Tre.\n")
    assert filled.values["afsender"] == "Lunde Kommune"
    assert filled.values["begrundelse"] == "Et.\nTo.\nTre."


def test_a_dictated_date_is_kept_as_iso() -> None:
    assert letter(dato="Den 5. december 2026.").values["dato"] == "2026-12-05"
    assert letter(dato="").values["dato"] == ""


def test_what_is_no_date_is_refused_without_repeating_what_was_said() -> None:
    with pytest.raises(RequestFault, match="»Brevets dato« skal være en dato") as refused:
        letter(dato="på onsdag")
    assert "onsdag" not in str(refused.value)


def test_a_choice_takes_only_its_options_in_any_case() -> None:
    assert letter(medhold="ja.").values["medhold"] == "Ja"
    with pytest.raises(RequestFault, match="Vælg en af disse: Nej, Ja") as refused:
        letter(medhold="delvist")
    assert refused.value.exit_status == 2


def test_required_fields_that_are_empty_are_named_in_order() -> None:
    assert missing_required(letter()) == (SENDER, REASONS)
    assert missing_required(letter(afsender=" \n", begrundelse="\t")) == (SENDER, REASONS)
    assert missing_required(letter(afsender="Lunde", begrundelse="Fordi.")) == ()


def test_a_field_is_not_required_where_its_condition_is_met() -> None:
    assert missing_required(letter(afsender="Lunde", medhold="Ja")) == ()


def test_one_goes_through_the_fields_in_both_directions() -> None:
    assert TEMPLATE.next_field(SENDER) is DAY
    assert TEMPLATE.next_field(RIGHTS) is None
    assert TEMPLATE.previous_field(DAY) is SENDER
    assert TEMPLATE.previous_field(SENDER) is None


def test_a_letter_shows_nothing_of_its_text_when_it_is_logged() -> None:
    assert "Fordi" not in repr(letter(begrundelse="Fordi."))

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordret.documents.note import (
    DICTATION_FIELD,
    FIELDS,
    CaseNote,
    FieldKind,
    NoteField,
    as_text,
    new_note,
    title,
    with_dictated,
    with_field,
)

SUMMER = timezone(timedelta(hours=2))
NOW = datetime(2026, 6, 9, 23, 5, tzinfo=SUMMER)
LATER = NOW + timedelta(minutes=10)


def filled(**values: str) -> CaseNote:
    note = new_note(NOW, "Mette Holm")
    for field_id, text in values.items():
        note = with_field(note, field_id, text, LATER)
    return note


def test_the_fields_are_those_of_the_duty_to_note_in_their_order() -> None:
    assert [field.label for field in FIELDS] == [
        "Sagsnummer",
        "KLE-nummer",
        "Dato og tidspunkt",
        "Kanal",
        "Deltagere eller kilde",
        "Emne",
        "Oplysninger modtaget",
        "Vejledning givet",
        "Vurdering",
        "Aftaler",
        "Næste skridt",
        "Frist",
        "Forfatter",
    ]


def test_every_field_explains_itself_in_a_sentence_and_only_choices_offer_any() -> None:
    assert all(field.help.endswith(".") for field in FIELDS)
    assert len({field.id for field in FIELDS}) == len(FIELDS)
    assert all(bool(field.choices) == (field.kind is FieldKind.CHOICE) for field in FIELDS)


def test_a_new_note_knows_its_author_and_the_time_on_the_local_clock() -> None:
    note = new_note(NOW, "Mette Holm")
    assert note.text("author") == "Mette Holm"
    assert note.text("held_at") == "9. juni 2026 kl. 23.05"
    assert (note.created_at, note.updated_at) == (NOW, NOW)


def test_two_new_notes_are_two_notes() -> None:
    assert new_note(NOW, "A").id != new_note(NOW, "A").id


def test_a_changed_field_leaves_the_old_note_as_it_was() -> None:
    before = new_note(NOW, "Mette Holm")
    after = with_field(before, "subject", "Boligstøtte", LATER)
    assert before.text("subject") == ""
    assert after.text("subject") == "Boligstøtte"
    assert (after.id, after.created_at, after.updated_at) == (before.id, NOW, LATER)


def test_nobody_can_change_the_values_of_a_note_behind_its_back() -> None:
    values = {"subject": "Boligstøtte"}
    note = CaseNote(new_note(NOW, "").id, NOW, NOW, values)
    values["subject"] = "Byggesag"
    assert note.text("subject") == "Boligstøtte"
    with pytest.raises(TypeError):
        note.values["subject"] = "Byggesag"  # type: ignore[index]


def test_an_unknown_field_is_a_bug() -> None:
    with pytest.raises(ValueError, match="color"):
        with_field(new_note(NOW, ""), "color", "rød", NOW)
    with pytest.raises(ValueError, match="color"):
        CaseNote(new_note(NOW, "").id, NOW, NOW, {"color": "rød"})


def test_a_time_without_a_time_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="time zone"):
        new_note(NOW.replace(tzinfo=None), "Mette Holm")


def test_a_line_stays_on_one_line() -> None:
    assert filled(participants="Borger\nog  hendes søster ").text("participants") == (
        "Borger og hendes søster"
    )


@pytest.mark.parametrize("said", ["digital post", "Digital post.", "DIGITAL POST"])
def test_a_dictated_channel_gets_the_spelling_that_is_offered(said: str) -> None:
    assert filled(channel=said).text("channel") == "Digital Post"


def test_a_channel_that_is_not_offered_is_kept_as_it_was_said() -> None:
    assert filled(channel="Brevdue").text("channel") == "Brevdue"


def test_text_without_a_named_field_is_information_received() -> None:
    note = with_dictated(new_note(NOW, ""), " Borger ringer.", LATER)
    note = with_dictated(note, " Huslejen er steget.", LATER)
    assert note.text("information") == "Borger ringer. Huslejen er steget."
    assert DICTATION_FIELD == "information"


def test_a_paragraph_break_said_alone_is_there_when_the_next_sentence_comes() -> None:
    note = with_dictated(new_note(NOW, ""), "Borger ringer.", LATER, "agreements")
    note = with_dictated(note, "\n\n", LATER, "agreements")
    note = with_dictated(note, "Vi tales ved.", LATER, "agreements")
    assert note.text("agreements") == "Borger ringer.\n\nVi tales ved."


def test_the_plain_text_has_danish_headings_in_order() -> None:
    note = filled(
        case_number="26/1234",
        subject="Boligstøtte",
        information="Borger ringer.\n\nHuslejen er steget.",
        assessment="Borger kan være berettiget.",
        deadline="1. juli 2026",
    )
    assert as_text(note) == (
        "Sagsnotat\n\n"
        "Sagsnummer: 26/1234\n"
        "Dato og tidspunkt: 9. juni 2026 kl. 23.05\n"
        "Emne: Boligstøtte\n\n"
        "Oplysninger modtaget\nBorger ringer.\n\nHuslejen er steget.\n\n"
        "Vurdering\nBorger kan være berettiget.\n\n"
        "Frist: 1. juli 2026\n"
        "Forfatter: Mette Holm\n"
    )


def test_a_note_with_nothing_in_it_is_only_its_heading() -> None:
    assert as_text(CaseNote(new_note(NOW, "").id, NOW, NOW)) == "Sagsnotat\n"


@given(st.sampled_from(FIELDS), st.text().filter(lambda text: text.strip() != ""))
def test_what_was_put_in_a_field_is_in_the_plain_text(field: NoteField, text: str) -> None:
    note = with_field(new_note(NOW, ""), field.id, text, LATER)
    assert note.text(field.id).strip() in as_text(note)


def test_the_title_is_subject_case_number_and_date() -> None:
    note = filled(subject="Boligstøtte", case_number="26/1234")
    assert title(note) == "Boligstøtte · 26/1234 · 9. juni 2026 kl. 23.05"


def test_a_note_without_a_subject_is_called_a_case_note() -> None:
    assert title(new_note(NOW, "")) == "Sagsnotat · 9. juni 2026 kl. 23.05"


def test_a_long_subject_is_cut_in_the_title() -> None:
    assert title(filled(subject="å" * 500)).split(" · ")[0] == "å" * 79 + "…"


def test_a_note_in_a_log_does_not_tell_what_was_said() -> None:
    assert "hemmeligt" not in repr(filled(information="hemmeligt"))


def test_the_title_never_tells_what_a_field_of_text_says() -> None:
    texts = {field.id: "hemmeligt" for field in FIELDS if field.kind is FieldKind.TEXT}
    assert "hemmeligt" not in title(filled(**texts))
    assert len(texts) == 5


def test_the_same_moment_in_another_time_zone_is_the_same_note() -> None:
    note = new_note(NOW, "Mette Holm")
    there = CaseNote(note.id, NOW.astimezone(UTC), NOW.astimezone(UTC), note.values)
    assert note == there

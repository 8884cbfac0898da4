import pytest
from measuring.timeline import Line, Shown, first_sample_seconds, read_timeline


def lines(*fields, late_seconds=0.0, started=10.0):
    """Lines as they arrive; each `late_seconds` after the time it states."""
    return [Line(started + each.get("at", 0.0) + late_seconds, each) for each in fields]


def partial(at, committed, tentative):
    return {"event": "partial", "at": at, "committed": committed, "tentative": tentative}


def final(at, start, end, text):
    return {"event": "final", "at": at, "start": start, "end": end, "text": text, "words": []}


def revised(at, start, end, text):
    return {"event": "revised", "at": at, "start": start, "end": end, "text": text}


def texts(moments):
    return [(moment.at_seconds, " ".join(moment.text.split())) for moment in moments]


def test_the_screen_holds_the_finals_and_the_utterance_being_spoken():
    timeline = read_timeline(
        lines(
            partial(1.0, "", "hvad"),
            partial(2.0, "hvad", "synes du"),
            final(3.0, 0.2, 2.5, "Hvad synes du?"),
            partial(5.0, "", "jeg"),
        )
    )

    assert texts(timeline.shown) == [
        (1.0, "hvad"),
        (2.0, "hvad synes du"),
        (3.0, "Hvad synes du?"),
        (5.0, "Hvad synes du? jeg"),
    ]
    assert timeline.finals == (Shown(3.0, "Hvad synes du?"),)


def test_a_revision_takes_the_place_of_the_finals_between_its_times():
    timeline = read_timeline(
        lines(
            final(3.0, 0.0, 2.5, "Et."),
            final(6.0, 3.0, 5.5, "Tu."),
            final(9.0, 6.0, 8.5, "Træ."),
            revised(10.0, 2.9, 8.6, "To. Tre."),
            final(13.0, 10.0, 12.0, "Fire."),
        )
    )

    assert texts(timeline.revised) == [(3.0, "Et."), (10.0, "To. Tre."), (13.0, "Fire.")]
    assert texts(timeline.finals)[1:3] == [(6.0, "Tu."), (9.0, "Træ.")]
    assert timeline.shown[-1].text == "Et. To. Tre. Fire."


def test_a_second_revision_takes_the_place_of_the_first():
    timeline = read_timeline(
        lines(final(3.0, 0.0, 2.5, "a"), revised(4.0, 0.0, 2.6, "b"), revised(5.0, 0.0, 2.6, "c"))
    )

    assert texts(timeline.revised) == [(5.0, "c")]


def test_a_system_without_times_of_utterances_shows_its_whole_text_itself():
    timeline = read_timeline(
        lines(
            {"event": "started", "at": 0.0},
            {"event": "shown", "at": 2.0, "text": "Hej"},
            {"event": "final", "at": 3.0, "text": "Hej."},
            {"event": "ended", "at": 4.0},
        )
    )

    assert timeline.shown == (Shown(2.0, "Hej"),)
    assert timeline.finals == timeline.revised == (Shown(3.0, "Hej."),)


def test_a_line_that_was_held_back_counts_from_when_it_could_be_seen():
    prompt = lines(partial(1.0, "", "hvad"))
    held_back = lines(partial(2.0, "", "hvad synes"), late_seconds=0.7)

    shown = read_timeline([*prompt, *held_back]).shown

    assert [moment.at_seconds for moment in shown] == pytest.approx([1.0, 2.7])


def test_listening_tells_the_first_sample_where_nothing_was_said():
    assert first_sample_seconds([Line(1.5, {"event": "stage", "stage": "listening"})]) == 1.5


def test_lines_without_any_time_are_refused():
    with pytest.raises(ValueError, match="no line with a time"):
        first_sample_seconds([Line(1.0, {"event": "text", "text": ""})])


def test_the_delivered_text_is_kept():
    timeline = read_timeline(lines(final(1.0, 0, 1, "Hej"), {"event": "text", "text": "Hej."}))

    assert timeline.delivered == "Hej."

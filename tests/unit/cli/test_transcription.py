"""The forms of a transcription, to the letter."""

import json

from ordret.cli.transcription import Transcription, as_json, as_srt, as_text, as_vtt
from ordret.events import Word
from ordret.speech.recording import Passage
from scripted_speech import said

FIRST = said("Hun har et nyt telefonnummer på Ærø.", 1.0, pace=0.3).words
SECOND = said("a --> b & <c>", 3_725.5, pace=0.3).words


def transcription(*passages: tuple[Word, ...]) -> Transcription:
    return Transcription(
        file="møde.mp3",
        duration_seconds=3_730.12345,
        model="base",
        device="cpu",
        passages=tuple(
            Passage(words[0].start_seconds - 0.25, words[-1].end_seconds + 0.25, words)
            for words in passages
        ),
    )


def test_text_has_a_blank_line_between_paragraphs_and_ends_with_a_line_break() -> None:
    text = as_text(transcription(FIRST, said("Tak.", 3.2).words, SECOND))

    assert text == "Hun har et nyt telefonnummer på Ærø. Tak.\n\na --> b & <c>\n"


def test_srt_is_numbered_with_a_comma_and_no_second_arrow() -> None:
    assert as_srt(transcription(FIRST, SECOND)) == (
        "1\n"
        "00:00:01,000 --> 00:00:03,100\n"
        "Hun har et nyt telefonnummer på Ærø.\n"
        "\n"
        "2\n"
        "01:02:05,500 --> 01:02:07,000\n"
        "a → b & <c>\n"
    )


def test_vtt_has_its_header_a_point_and_everything_escaped() -> None:
    assert as_vtt(transcription(FIRST, SECOND)) == (
        "WEBVTT\n"
        "\n"
        "00:00:01.000 --> 00:00:03.100\n"
        "Hun har et nyt telefonnummer på Ærø.\n"
        "\n"
        "01:02:05.500 --> 01:02:07.000\n"
        "a --&gt; b &amp; &lt;c&gt;\n"
    )


def test_two_lines_are_two_lines() -> None:
    words = said("Hun vil gerne arbejde, men hun kan ikke gå på trapper.", pace=0.3).words

    assert as_srt(transcription(words)).splitlines()[2:] == [
        "Hun vil gerne arbejde,",
        "men hun kan ikke gå på trapper.",
    ]


def test_json_has_every_word_with_its_time_and_probability() -> None:
    passage = Passage(0.75, 2.3456, (Word("Ærø.", 1.00049, 2.0, 0.87654),))
    written = as_json(Transcription("møde.mp3", 3.0, "base", "cpu", (passage,)))

    assert json.loads(written) == {
        "file": "møde.mp3",
        "duration_seconds": 3.0,
        "model": "base",
        "device": "cpu",
        "passages": [
            {
                "start": 0.75,
                "end": 2.346,
                "text": "Ærø.",
                "words": [{"word": "Ærø.", "start": 1.0, "end": 2.0, "probability": 0.877}],
            }
        ],
    }
    assert "Ærø" in written


def test_where_nothing_was_said_each_form_is_valid_and_empty() -> None:
    nothing = transcription()

    assert as_text(nothing) == ""
    assert as_srt(nothing) == ""
    assert as_vtt(nothing) == "WEBVTT\n"
    assert json.loads(as_json(nothing))["passages"] == []

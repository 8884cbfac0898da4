"""Words in paragraphs and subtitles."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ordret.events import Word
from ordret.speech.layout import (
    LINE_CHARACTERS,
    LONGEST_SUBTITLE_SECONDS,
    Subtitle,
    paragraphs,
    subtitles,
)
from scripted_speech import said, word


def timed(*pieces: tuple[float, str]) -> tuple[Word, ...]:
    """Pieces of text from these seconds on, each word taking 0.3 seconds."""
    return tuple(each for start, text in pieces for each in said(text, start, pace=0.3).words)


def shown(words: tuple[Word, ...]) -> list[tuple[str, ...]]:
    return [subtitle.lines for subtitle in subtitles(words)]


class TestParagraphs:
    def texts(self, words: tuple[Word, ...]) -> list[str]:
        return [" ".join(each.text for each in group) for group in paragraphs(words)]

    def test_a_long_pause_begins_a_new_one(self) -> None:
        words = timed((0, "Hun ringede."), (2.5, "Vi talte."), (5.2, "Tak."))

        assert self.texts(words) == ["Hun ringede. Vi talte.", "Tak."]

    def test_a_long_one_ends_with_a_sentence(self) -> None:
        words = timed((0, "ord " * 100 + "slut. Så begynder den næste"))

        assert self.texts(words) == ["ord " * 100 + "slut.", "Så begynder den næste"]

    def test_no_words_give_none(self) -> None:
        assert self.texts(()) == []


class TestSubtitles:
    def test_a_sentence_is_one_and_as_long_as_it_is_said(self) -> None:
        assert subtitles(timed((1, "Hun har et nyt telefonnummer."), (3.1, "Godt."))) == (
            Subtitle(1, 2.5, ("Hun har et nyt telefonnummer.",)),
            Subtitle(3.1, 4.1, ("Godt.",)),
        )

    def test_two_lines_are_as_long_as_each_other(self) -> None:
        words = timed((0, "Hun vil gerne arbejde, men hun kan ikke gå på trapper."))

        assert shown(words) == [("Hun vil gerne arbejde,", "men hun kan ikke gå på trapper.")]

    def test_a_long_sentence_is_parted_at_a_comma(self) -> None:
        words = timed(
            (
                0,
                "Borgeren oplyser, at hun er flyttet til Ærø i sommer, fordi huslejen i Odense er "
                "steget meget.",
            )
        )

        assert shown(words) == [
            ("Borgeren oplyser, at hun er", "flyttet til Ærø i sommer,"),
            ("fordi huslejen i Odense er steget meget.",),
        ]

    def test_without_a_comma_it_is_parted_at_the_longest_pause(self) -> None:
        words = timed(
            (0, "Gaden er lukket for gennemgående færdsel i hele"),
            (2.9, "ti måneder om året og man kan ikke køre ind"),
        )

        assert shown(words)[0] == ("Gaden er lukket for", "gennemgående færdsel i hele")

    def test_a_short_sentence_shares_one_with_the_next(self) -> None:
        assert shown(timed((0, "Ja. Det kan vi godt."))) == [("Ja. Det kan vi godt.",)]

    def test_a_pause_parts_them(self) -> None:
        assert shown(timed((0, "Ja"), (1.1, "det kan vi"))) == [("Ja",), ("det kan vi",)]

    def test_a_word_that_is_longer_than_a_line_stands_alone(self) -> None:
        long = "arbejdsskadeforsikringsselskabsbestyrelsesformanden"

        assert shown(timed((0, f"Så ringede {long} i går"))) == [
            ("Så ringede",),
            (long,),
            ("i går",),
        ]

    def test_a_word_that_lasts_too_long_is_shown_for_six_seconds(self) -> None:
        assert subtitles((word("Øh", 2, 14),)) == (Subtitle(2, 8, ("Øh",)),)

    def test_a_short_word_is_shown_for_a_second_if_there_is_room(self) -> None:
        words = (word("Ja", 1.0, 1.2), word("nej", 1.95, 2.0))

        assert subtitles(words) == (Subtitle(1, 1.95, ("Ja",)), Subtitle(1.95, 2.95, ("nej",)))

    def test_no_words_give_none(self) -> None:
        assert subtitles(()) == ()

    @given(
        st.lists(
            st.tuples(
                st.text(st.sampled_from("abcæøå.,!? "), min_size=1, max_size=60).filter(str.strip),
                st.floats(0.0, 8.0),
                st.floats(-0.5, 4.0),
            ),
            max_size=40,
        )
    )
    def test_whatever_is_said_they_can_be_read(
        self, spoken: list[tuple[str, float, float]]
    ) -> None:
        words: list[Word] = []
        at = 0.0
        for text, length, pause in spoken:
            words.append(word(text, at, at + length))
            at = max(at, at + length + pause)

        found = subtitles(words)

        for subtitle in found:
            assert subtitle.end_seconds - subtitle.start_seconds + 1e-9 >= 0.1
            assert subtitle.end_seconds - subtitle.start_seconds <= LONGEST_SUBTITLE_SECONDS + 1e-9
            assert 1 <= len(subtitle.lines) <= 2
            for line in subtitle.lines:
                assert line
                assert len(line) <= LINE_CHARACTERS or line in {
                    " ".join(text.split()) for text, _, _ in spoken
                }
        for before, after in pairwise(found):
            assert before.end_seconds <= after.start_seconds
        everything = " ".join(line for subtitle in found for line in subtitle.lines)
        assert everything.split() == " ".join(text for text, _, _ in spoken).split()

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ordret.danish.numbers.conversion import convert
from ordret.danish.style import Style
from ordret.danish.tokens import tokens_of_line

ALL_IN_DIGITS = Style(thousands="", digits_from=0)
SMALL = [
    "nul",
    "en",
    "to",
    "tre",
    "fire",
    "fem",
    "seks",
    "syv",
    "otte",
    "ni",
    "ti",
    "elleve",
    "tolv",
    "tretten",
    "fjorten",
    "femten",
    "seksten",
    "sytten",
    "atten",
    "nitten",
]
SHORT_TENS = ["tyve", "tredive", "fyrre", "halvtreds", "tres", "halvfjerds", "firs", "halvfems"]
LONG_TENS = [
    "tyve",
    "tredive",
    "fyrretyve",
    "halvtredsindstyve",
    "tresindstyve",
    "halvfjerdsindstyve",
    "firsindstyve",
    "halvfemsindstyve",
]


class Speller:
    """Spells numbers as a Dane would: short or long tens, together or apart, with »og« or not."""

    def __init__(self, *, long: bool, together: bool, with_and: bool) -> None:
        self.tens = LONG_TENS if long else SHORT_TENS
        self.gap = "" if together else " "
        self.link = f"{self.gap}og{self.gap}" if with_and else self.gap
        self.linked_unit = f"{self.gap}og{self.gap}"

    def spelled(self, value: int) -> str:
        for scale, one, several in (
            (10**9, "en milliard", "milliarder"),
            (10**6, "en million", "millioner"),
        ):
            if value >= scale:
                count, rest = divmod(value, scale)
                head = one if count == 1 else f"{self.below_thousand(count)} {several}"
                return f"{head} {self.spelled(rest)}" if rest else head
        thousands, rest = divmod(value, 1000)
        if not thousands:
            return self.below_thousand(rest)
        head = f"{self._as_multiplier(thousands)}{self.gap}tusind"
        if not rest:
            return head
        return f"{head}{self._link_to(rest)}{self.below_thousand(rest)}"

    def below_thousand(self, value: int) -> str:
        hundreds, rest = divmod(value, 100)
        if not hundreds:
            return self._below_hundred(rest)
        head = f"{self._as_multiplier(hundreds)}{self.gap}hundrede"
        return f"{head}{self._link_to(rest)}{self._below_hundred(rest)}" if rest else head

    def _link_to(self, rest: int) -> str:
        if rest >= 100:
            return self.gap
        # »hundrede en« is rather an article, so nobody leaves »og« out there.
        return self.linked_unit if rest == 1 else self.link

    def _as_multiplier(self, value: int) -> str:
        return "et" if value == 1 else self.below_thousand(value)

    def _below_hundred(self, value: int) -> str:
        if value < 20:
            return SMALL[value]
        unit, tens = value % 10, self.tens[value // 10 - 2]
        return f"{SMALL[unit]}{self.linked_unit}{tens}" if unit else tens


spellers = st.builds(Speller, long=st.booleans(), together=st.booleans(), with_and=st.booleans())
values = st.one_of(
    st.integers(2, 10**9),
    st.integers(2, 10**4),
    st.builds(lambda digit, power: digit * 10**power, st.integers(1, 9), st.integers(1, 8)),
)


@given(value=values, speller=spellers)
@example(value=1_001_001, speller=Speller(long=False, together=False, with_and=True))
@example(value=999_999_999, speller=Speller(long=True, together=True, with_and=False))
def test_every_spelled_number_comes_back_as_its_digits(value: int, speller: Speller) -> None:
    tokens = convert(tokens_of_line(speller.spelled(value)), ALL_IN_DIGITS)
    assert [token.text for token in tokens] == [str(value)]


@pytest.mark.parametrize("value", range(2, 1000))
def test_every_number_below_a_thousand_comes_back(value: int) -> None:
    for long in (False, True):
        for together in (False, True):
            spelled = Speller(long=long, together=together, with_and=True).spelled(value)
            tokens = convert(tokens_of_line(spelled), ALL_IN_DIGITS)
            assert [token.text for token in tokens] == [str(value)], spelled


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("femoghalvtreds", "55"),
        ("hundrede og syv", "107"),
        ("tohundredeogfem sager", "205 sager"),
        ("nittenhundrede sider", "1.900 sider"),
        ("to millioner tre hundrede femogtyve tusind syv hundrede halvtreds", "2.325.750"),
        ("2 tusind 500 breve", "2.500 breve"),
        ("to tusind, fem hundrede breve", "2.500 breve"),
        ("to hundrede og tre hundrede breve", "200 og 300 breve"),
        ("en million et hundrede", "1.000.100"),
        ("hundrede og en borgere", "101 borgere"),
    ],
)
def test_numbers_from_eleven_on_are_written_in_digits(
    write: Callable[..., str], spoken: str, written: str
) -> None:
    assert write(spoken) == written


@pytest.mark.parametrize(
    "spoken",
    [
        "en sag",
        "to borgere",
        "tre der sagde ja",
        "de to sidste",
        "den ene",
        "en gang til",
        "fem-seks stykker",
        "der kom ti tolv stykker",
        "halvfjerds tyve tredive",
        "tusind tak",
        "et tusind tak",
        "tusind gange tak",
        "tusind og en nat",
        "flere hundrede borgere",
        "mange tusinde sider",
        "millioner af dokumenter",
        "tre femti",
        "Hun fik 250000 hits og 2.325.750 læsere.",
    ],
)
def test_what_is_not_surely_a_number_stays(write: Callable[..., str], spoken: str) -> None:
    assert write(spoken) == spoken


def test_an_article_after_a_number_is_no_part_of_it(write: Callable[..., str]) -> None:
    assert write("fem hundrede breve") == "500 breve"
    assert write("han fik fem hundrede og en undskyldning") == "han fik 500 og en undskyldning"


def test_the_style_says_from_where_on_and_how_digits_are_written(
    write: Callable[..., str],
) -> None:
    assert write("ni borgere", digits_from=0) == "9 borgere"
    assert write("en borger", digits_from=0) == "en borger"
    assert write("tolv børn", digits_from=13) == "tolv børn"
    assert write("to tusind sider", thousands=" ") == "2 000 sider"
    assert write("to tusind sider", thousands="") == "2000 sider"


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("fra femten til tyve", "fra 15 til 20"),
        ("femten til tyve borgere", "15-20 borgere"),
        ("to til tre hundrede borgere", "2-300 borgere"),
        ("mellem femten og tyve", "mellem 15 og 20"),
        ("mellem fem og tyve", "mellem 5 og 20"),
        ("to børn på fem og tolv år", "to børn på 5 og 12 år"),
        ("fem, otte og tolv år", "5, 8 og 12 år"),
        ("fra fem til ti borgere", "fra fem til ti borgere"),
        ("to til tre pladser", "to til tre pladser"),
    ],
)
def test_a_small_number_beside_a_larger_one_is_written_like_it(
    write: Callable[..., str], spoken: str, written: str
) -> None:
    assert write(spoken) == written


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("tolv plus atten lig med tredive", "12 + 18 = 30"),
        ("to plus to", "2 + 2"),
        ("tyve minus fem", "20 - 5"),
        ("femten skråstreg tyve", "15/20"),
        ("det er et plus", "det er et plus"),
    ],
)
def test_signs_between_numbers_are_written(
    write: Callable[..., str], spoken: str, written: str
) -> None:
    assert write(spoken) == written


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("to en halv time", "2½ time"),
        ("fem og et halvt år", "5½ år"),
        ("to tredjedele af dem", "⅔ af dem"),
        ("tre tiendedele", "3/10"),
        ("en kvart stilling", "¼ stilling"),
        ("nul komma syv fem", "0,75"),
        ("tre komma et fire et fem", "3,1415"),
        ("et komma nul fem", "1,05"),
        ("tolv komma femogtyve", "12,25"),
        ("to komma fem millioner borgere", "2,5 millioner borgere"),
    ],
)
def test_fractions_and_decimals(write: Callable[..., str], spoken: str, written: str) -> None:
    assert write(spoken) == written


@pytest.mark.parametrize(
    "spoken",
    [
        "halvanden time",
        "et halvt år",
        "halvdelen",
        "en halv time",
        "en tredjedel af dem",
        "en komma",
        "der kom tre, komma, fem blev væk",
        "der kom tre <pause> komma <pause> fem blev væk",
    ],
)
def test_parts_that_running_text_has_in_letters_stay(
    write: Callable[..., str], spoken: str
) -> None:
    assert write(spoken) == spoken.replace("<pause> ", "")


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("det tyvende århundrede", "det 20. århundrede"),
        ("hans halvtredsindstyvende fødselsdag", "hans 50. fødselsdag"),
        ("vi ses mandag den tolvte", "vi ses mandag den 12."),
        ("det første møde", "det første møde"),
        ("først og fremmest", "først og fremmest"),
        ("den femte ansøger", "den femte ansøger"),
        ("hver tolvte borger", "hver tolvte borger"),
    ],
)
def test_ordinals_follow_the_rule_of_numbers(
    write: Callable[..., str], spoken: str, written: str
) -> None:
    assert write(spoken) == written

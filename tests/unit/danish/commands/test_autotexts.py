from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from ordret.danish.commands.autotexts import (
    MAX_CHARACTERS,
    Autotexts,
    filled,
    merged_autotexts,
    read_autotexts,
)
from ordret.errors import FaultCode, RequestFault

TODAY = date(2026, 11, 22)
PAGE = Path(__file__).parents[4] / "docs" / "diktatkommandoer.md"
PACKAGE_TEXT = (files("ordret.danish.commands") / "autotexts.toml").read_text(encoding="utf-8")


def kept(*texts: str) -> Autotexts:
    return merged_autotexts(
        read_autotexts(text, f"fil{number}.toml") for number, text in enumerate(texts, 1)
    )


def entry(name: str, text: str) -> str:
    return f'[[autotext]]\nname = "{name}"\ntext = """\n{text}"""\n'


def said(autotexts: Autotexts, spoken: str, today: date = TODAY) -> str:
    autotext = autotexts.named(spoken)
    assert autotext is not None
    return filled(autotext, today)


@pytest.mark.parametrize(
    ("field", "today", "written"),
    [
        ("{dato}", TODAY, "22. november 2026"),
        ("{ dato }", TODAY, "22. november 2026"),
        ("{ugedag og dato}", TODAY, "søndag den 22. november 2026"),
        ("{dato om 1 dag}", TODAY, "23. november 2026"),
        ("{dato om 14 dage}", TODAY, "6. december 2026"),
        ("{Dato om 4 uger}", TODAY, "20. december 2026"),
        ("{dato om 2 måneder}", TODAY, "22. januar 2027"),
        ("{dato om 1 måned}", date(2027, 1, 31), "28. februar 2027"),
        ("{dato om 1 år}", date(2028, 2, 29), "28. februar 2029"),
        ("{dato for 3 uger siden}", TODAY, "1. november 2026"),
        ("{dato for 11 måneder siden}", TODAY, "22. december 2025"),
        ("{dato om 100 år}", TODAY, "22. november 2126"),
    ],
)
def test_a_date_is_reckoned_from_the_day_it_is_inserted(
    field: str, today: date, written: str
) -> None:
    assert said(kept(entry("frist", f"Senest {field}.")), "frist", today) == f"Senest {written}."


def test_an_autotexts_own_fields_are_left_for_the_user() -> None:
    assert said(kept(entry("a", "Kære [navn]\n\nTak")), "a") == "Kære [navn]\n\nTak"


def test_an_autotext_inserts_another_with_its_dates() -> None:
    autotexts = kept(
        entry("brev", "Tak.\n\n{indsæt venlig hilsen}"), entry("Venlig Hilsen", "V.h. {dato}")
    )

    assert said(autotexts, "brev") == "Tak.\n\nV.h. 22. november 2026"


@pytest.mark.parametrize(
    "spoken",
    [
        "klagevejledning",
        "Klagevejledning",
        "klage vejledning",
        "klagevejledningen",
        "klagevejledning,",
    ],
)
def test_a_name_is_understood_as_people_say_it(spoken: str) -> None:
    autotexts = kept(entry("klagevejledning", "Du kan klage."), entry("fuldmagt", "Jeg giver"))

    assert said(autotexts, spoken) == "Du kan klage."


@pytest.mark.parametrize("spoken", ["klage", "klagevejled", "", "møde", "k", "klagevejledning nu"])
def test_what_may_mean_several_or_none_means_none(spoken: str) -> None:
    autotexts = kept(entry("klagevejledning", "a"), entry("klageafgørelse", "b"))

    assert autotexts.named(spoken) is None


def test_a_later_file_replaces_and_switches_off() -> None:
    own = entry("Hilsen", "Kh") + '[[autotext]]\nname = "kvittering"\nenabled = false\n'
    autotexts = kept(entry("hilsen", "Venlig hilsen") + entry("kvittering", "Tak"), own)

    assert said(autotexts, "hilsen") == "Kh"
    assert autotexts.named("kvittering") is None


def test_all_of_ordrets_own_can_be_inserted() -> None:
    autotexts = kept(PACKAGE_TEXT)

    for autotext in autotexts.autotexts:
        text = said(autotexts, autotext.name)
        assert text
        assert "{" not in text
    assert {"klagevejledning", "fuldmagt", "venlig hilsen"} <= autotexts.by_name.keys()


def test_the_example_on_the_page_works() -> None:
    example = PAGE.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]

    text = said(kept(PACKAGE_TEXT, example), "telefontid")

    assert "[telefonnummer]" in text
    assert "6. december 2026" in text
    assert "Venlig hilsen" in text


@pytest.mark.parametrize(
    ("text", "line", "named"),
    [
        ("[[autotext]]\nname = \n", 2, "TOML"),
        (entry("a", "x") + entry("a", "y"), 6, "»a« er brugt før"),
        (entry("a b", "x") + entry("AB", "y"), 6, "»AB« er brugt før"),
        (entry("a", "Senest\n{dato om lidt}"), 5, "»{dato om lidt}«"),
        (entry("a", "{dato om 9999 år}"), 4, "»{dato om 9999 år}«"),
        (entry("a", "{navn}") + entry("b", "{navn}"), 4, "»{navn}«"),
        (entry("b", "{dato}") + entry("a", "{data}"), 8, "»{data}«"),
        (entry("a", "En { uden ende"), 4, "»{ uden ende«"),
        (entry("a", "En } for sig"), 4, "»}«"),
        (entry("a", ""), 1, "mangler sin tekst"),
        ('[[autotext]]\ntext = "x"\n', 1, "mangler et navn"),
        ('[[autotext]]\nname = "!"\ntext = "x"\n', 1, "mangler et navn"),
        ('[[autotext]]\nname = "a"\nsay = "b"\ntext = "x"\n', 3, "»say«"),
        ('[[autotext]]\nname = "a"\nsay = [""]\ntext = "x"\n', 3, "»say«"),
        ('[[autotext]]\nname = "a"\ntekst = "x"\n', 3, "»tekst«"),
        ('[[autotext]]\nname = "a"\ntext = "x"\nenabled = 1\n', 4, "»enabled«"),
        ('name = "a"\n', 1, "»name«"),
        ('[autotext]\nname = "a"\n', 1, "»autotext«"),
        (entry("a", "x\x07"), 4, "usynligt tegn"),
        (entry("a", "x" * (MAX_CHARACTERS + 1)), 1, "for lang"),
    ],
)
def test_a_mistake_in_a_file_is_told_with_its_line(text: str, line: int, named: str) -> None:
    with pytest.raises(RequestFault) as caught:
        read_autotexts(text, "autotekster.toml")

    assert caught.value.code is FaultCode.AUTOTEXT_INVALID
    assert caught.value.what.startswith(f"autotekster.toml, linje {line}: ")
    assert named in caught.value.what


@pytest.mark.parametrize(
    ("text", "line", "named"),
    [
        (entry("a", "{indsæt a}"), 1, "indsætter sig selv"),
        (entry("a", "{indsæt b}") + entry("b", "{indsæt a}"), 1, "indsætter sig selv"),
        (entry("b", "x") + entry("a", "{indsæt c}"), 5, "»c«, som ikke findes"),
        ('\n[[autotext]]\nname = "a"\nenabled = false\n', 2, "at slå fra"),
    ],
)
def test_what_does_not_fit_together_is_told_with_its_line(text: str, line: int, named: str) -> None:
    with pytest.raises(RequestFault) as caught:
        kept(text)

    assert caught.value.code is FaultCode.AUTOTEXT_INVALID
    assert caught.value.what.startswith(f"fil1.toml, linje {line}: ")
    assert named in caught.value.what


def test_autotexts_that_insert_each_other_many_times_are_refused_at_once() -> None:
    doubling = "".join(
        entry(f"nr {number}", f"{{indsæt nr {number + 1}}}" * 50) for number in range(15)
    )

    with pytest.raises(RequestFault, match="for lang"):
        kept(doubling + entry("nr 15", "x" * 50))


def test_a_long_chain_of_autotexts_is_refused() -> None:
    chain = "".join(entry(f"nr {number}", f"{{indsæt nr {number + 1}}}") for number in range(2000))

    with pytest.raises(RequestFault, match="for lang"):
        kept(chain + entry("nr 2000", "x"))

"""What the package, the organisation and the user say about writing, on top of each other."""

from datetime import date
from pathlib import Path

import pytest

from ordret.assembly.writing import find_grammar, style_of
from ordret.danish.manuscript.manuscript import Manuscript
from ordret.danish.style import Style
from ordret.danish.tokens import tokens_of_line
from ordret.danish.writing import Field, Grammar, Writing, followed
from ordret.errors import FaultCode
from ordret.settings.declaration import Settings
from ordret.settings.precedence import Layer, Level, resolve

AUTOTEXT = """
[[autotext]]
name = "{name}"
text = "{text}"
"""


def settings(**writing: object) -> Settings:
    return resolve((Layer(Level.USER, Path("settings.toml"), {"writing": writing}),)).settings


def folder(path: Path, **files: str | bytes) -> Path:
    """A folder with these files; in a name, _ stands for a full stop."""
    path.mkdir()
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (path / name.replace("_", ".")).write_bytes(data)
    return path


def written(line: str, grammar: Grammar) -> str:
    empty = Writing((Field("", "", Manuscript.begin(grammar.style)),))
    return followed(empty, tokens_of_line(line), grammar, date(2026, 3, 2))[0].text


def test_the_default_settings_are_the_default_style() -> None:
    assert style_of(Settings().writing) == Style()


def test_the_settings_choose_the_style() -> None:
    grammar = find_grammar(settings(percent="%", thousands=" ", currency="DKK"), None).grammar
    line = "to tusind fem hundrede kroner er ti procent"
    assert written(line, grammar) == "2 500 DKK er 10 %"


def test_a_user_goes_before_the_organisation_and_that_before_the_package(tmp_path: Path) -> None:
    organisation = folder(
        tmp_path / "fælles",
        autotekster_toml=AUTOTEXT.format(name="venlig hilsen", text="Hilsen fra kommunen")
        + AUTOTEXT.format(name="kontor", text="Rådhuset"),
        ordliste_csv="ord;hørt som\nSolgården;sol gården\n",
    )
    own = folder(
        tmp_path / "egne",
        autotekster_toml=AUTOTEXT.format(name="venlig hilsen", text="Kh Mette"),
        kommandoer_toml='[full_stop]\nsay = ["prik"]\n',
        ordliste_toml='title = "Mine"\n[[term]]\nword = "SOLGÅRDEN"\n',
    )
    found = find_grammar(settings(organisation_folder=str(organisation)), own)
    assert found.faults == ()
    assert written("indsæt venlig hilsen", found.grammar) == "Kh Mette"
    assert written("indsæt kontor", found.grammar) == "Rådhuset"
    assert written("hun er mødt prik", found.grammar) == "Hun er mødt."
    assert written("hun bor på sol gården", found.grammar) == "Hun bor på SOLGÅRDEN"
    assert [each.title for each in found.word_lists][-1] == "Mine"


@pytest.mark.parametrize(
    ("name", "content", "code", "line"),
    [
        ("kommandoer_toml", "[full_stop\n", FaultCode.COMMANDS_INVALID, "linje 1"),
        ("kommandoer_toml", '[x]\nsay = ["komma"]\naction = { sign = "," }\n[y]\nsay = ["komma"]'
         '\naction = { sign = ";" }\n', FaultCode.COMMANDS_INVALID, "linje"),
        ("autotekster_toml", '\n[[autotext]]\nname = 5\n', FaultCode.AUTOTEXT_INVALID, "linje"),
        ("ordliste_csv", "ord\nSolgården\nB\u00f8rnehuset".encode("cp1252"),
         FaultCode.VOCABULARY_INVALID, "linje 2"),
        ("ordliste_toml", 'title = "x"\n[[term]]\nwrd = "x"\n', FaultCode.VOCABULARY_INVALID,
         "linje"),
    ],
)  # fmt: skip
def test_a_file_with_a_mistake_is_left_out_and_named(
    tmp_path: Path, name: str, content: str | bytes, code: FaultCode, line: str
) -> None:
    own = folder(tmp_path / "egne", **{name: content})
    found = find_grammar(Settings(), own)
    (fault,) = found.faults
    assert fault.code is code
    assert name.replace("_", ".") in str(fault)
    assert line in str(fault)
    assert written("hun er mødt punktum", found.grammar) == "Hun er mødt."


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    own = folder(tmp_path / "egne")
    (own / "kommandoer.toml").mkdir()
    (fault,) = find_grammar(Settings(), own).faults
    assert fault.code is FaultCode.FILE_UNREADABLE


def test_a_user_need_not_have_files(tmp_path: Path) -> None:
    assert find_grammar(Settings(), tmp_path / "nej").faults == ()


def test_an_organisation_whose_folder_is_away_is_told(tmp_path: Path) -> None:
    found = find_grammar(settings(organisation_folder=str(tmp_path / "nej")), None)
    (fault,) = found.faults
    assert fault.code is FaultCode.FILE_UNREADABLE
    assert str(tmp_path / "nej") in str(fault)
    assert written("hun er mødt punktum", found.grammar) == "Hun er mødt."


def test_a_pack_can_be_left_out() -> None:
    layer = Layer(Level.USER, Path("settings.toml"), {"vocabulary": {"health": False}})
    titles = [each.title for each in find_grammar(resolve((layer,)).settings, None).word_lists]
    assert len(titles) == 3
    assert "Sundhed og ældre" not in titles

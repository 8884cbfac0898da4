"""The TOML file beside a letter template, right and wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordret.documents.declaration import SENDER_SETTINGS, read_declaration
from ordret.documents.letter import Condition, FieldKind, LetterField
from ordret.errors import Fault, FaultCode
from ordret.settings.declaration import declared_settings

HEAD = 'title = "Prøve"\ndictation_field = "tekst"\n'
TEXT = '[[field]]\nid = "tekst"\nlabel = "Tekst"\nkind = "text"\n'
CHOICE = '[[field]]\nid = "valg"\nlabel = "Valg"\nkind = "choice"\noptions = ["Nej", "Ja"]\n'


def test_fields_are_read_in_order_with_all_they_say() -> None:
    declared = read_declaration(
        (
            'title = "Prøve"\nhelp = "Til prøver."\ndictation_field = "tekst"\n'
            + CHOICE
            + 'required = true\nstandard = "Nej"\n'
            + TEXT
            + 'help = "Hvorfor?"\nstandard = "Fordi."\nstandard_setting = "author.name"\n'
            'required_unless = { valg = "Ja" }\n'
            '[[field]]\nid = "dag"\nlabel = "Dag"\nkind = "date"\nstandard = "i dag"\n'
        ).encode(),
        "prøve.toml",
    )
    assert (declared.title, declared.help) == ("Prøve", "Til prøver.")
    assert declared.fields == (
        LetterField(
            "valg",
            "Valg",
            FieldKind.CHOICE,
            required=True,
            standard="Nej",
            options=("Nej", "Ja"),
        ),
        LetterField(
            "tekst",
            "Tekst",
            FieldKind.TEXT,
            required_unless=Condition("valg", "Ja"),
            help="Hvorfor?",
            standard="Fordi.",
            standard_setting="author.name",
        ),
        LetterField("dag", "Dag", FieldKind.DATE, standard="i dag"),
    )
    assert declared.dictation_field is declared.fields[1]


def test_a_file_that_windows_notepad_saved_is_read() -> None:
    saved = "\ufeff" + (HEAD + TEXT).replace("\n", "\r\n")
    assert read_declaration(saved.encode(), "prøve.toml").title == "Prøve"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "mangler »title«"),
        ('title = ""\n' + TEXT, "mangler »title«"),
        ('title = "Prøve"\n' + TEXT, "mangler »dictation_field«"),
        (HEAD, "mangler »field«"),
        (HEAD + "field = 3\n", "ikke kan bruges, i »field«"),
        (HEAD + "field = [3]\n", "noget andet end et felt i felt nr. 1"),
        (HEAD + "farve = 3\n" + TEXT, "har »farve«, som Ordret ikke kender"),
        (HEAD + TEXT + 'lable = "x"\n', "har »lable« i felt nr. 1 (»tekst«), som Ordret ikke"),
        (HEAD + '[[field]]\nlabel = "x"\nkind = "text"\n', "mangler »id« i felt nr. 1"),
        (HEAD + '[[field]]\nid = "tekst"\nkind = "text"\n', "mangler »label« i felt nr. 1 (»tek"),
        (HEAD + TEXT + '[[field]]\nid = "b"\nlabel = "B"\n', "mangler »kind« i felt nr. 2 (»b«)"),
        (HEAD + TEXT.replace('"text"', '"tal"'), "i »kind« i felt nr. 1 (»tekst«)"),
        (HEAD + TEXT.replace('"Tekst"', "7"), "i »label« i felt nr. 1 (»tekst«)"),
        (HEAD + TEXT + 'required = "ja"\n', "i »required« i felt nr. 1 (»tekst«)"),
        (HEAD + TEXT + TEXT, "to felter med »id« = »tekst«"),
        (HEAD + TEXT + TEXT.replace("tekst", "andet"), "to felter med »label« = »tekst«"),
        (HEAD + TEXT.replace('"tekst"', '"Mit felt"'), "i »id« i felt nr. 1"),
        (HEAD + TEXT.replace('"tekst"', '"not"'), "i »id« i felt nr. 1"),
        (HEAD + TEXT + 'options = ["a", "b"]\n', "i »options« i felt nr. 1"),
        (HEAD + TEXT + CHOICE.replace(', "Ja"', ""), "i »options« i felt nr. 2"),
        (HEAD + TEXT + CHOICE.replace('"Nej"', '"ja"'), "i »options« i felt nr. 2"),
        (HEAD + TEXT + CHOICE + 'standard = "Måske"\n', "i »standard« i felt nr. 2"),
        (HEAD + TEXT.replace('"text"', '"date"') + 'standard = "jul"\n', "i »standard« i felt nr"),
        (HEAD + TEXT + 'standard_setting = "audio.x"\n', "i »standard_setting« i felt nr. 1"),
        (HEAD + TEXT + 'required_unless = { x = "Ja" }\n', "i »required_unless« i felt nr. 1"),
        (HEAD + CHOICE, "har »tekst« som »dictation_field«"),
        (HEAD.replace('"tekst"', '"valg"') + TEXT + CHOICE, "har »valg« som »dictation_field«"),
        (HEAD + TEXT + "label\n", "har en skrivefejl i linje 7"),
    ],
)
def test_a_mistake_is_told_with_file_field_and_key(content: str, told: str) -> None:
    with pytest.raises(Fault) as refused:
        read_declaration(content.encode(), "prøve.toml")
    assert refused.value.code is FaultCode.TEMPLATE_INVALID
    assert refused.value.what.startswith("Skabelonen »prøve.toml« ")
    assert told in refused.value.what
    assert refused.value.remedy.endswith((".", "]."))


def test_a_file_in_an_old_encoding_is_told() -> None:
    with pytest.raises(Fault, match="ikke gemt som UTF-8"):
        read_declaration((HEAD + TEXT).encode("cp1252"), "prøve.toml")


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_whatever_stands_in_the_file_is_read_or_refused_in_danish(content: bytes) -> None:
    with pytest.raises(Fault):
        read_declaration(content, "prøve.toml")


def test_a_standard_text_can_come_from_every_sender_setting_there_is() -> None:
    sender = {
        setting.key
        for setting in declared_settings()
        if setting.section in {"organisation", "author"}
    }
    assert set(SENDER_SETTINGS) == sender

import pytest

from ordret.danish.toml_lines import line_of, parse_toml
from ordret.errors import FaultCode, RequestFault


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[a]\nb = \n", 2),
        ("[a]\nb = 1\n[a]\n", 3),
        ("b = 1\nc = 2\nb = 3\n", 3),
        ('b = "uafsluttet', 1),
        ('a = 1\nb = "\x07"\n', 2),
        ('a = 1\n\nb = "\\u0007"\n', 3),
        ('a = 1\nb = "\u202evendt"\n', 2),
        ('a = "ord\ufeff"\n', 1),
        ("a = " + "[" * 5000, 1),
        ("a = " + "1" * 5000, 1),
    ],
)
def test_a_mistake_names_the_file_and_the_line(text: str, line: int) -> None:
    with pytest.raises(RequestFault, match=rf"^min\.toml, linje {line}: ") as caught:
        parse_toml(text, "min.toml", FaultCode.VOCABULARY_INVALID)

    assert caught.value.code is FaultCode.VOCABULARY_INVALID


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", {}),
        ('\ufeffa = "fra Notesblok"\r\n', {"a": "fra Notesblok"}),
        ('a = "مرحبا"', {"a": "مرحبا"}),
        ('a = """en\n\tto"""', {"a": "en\n\tto"}),
    ],
)
def test_what_people_write_is_read(text: str, values: dict[str, object]) -> None:
    assert parse_toml(text, "min.toml", FaultCode.COMMANDS_INVALID) == values


TEXT = """\
# "navn" i en kommentar
[[autotext]]
name = "navn"
text = \"\"\"
name = "andet"
{dato}\"\"\"
[[autotext]]
name = 'andet'
a.b = "sagt \\"ja\\""
"""


@pytest.mark.parametrize(
    ("needle", "after", "line"),
    [
        ("navn", 0, 3),
        ("name", 0, 3),
        ("name", 3, 8),
        ("andet", 0, 8),
        ("{dato}", 0, 6),
        ("b", 0, 9),
        ('sagt "ja"', 0, 9),
        ("findes ikke", 0, 1),
        ("findes ikke", 4, 4),
        ("navn", 99, 99),
    ],
)
def test_an_entry_is_found_as_a_string_or_key(needle: str, after: int, line: int) -> None:
    assert line_of(TEXT, needle, after) == line

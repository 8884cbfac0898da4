import pytest

from ordret.danish.joining import joined


@pytest.mark.parametrize(
    ("before", "text", "addition"),
    [
        ("", "Borgeren", "Borgeren"),
        ("Borgeren.", "Hun", " Hun"),
        ("Borgeren ", "ringede", "ringede"),
        ("Borgeren\n", "ringede", "ringede"),
        ("Borgeren", "", ""),
        ("", "", ""),
    ],
)
def test_utterances_are_joined_with_one_space(before: str, text: str, addition: str) -> None:
    assert joined(before, text) == addition

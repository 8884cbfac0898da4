from collections.abc import Callable
from typing import Any

import pytest

from ordret.danish.numbers.conversion import convert
from ordret.danish.style import Style
from ordret.danish.tokens import Token, phrases, tokens_of_line


def _written(token: Token) -> str:
    """A token's text and marks; the full stop of an abbreviation is written once."""
    absorbs = token.text.endswith(".") and token.after.startswith(".")
    return f"{token.before}{token.text}{token.after[absorbs:]}"


@pytest.fixture(scope="session")
def write() -> Callable[..., str]:
    """A line of spoken text as `convert` leaves it, before commands and capitals."""

    def written(line: str, **style: Any) -> str:
        chosen = Style(**style)
        return " ".join(
            _written(token)
            for phrase in phrases(tokens_of_line(line))
            for token in convert(phrase, chosen)
        )

    return written

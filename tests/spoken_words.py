"""Comparing what was said with what was written."""

import re


def plain(text: str) -> str:
    """The words alone: lower case, single spaces, no punctuation."""
    return " ".join(re.sub(r"[^\w ]", " ", text.lower().replace("\n", " ")).split())

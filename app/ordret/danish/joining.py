"""Putting utterances together into one text."""


def joined(before: str, text: str) -> str:
    """`text` with the space it needs after `before`."""
    if not before or not text or before[-1].isspace():
        return text
    return " " + text

"""Files written by people are UTF-8, and where they are not it is told on which line."""

from ordret.errors import FaultCode, RequestFault

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AGAIN = (
    "Gem den igen: i Excel som »CSV UTF-8 (kommasepareret)«, i Notesblok med kodningen »UTF-8«."
)


def decoded(data: bytes, source: str, code: FaultCode) -> str:
    """The text of a file, with or without byte order mark; `source` names it.

    Raises RequestFault `code` with the line of the first byte that is not UTF-8.
    """
    if data.startswith(_UTF16_MARKS):
        raise _wrong(source, 1, "filen er gemt som UTF-16 og ikke som UTF-8", code)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = "der står tegn, som ikke er gemt som UTF-8, men måske som Windows-1252"
        raise _wrong(source, line, what, code) from error


def _wrong(source: str, line: int, what: str, code: FaultCode) -> RequestFault:
    return RequestFault(code, f"{source}, linje {line}: {what}.", _SAVE_AGAIN)

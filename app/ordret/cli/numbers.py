"""Figures as Danes write them: 1.234, 12,5 and 1,6 GB."""

_MEGABYTE_BYTES = 1_000_000
_GIGABYTE_BYTES = 1_000_000_000
_NOTHING = "–"
_SWAPPED = str.maketrans(",.", ".,")


def whole(number: int) -> str:
    """`1.234`."""
    return f"{number:,}".translate(_SWAPPED)


def decimal(number: float | None, digits: int = 1) -> str:
    """`12,5`; a dash where there is no number."""
    return _NOTHING if number is None else f"{number:,.{digits}f}".translate(_SWAPPED)


def percent(part: float | None, digits: int = 0) -> str:
    """`part` of 1 as `12 %`; a dash where there is none."""
    return _NOTHING if part is None else f"{decimal(part * 100, digits)} %"


def size(size_bytes: int) -> str:
    """`145 MB` or `1,6 GB`, in thousands as makers of disks count."""
    if size_bytes < _GIGABYTE_BYTES:
        return f"{decimal(size_bytes / _MEGABYTE_BYTES, 0)} MB"
    return f"{decimal(size_bytes / _GIGABYTE_BYTES)} GB"

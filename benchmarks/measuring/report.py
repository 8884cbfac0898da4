"""The tables of the streaming benchmark."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from measuring.evaluation import Row
from measuring.metrics import Latencies
from measuring.results import table

_NOTHING = "–"

_HEADINGS = (
    "system",
    "spoken → shown, s",
    "words never shown",
    "end → final, s",
    "WER",
    "boundary words lost",
    "CPU-s a second of audio",
    "CPU-s before the first sample",
    "peak PSS, MB",
    "peak RSS, MB",
    "other load, cores",
)


@dataclass(frozen=True, slots=True)
class Compared:
    """The rows that the ratios are made of, where they were measured."""

    first: Row | None
    revised: Row | None
    live: Row | None
    others: Mapping[str, Row]


def figures(rows: Mapping[str, Row], offline: Row | None) -> str:
    """One line a system; times are mean / median / 95th percentile."""
    return table(_HEADINGS, [_line(label, row, offline) for label, row in rows.items()])


def _line(label: str, row: Row, offline: Row | None) -> list[str]:
    cost = row.cost
    return [
        label,
        _times(row.shown),
        f"{row.never_shown:.1f}" if row.shown else _NOTHING,
        _times(row.final),
        f"{row.word_error_rate:.3f}",
        _lost(row, offline),
        f"{cost.cpu_per_audio_second:.2f}",
        f"{cost.load_cpu_seconds:.1f}",
        f"{cost.peak_pss_bytes / 1e6:.0f}",
        f"{cost.peak_rss_bytes / 1e6:.0f}",
        f"{cost.others_cores:.2f}",
    ]


def _times(latencies: Latencies | None) -> str:
    if latencies is None:
        return _NOTHING
    parts = (latencies.mean_seconds, latencies.median_seconds, latencies.p95_seconds)
    return " / ".join(f"{seconds:.2f}" for seconds in parts)


def _lost(row: Row, offline: Row | None) -> str:
    if offline is None or not row.lost or row is offline:
        return str(len(row.lost))
    return f"{len(row.lost)} ({len(row.lost & offline.lost)} offline too)"


def ratios(compared: Compared) -> str:
    """Ordret's figure over the other's, for every measure that has a target."""
    measures: list[tuple[str, Row | None, Callable[[Row], float | None]]] = [
        (
            "end → final, median",
            compared.first,
            lambda row: row.final.median_seconds if row.final else None,
        ),
        (
            "end → final, p95",
            compared.first,
            lambda row: row.final.p95_seconds if row.final else None,
        ),
        (
            "spoken → shown, mean",
            compared.first,
            lambda row: row.shown.mean_seconds if row.shown else None,
        ),
        ("CPU, second pass off", compared.live, lambda row: row.cost.cpu_per_audio_second),
        ("CPU, with the second pass", compared.first, lambda row: row.cost.cpu_per_audio_second),
        ("peak memory (PSS)", compared.first, lambda row: float(row.cost.peak_pss_bytes)),
        ("peak memory (RSS)", compared.first, lambda row: float(row.cost.peak_rss_bytes)),
        ("WER, first finals", compared.first, lambda row: row.word_error_rate),
        ("WER, after revision", compared.revised, lambda row: row.word_error_rate),
    ]
    lines = [
        [name, *(_ratio(figure(row), figure(other)) for other in compared.others.values())]
        for name, row, figure in measures
        if row
    ]
    return table(["Ordret over …", *compared.others], lines)


def _ratio(own: float | None, other: float | None) -> str:
    return f"{own / other:.2f}" if own is not None and other else _NOTHING


def noise(rows: Mapping[str, tuple[int, int, float]]) -> str:
    """Words invented where nobody spoke: final ones, the most on the screen, and the CPU used."""
    return table(
        ["system", "words that became final", "most words shown", "CPU-s a second of audio"],
        [
            [label, str(final), str(shown), f"{cpu:.2f}"]
            for label, (final, shown, cpu) in rows.items()
        ],
    )

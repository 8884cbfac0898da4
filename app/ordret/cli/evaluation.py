"""What an evaluation found, for each recording and added up. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.table import Table

from ordret.cli.manifest import Entry
from ordret.cli.numbers import decimal, percent, whole
from ordret.dictation.ledger import percentile
from ordret.speech.recogniser import RecogniserIdentity
from ordret.speech.scoring import Score


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was heard in one recording, and what it took.

    While streaming, `heard` is the text as it was first decided and `revised` the text after the
    second pass; `latencies_seconds` are from the end of each utterance to its text, simulated
    from measured decoding times.
    """

    entry: Entry
    audio_seconds: float
    spent_seconds: float
    heard: str
    score: Score
    revised: str | None = None
    revised_score: Score | None = None
    latencies_seconds: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Total:
    """Several recordings added up: all edits by all words, all computing by all audio."""

    files: int
    audio_seconds: float
    spent_seconds: float
    score: Score
    revised_score: Score | None
    latencies_seconds: tuple[float, ...]

    @property
    def real_time_factor(self) -> float | None:
        """Computing time by audio time; None where there was no audio."""
        return self.spent_seconds / self.audio_seconds if self.audio_seconds else None


def add_up(outcomes: Iterable[Outcome]) -> Total:
    """The total of `outcomes`."""
    counted = tuple(outcomes)
    revised = [each.revised_score for each in counted if each.revised_score is not None]
    return Total(
        files=len(counted),
        audio_seconds=sum(each.audio_seconds for each in counted),
        spent_seconds=sum(each.spent_seconds for each in counted),
        score=sum((each.score for each in counted), Score()),
        revised_score=sum(revised, Score()) if revised else None,
        latencies_seconds=tuple(late for each in counted for late in each.latencies_seconds),
    )


def totals_by(outcomes: Sequence[Outcome], group: Callable[[Entry], str]) -> Mapping[str, Total]:
    """The total of each group, in the order in which the groups first appear."""
    groups = dict.fromkeys(group(each.entry) for each in outcomes)
    return {name: add_up(each for each in outcomes if group(each.entry) == name) for name in groups}


def as_mapping(
    outcomes: Sequence[Outcome],
    groups: Mapping[str, Total],
    identity: RecogniserIdentity,
    *,
    streaming: bool,
) -> dict[str, object]:
    """What `--json` writes."""
    return {
        "model": identity.model_id,
        "device": identity.device,
        "streaming": streaming,
        "files": [
            {
                "file": str(each.entry.file),
                "source": each.entry.source,
                "kind": each.entry.kind,
                "confidence": each.entry.confidence,
                "reference": each.entry.text,
                "recognised": each.heard,
                **({} if each.revised is None else {"revised": each.revised}),
                **_figures(add_up([each])),
            }
            for each in outcomes
        ],
        "groups": {name: _figures(total) for name, total in groups.items()},
        "total": _figures(add_up(outcomes)),
    }


def file_table(outcomes: Sequence[Outcome], *, streaming: bool) -> Table:
    """A row for each recording."""
    made = _table("Fil", "Stemme", "Sikker", streaming=streaming)
    for each in outcomes:
        entry = each.entry
        made.add_row(
            entry.file.name,
            _VOICES.get(entry.kind, entry.kind),
            _SURENESS.get(entry.confidence, entry.confidence),
            *_cells(add_up([each]), streaming=streaming),
        )
    return made


def total_table(groups: Mapping[str, Total], total: Total, *, streaming: bool) -> Table:
    """A row for each group, and one for all."""
    made = _table("Tilsammen", "Filer", streaming=streaming)
    for name, group in groups.items():
        made.add_row(
            _VOICES.get(name, name) or "uden oplysning",
            whole(group.files),
            *_cells(group, streaming=streaming),
        )
    made.add_row("I alt", whole(total.files), *_cells(total, streaming=streaming), style="bold")
    return made


def remarks(identity: RecogniserIdentity, *, streaming: bool) -> Iterator[str]:
    """What the columns mean."""
    yield (
        f"Talemodel: {identity.model_id} ({identity.device}, {identity.compute_type}). Forkerte "
        "ord og tegn er fejl i forhold til det, der blev sagt; ord, der mangler eller er lagt til, "
        "tæller med. Regnetid: sekunder for hvert sekund lyd."
    )
    yield (
        "Læg ikke mennesker og syntetiske stemmer sammen: en model kan være god til det ene og "
        "dårlig til det andet."
    )
    if streaming:
        yield (
            "Ventetiden fra slutningen af en ytring til dens tekst er ikke målt ved diktering, men "
            "beregnet af den regnetid, der er målt her, som om der blev talt i normalt tempo. De "
            "første tal er teksten, som den kom; »efter« er efter den anden gennemlytning."
        )


_NAME_CHARACTERS = 40
_FIGURE_CHARACTERS = 6
_TITLES = ("Sek.", "Ord", "Regnetid", "Forkerte\nord")
_OFFLINE_TITLES = ("Forkerte\ntegn",)
_STREAMING_TITLES = ("Forkerte\nord efter", "Ventetid\np50", "Ventetid\np95")
_VOICES = {"human": "menneske", "synthetic": "syntetisk"}
_SURENESS = {"high": "høj", "medium": "middel", "low": "lav"}


def _table(name: str, *about: str, streaming: bool) -> Table:
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    made.add_column(name, max_width=_NAME_CHARACTERS, overflow="fold")
    for title in about:
        made.add_column(title, no_wrap=True, min_width=len(title))
    for title in (*_TITLES, *(_STREAMING_TITLES if streaming else _OFFLINE_TITLES)):
        longest_word = max(map(len, title.split()))
        made.add_column(title, justify="right", min_width=max(longest_word, _FIGURE_CHARACTERS))
    return made


def _cells(total: Total, *, streaming: bool) -> tuple[str, ...]:
    cells = (
        decimal(total.audio_seconds),
        whole(total.score.words),
        decimal(total.real_time_factor, 2),
        percent(total.score.word_error_rate, 1),
    )
    if not streaming:
        return (*cells, percent(total.score.character_error_rate, 1))
    return (
        *cells,
        percent(total.revised_score.word_error_rate if total.revised_score else None, 1),
        _seconds(percentile(total.latencies_seconds, 0.5)),
        _seconds(percentile(total.latencies_seconds, 0.95)),
    )


def _seconds(figure: float | None) -> str:
    return decimal(None) if figure is None else f"{decimal(figure, 2)} s"


def _figures(total: Total) -> dict[str, object]:
    figures: dict[str, object] = {
        "files": total.files,
        "audio_seconds": round(total.audio_seconds, 3),
        **_rates(total.score),
        "real_time_factor": _rounded(total.real_time_factor),
    }
    if total.revised_score is not None:
        latencies = total.latencies_seconds
        figures["after_second_pass"] = _rates(total.revised_score)
        figures["simulated_latency_p50_seconds"] = _rounded(percentile(latencies, 0.5))
        figures["simulated_latency_p95_seconds"] = _rounded(percentile(latencies, 0.95))
        figures["utterances"] = len(latencies)
    return figures


def _rates(score: Score) -> dict[str, object]:
    return {
        "words": score.words,
        "word_edits": score.word_edits,
        "word_error_rate": _rounded(score.word_error_rate),
        "characters": score.characters,
        "character_edits": score.character_edits,
        "character_error_rate": _rounded(score.character_error_rate),
    }


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 4)

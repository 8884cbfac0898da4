"""`ordret usage`: what a person's own dictations come to."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Annotated

import typer
from rich.table import Table

from ordret.cli.base import AsJson, Surroundings, find_surroundings, write_json
from ordret.cli.numbers import decimal, percent, whole
from ordret.documents.dates import danish_date, read_date
from ordret.errors import FaultCode, RequestFault
from ordret.usage.record import as_mapping
from ordret.usage.report import Figures, Grouping, UsageReport, report, report_as_mapping
from ordret.usage.store import SqliteUsageStore, UsageLog

_PATIENCE_SECONDS = 5.0


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("usage")(usage)


def usage(
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DATO", help="Kun fra og med denne dag, for eksempel 2026-03-01 eller 1.3.2026."
        ),
    ] = None,
    by: Annotated[
        Grouping, typer.Option(help="Læg tallene sammen for hver dag eller hver uge.")
    ] = Grouping.DAY,
    as_json: AsJson = False,
    raw: Annotated[
        bool,
        typer.Option("--raw", help="Skriv alle rækker, som de er gemt, som JSON."),
    ] = False,
) -> None:
    """Vis tallene for dine egne dikteringer.

    Der er kun tal, aldrig noget af det, der blev sagt. Tallene bliver på din maskine.
    """
    first_day = None if since is None else _day(since)
    surroundings = find_surroundings()
    log = since_day(_read(surroundings, datetime.now().astimezone()), first_day)
    if raw:
        write_json(_raw(log))
        return
    told = report(log.records, log.corrections, by, None)
    if as_json:
        write_json(report_as_mapping(told))
        return
    _show(told, first_day, surroundings)


def since_day(log: UsageLog, first_day: date | None) -> UsageLog:
    """Only what began on `first_day` or later, in the machine's own time zone."""
    if first_day is None:
        return log
    records = tuple(
        record for record in log.records if record.started_at.astimezone().date() >= first_day
    )
    kept = {record.record_id for record in records}
    return UsageLog(
        records,
        tuple(correction for correction in log.corrections if correction.record_id in kept),
        log.deletions,
    )


def _day(text: str) -> date:
    try:
        return read_date(text)
    except ValueError as error:
        raise RequestFault(
            FaultCode.REQUEST_INVALID,
            f"»--since {text}« er ikke en dato.",
            "Skriv den som 2026-03-01 eller 1.3.2026.",
        ) from error


def _read(surroundings: Surroundings, now: datetime) -> UsageLog:
    """Everything that is kept; what has been kept for long enough is deleted first."""
    file = surroundings.paths.usage_file
    if not file.exists():
        return UsageLog((), (), ())
    store = SqliteUsageStore(file, _PATIENCE_SECONDS)
    try:
        store.delete_expired(now, surroundings.settings.usage.retention_days)
        return store.read()
    finally:
        store.close()


def _raw(log: UsageLog) -> Mapping[str, object]:
    return {
        "dictations": [as_mapping(record) for record in log.records],
        "corrections": [as_mapping(correction) for correction in log.corrections],
        "deletions": [as_mapping(deletion) for deletion in log.deletions],
    }


def _show(told: UsageReport, first_day: date | None, surroundings: Surroundings) -> None:
    if not surroundings.settings.usage.collect:
        surroundings.messages.print(
            "Nye dikteringer tælles ikke: »usage.collect« er slået fra. »ordret doctor« viser, "
            "hvem der har bestemt det."
        )
    if not told.periods:
        when = "" if first_day is None else f" siden {danish_date(first_day)}"
        surroundings.messages.print(f"Der er ingen dikteringer{when}.")
        return
    console = surroundings.results
    console.print(_table(told), soft_wrap=False)
    console.print()
    for line in _remarks(told.total):
        console.print(line)


def _table(told: UsageReport) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0), show_footer=True)
    period_title = "Dag" if told.grouping is Grouping.DAY else "Uge"
    table.add_column(period_title, "I alt", footer_style="bold", no_wrap=True)
    for title, figure in zip(_TITLES, _cells(told.total), strict=True):
        table.add_column(title, figure, justify="right", footer_style="bold")
    for period in told.periods:
        table.add_row(_when(period.first_day, told.grouping), *_cells(period.figures))
    return table


def _when(first_day: date, grouping: Grouping) -> str:
    if grouping is Grouping.DAY:
        return f"{first_day:%d.%m.%Y}"
    year, week, _ = first_day.isocalendar()
    return f"{year}, uge {week}"


_TITLES = ("Antal", "Ord", "Minutter", "Ord/min.", "Ventetid", "Kom frem", "Rettet")


def _cells(figures: Figures) -> tuple[str, ...]:
    wait = decimal(figures.latency_p50_seconds)
    return (
        whole(figures.dictations),
        whole(figures.words),
        decimal(figures.spoken_minutes),
        decimal(figures.words_per_minute, 0),
        wait if figures.latency_p50_seconds is None else f"{wait} s",
        percent(figures.delivered_share),
        percent(figures.corrected_share, 1),
    )


def _remarks(total: Figures) -> Iterator[str]:
    """What the columns mean, and what went wrong."""
    yield (
        "Ventetid er fra slutningen af en sætning til dens færdige tekst i en typisk diktering. "
        "Kom frem: hvor mange af teksterne der vides at være havnet, hvor de skulle. Rettet: "
        "hvor mange af ordene du selv har rettet bagefter i Ordret."
    )
    if total.latency_p95_seconds is not None:
        yield f"I de langsomste tilfælde var ventetiden {decimal(total.latency_p95_seconds)} s."
    if total.second_pass_changed_words:
        yield (
            f"Ordret har selv rettet {whole(total.second_pass_changed_words)} ord ved at lytte en "
            "gang til."
        )
    if total.audio_drops:
        yield (
            f"Maskinen nåede ikke at tage imod al lyd: {whole(total.audio_drops)} stykker mangler."
        )
    if total.errors:
        told = ", ".join(f"{FAULTS[code]} ({whole(count)})" for code, count in total.errors.items())
        yield f"Det gik galt: {told}."


FAULTS = {
    FaultCode.AUDIO_FILE_UNREADABLE: "lydfilen kunne ikke læses",
    FaultCode.AUDIO_OVERRUN: "maskinen havde for travlt",
    FaultCode.MICROPHONE_MISSING: "der var ingen mikrofon",
    FaultCode.MICROPHONE_LOST: "mikrofonen forsvandt",
    FaultCode.MICROPHONE_SILENT: "mikrofonen gav ingen lyd",
    FaultCode.MODEL_MISSING: "talemodellen manglede",
    FaultCode.MODEL_DAMAGED: "talemodellen var beskadiget",
    FaultCode.MODEL_UNSUITED: "talemodellen passede ikke",
    FaultCode.MODEL_HUB_UNREACHABLE: "modelhubben svarede ikke",
    FaultCode.MODEL_LICENCE: "licensen var ikke godkendt",
    FaultCode.CPU_UNSUITED: "processoren var for gammel",
    FaultCode.CUDA_UNUSABLE: "grafikkortet svigtede",
    FaultCode.RECOGNITION_FAILED: "talegenkendelsen gik i stå",
    FaultCode.DISK_FULL: "disken var fuld",
    FaultCode.FILE_UNWRITABLE: "en fil kunne ikke skrives",
    FaultCode.FILE_UNREADABLE: "en fil kunne ikke læses",
    FaultCode.STORE_UNUSABLE: "kladderne eller tallene kunne ikke gemmes",
    FaultCode.SPOOL_DAMAGED: "en sikret optagelse var beskadiget",
    FaultCode.DICTATION_UNFINISHED: "en diktering blev ikke gjort færdig",
    FaultCode.KEY_UNAVAILABLE: "nøglen kunne ikke hentes",
    FaultCode.COMMANDS_INVALID: "en fil med kommandoer havde en fejl",
    FaultCode.AUTOTEXT_INVALID: "en fil med autotekster havde en fejl",
    FaultCode.VOCABULARY_INVALID: "en ordliste havde en fejl",
    FaultCode.TEMPLATE_INVALID: "brevskabelonen havde en fejl",
    FaultCode.FIELD_MISSING: "et felt manglede",
    FaultCode.SETTING_INVALID: "en indstilling var forkert",
    FaultCode.REQUEST_INVALID: "kommandoen var forkert",
}

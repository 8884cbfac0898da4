"""The speech models as a table and as JSON, with what others have measured of them."""

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from ordret.cli.numbers import decimal, size
from ordret.speech.catalogue import CatalogueModel, ErrorRate
from ordret.speech.models import ListedModel

_POOR_PERCENT = 40
"""A model with more wrong words than this is told to be a poor one."""


def as_mapping(model: ListedModel, *, in_use: bool) -> dict[str, object]:
    """One model as plain JSON values; what is not known is null."""
    entry = model.entry
    return {
        "id": model.id,
        "name": entry.name if entry else None,
        "in_use": in_use,
        "path": str(model.path) if model.path else None,
        "fault": (
            {"code": model.fault.code.value, "message": model.fault.what} if model.fault else None
        ),
        "size_bytes": entry.size_bytes if entry else None,
        "licence": entry.licence if entry else None,
        "commercial": entry.commercial if entry else None,
        "languages": list(entry.languages) if entry else None,
        "error_rates": [rate.model_dump() for rate in entry.error_rate] if entry else [],
        "hardware": entry.hardware.model_dump() if entry else None,
        "note": entry.note if entry else None,
    }


def table(models: Iterable[ListedModel], in_use: str) -> Table:
    """The models, a row each; `in_use` is the id of the one that the settings name."""
    made = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for title in ("Model", "På maskinen", "Fylder", "Licens", "Forkerte ord", "Hukommelse"):
        made.add_column(title, no_wrap=True)
    for model in models:
        style = "bold" if model.id == in_use else ""
        made.add_row(model.id, _state(model, in_use), *_facts(model.entry), style=style)
    return made


def details(model: ListedModel) -> Text:
    """All that is known of a model, in words."""
    entry = model.entry
    if entry is None:
        return Text.assemble((model.id, "bold"), "\nLagt ind her; Ordret ved ikke mere om den.")
    rates = "; ".join(f"{_rate(rate)} i {rate.data_set}" for rate in entry.error_rate)
    hardware = entry.hardware
    return Text.assemble(
        (f"{entry.id} ({entry.name})", "bold"),
        f"\n{entry.note}",
        f"\nForkerte ord: {rates}.",
        f"\nProcessor: {hardware.processor}",
        f"\nGrafikkort: {hardware.graphics}",
    )


def quality(entry: CatalogueModel) -> str:
    """How good a model is at Danish, as a sentence."""
    return f"{_span(entry)} af de danske ord bliver forkerte i andres offentliggjorte målinger."


def is_poor(entry: CatalogueModel) -> bool:
    """Whether even the best figure for the model makes it no use for real work."""
    return min(rate.word_error_rate_percent for rate in entry.error_rate) > _POOR_PERCENT


def _state(model: ListedModel, in_use: str) -> Text:
    if model.fault:
        return Text("kan ikke bruges", "red")
    if model.path is None:
        return Text("nej")
    return Text("ja, i brug", "green") if model.id == in_use else Text("ja")


def _facts(entry: CatalogueModel | None) -> tuple[str, ...]:
    if entry is None:
        return ("", "ikke oplyst", "ikke oplyst", "")
    licence = entry.licence if entry.commercial else f"{entry.licence} *"
    return (size(entry.size_bytes), licence, _span(entry), size(entry.hardware.memory_bytes))


def _span(entry: CatalogueModel) -> str:
    """`71–97 %`, from the best published figure to the worst."""
    rates = [rate.word_error_rate_percent for rate in entry.error_rate]
    low, high = decimal(min(rates), 0), decimal(max(rates), 0)
    return f"{low} %" if low == high else f"{low}–{high} %"


def _rate(rate: ErrorRate) -> str:
    return f"{decimal(rate.word_error_rate_percent)} %"

"""What `ordret doctor` looks at of what Ordret keeps: model, key, recordings, drafts, figures.

Nothing is made by looking: where there is no key or no store yet, there is none afterwards.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from ordret.assembly.writing import FoundGrammar
from ordret.cli.check import Check, State, from_fault
from ordret.cli.model_list import is_poor, quality
from ordret.cli.numbers import decimal, whole
from ordret.dictation.spool import describe, find_unfinished
from ordret.documents.store import SqliteDraftStore
from ordret.documents.template import find_templates
from ordret.errors import Fault
from ordret.settings.precedence import InForce, Level
from ordret.speech.catalogue import Catalogue
from ordret.speech.model_files import recall_hash
from ordret.speech.models import ModelFolder, find_model, verify
from ordret.usage.faults import UsageFault
from ordret.usage.store import SqliteUsageStore
from ordret.vault import KeyPlace, Keyring, KeyringMissing, KeyringRefused, Vault, open_vault

_PATIENCE_SECONDS = 5.0


def check_settings(in_force: Iterable[InForce]) -> Check:
    """How many settings were chosen, and by whom."""
    chosen = [each for each in in_force if each.level is not Level.DEFAULT]
    locked = sum(each.locked for each in chosen)
    told = f"{len(chosen)} er valgt, resten er standard." if chosen else "Alle er standard."
    if locked:
        told += f" {locked} er fastlagt af organisationen."
    return Check("settings", "Indstillinger", State.OK, told)


def check_model(
    name: str, models_folder: Path, catalogue: Catalogue
) -> tuple[Check, ModelFolder | None]:
    """The model in use and the hash of its weights, and the model itself where it can be used."""
    try:
        model = find_model(name, models_folder, catalogue)
        sha256 = recall_hash(models_folder, model.weights)
        if sha256 is None:
            sha256 = verify(model, models_folder, lambda _done, _total: None).sha256
    except Fault as fault:
        return from_fault("model", "Talemodel", fault), None
    compared = (
        "som den skal være" if model.expected_sha256 else "men ingen har oplyst, hvad den skal være"
    )
    told = f"»{model.id}« i »{model.path}«. SHA-256 er {sha256}, {compared}."
    return Check("model", "Talemodel", State.OK, told), model


def check_quality(model: ModelFolder) -> Check:
    """How good the model in use is at Danish."""
    name, title = "model_quality", "Genkendelse"
    if model.entry is None:
        return Check(
            name,
            title,
            State.OK,
            f"Ingen har oplyst, hvor godt »{model.id}« hører dansk.",
            "Mål det på jeres egen tale med »ordret evaluate«.",
        )
    told = f"»{model.id}«: {quality(model.entry)}"
    if is_poor(model.entry):
        remedy = "Hent en model, der kan dansk; »ordret models list« viser dem."
        return Check(name, title, State.WARNING, told, remedy)
    return Check(name, title, State.OK, told)


def check_key(folder: Path, keyring: Keyring) -> tuple[Check, Vault | None]:
    """Where the key is, and the opened vault; None where there is no key yet, or no way to it."""
    name, title = "key", "Nøgle"
    try:
        vault = open_vault(folder, _LookingKeyring(keyring))
    except _NoKeyYetError:
        return _key_to_come(keyring), None
    except Fault as fault:
        return from_fault(name, title, fault), None
    if vault.place is KeyPlace.FILE:
        return Check(name, title, State.WARNING, vault.describe_place(), _ENCRYPT_DISK), vault
    return Check(name, title, State.OK, vault.describe_place()), vault


def _key_to_come(keyring: Keyring) -> Check:
    name, title = "key", "Nøgle"
    first = "Nøglen til kladder og optagelser bliver lavet ved den første diktering"
    try:
        keyring.get("ordret doctor")
    except KeyringMissing:
        told = f"{first}. Her er ingen nøglering, så den kommer til at ligge i en fil."
        return Check(name, title, State.WARNING, told, _ENCRYPT_DISK)
    except KeyringRefused:
        return Check(
            name,
            title,
            State.ERROR,
            f"{first}, men computerens nøglering er låst eller svarer ikke.",
            "Lås nøgleringen op, for eksempel ved at logge af og på igen.",
        )
    return Check(name, title, State.OK, f"{first} og lagt i computerens nøglering.")


_ENCRYPT_DISK = "Se efter, at maskinens disk er krypteret, så andre ikke kan tage nøglen med."


class _NoKeyYetError(Exception):
    """There is no key, and none is to be made."""


class _LookingKeyring:
    """A keyring in which nothing new is kept."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def get(self, name: str) -> str | None:
        return self._keyring.get(name)

    def set(self, name: str, secret: str) -> None:  # noqa: ARG002 - nothing is kept
        raise _NoKeyYetError


def check_spool(folder: Path, vault: Vault | None) -> tuple[Check, ...]:
    """Dictations that were broken off and wait; without the `vault` only how many."""
    name, title = "spool", "Afbrudte dikteringer"
    try:
        unfinished = find_unfinished(folder)
    except Fault as fault:
        return (from_fault(name, title, fault),)
    if not unfinished:
        return (Check(name, title, State.OK, "Der er ingen."),)
    if vault is None:
        told = f"Der er {len(unfinished)}, men uden nøglen kan de ikke læses."
        return (Check(name, title, State.ERROR, told, "Få nøglen på plads først."),)
    checks = []
    for each in unfinished:
        try:
            spooled = describe(each, vault)
        except Fault as fault:
            checks.append(from_fault(name, title, fault))
            continue
        told = f"Fra {_moment(spooled.started_at)}: {decimal(spooled.seconds, 0)} sekunder tale"
        told += " venter på at blive til tekst."
        checks.append(Check(name, title, State.WARNING, told, "Kør »ordret recover«."))
    return tuple(checks)


def check_drafts(file: Path, vault: Vault | None) -> Check:
    """Whether the drafts can be opened and read."""
    name, title = "drafts", "Kladder"
    if not file.exists():
        return Check(name, title, State.OK, "Der er ingen endnu.")
    if vault is None:
        told = "Der er kladder, men uden nøglen kan de ikke læses."
        return Check(name, title, State.ERROR, told, "Få nøglen på plads først.")
    try:
        store = SqliteDraftStore(file, vault, _PATIENCE_SECONDS)
        try:
            listing = store.newest_first()
        finally:
            store.close()
    except Fault as fault:
        return from_fault(name, title, fault)
    told = f"{whole(len(listing.notes))} kan læses."
    if listing.damaged:
        return Check(
            name,
            title,
            State.WARNING,
            f"{told} {whole(listing.damaged)} er beskadiget.",
            "Læg filen tilbage fra en sikkerhedskopi, hvis de skal bruges.",
        )
    return Check(name, title, State.OK, told)


def check_usage(file: Path, *, collect: bool) -> Check:
    """Whether the figures can be read; a dictation goes on without them."""
    name, title = "usage", "Forbrugstal"
    off = "" if collect else " Nye dikteringer tælles ikke: usage.collect er slået fra."
    if not file.exists():
        return Check(name, title, State.OK, f"Der er ingen endnu.{off}")
    try:
        store = SqliteUsageStore(file, _PATIENCE_SECONDS)
        try:
            log = store.read()
        finally:
            store.close()
    except UsageFault as fault:
        return from_fault(name, title, fault, State.WARNING)
    return Check(
        name, title, State.OK, f"Dikteringer, der er talt: {whole(len(log.records))}.{off}"
    )


def check_templates(folders: Iterable[Path]) -> tuple[Check, ...]:
    """Which letter templates can be used, and what is wrong with the others."""
    name, title = "templates", "Brevskabeloner"
    found = find_templates(folders)
    names = ", ".join(template.id for template in found.templates)
    told = " ".join([f"{len(found.templates)} kan bruges: {names}.", *found.notices])
    return (
        Check(name, title, State.OK, told),
        *(from_fault(name, title, fault) for fault in found.faults),
    )


def check_writing(found: FoundGrammar) -> tuple[Check, ...]:
    """How many commands, autotexts and terms there are, and which files were left out."""
    name, title = "writing", "Skrivning"
    commands = len(found.grammar.commands.commands)
    autotexts = len(found.grammar.autotexts.autotexts)
    terms = len(found.grammar.vocabulary.terms)
    told = f"{whole(terms)} fagord, {whole(commands)} kommandoer og {whole(autotexts)} autotekster."
    return (
        Check(name, title, State.OK, told),
        *(from_fault(name, title, fault, State.WARNING) for fault in found.faults),
    )


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone():%d.%m.%Y kl. %H.%M}"

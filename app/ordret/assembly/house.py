"""A dictation, its drafts and its ledger, as the settings have them."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from ordret.assembly.writing import FoundGrammar, find_grammar
from ordret.audio.source import AudioSource
from ordret.danish.vocabulary.relevance import hints
from ordret.danish.writing import Grammar
from ordret.dictation.belief import belief
from ordret.dictation.ledger import Ledger
from ordret.dictation.session import Clocks, Dictation
from ordret.dictation.spool import Spool
from ordret.documents.store import SqliteDraftStore
from ordret.documents.template import FoundTemplates, find_templates
from ordret.errors import Fault, FaultCode
from ordret.events import ErrorRaised, Listener
from ordret.output.sink import TextSink
from ordret.paths import Paths
from ordret.settings.declaration import Settings
from ordret.speech.endpointer import EndpointRules
from ordret.speech.revision import RevisionRules
from ordret.speech.silero import SileroDetector
from ordret.speech.streaming import LiveRules, Streaming
from ordret.speech.worker import Bench, Deliver, Engine, InlineWorker, ThreadWorker, Worker
from ordret.usage.faults import UsageFault
from ordret.usage.pseudonym import find_pseudonym
from ordret.usage.store import SqliteUsageStore
from ordret.vault import SystemKeyring, Vault, open_vault

_STORE_PATIENCE_SECONDS = 5.0


def local_now() -> datetime:
    """This moment, with the machine's time zone."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class House:
    """The surroundings that every dictation of a user shares."""

    paths: Paths
    settings: Settings

    def open_vault(self) -> Vault:
        """The key of drafts and recordings. Raises `Fault` KEY_UNAVAILABLE."""
        return open_vault(self.paths.vault_folder, SystemKeyring())

    def open_drafts(self, vault: Vault) -> SqliteDraftStore:
        """The drafts, without those whose time is up. Raises `Fault` from the store."""
        store = SqliteDraftStore(self.paths.drafts_file, vault, _STORE_PATIENCE_SECONDS)
        now = local_now()
        kept = timedelta(days=self.settings.documents.draft_retention_days)
        store.delete_older_than(now - kept, now)
        return store

    def find_templates(self) -> FoundTemplates:
        """The letter templates of Ordret and of the organisation."""
        folder = self.settings.documents.templates_folder
        return find_templates([Path(folder).expanduser()] if folder else [])

    def find_grammar(self) -> FoundGrammar:
        """How spoken words are written: by the package, the organisation and the user."""
        return find_grammar(self.settings, self.paths.writing_folder)

    def sender_settings(self) -> dict[str, str]:
        """The settings that a letter's sender block is filled from, by name."""
        sections = {
            "organisation": self.settings.organisation.model_dump(),
            "author": self.settings.author.model_dump(),
        }
        return {
            f"{section}.{key}": value
            for section, values in sections.items()
            for key, value in values.items()
        }

    def document_path(self, name: str) -> Path:
        """Where a finished document of this name goes. Raises `Fault` FILE_UNWRITABLE."""
        chosen = self.settings.documents.output_folder
        folder = Path(chosen).expanduser() if chosen else self.paths.documents_folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Fault(
                FaultCode.FILE_UNWRITABLE,
                f"Mappen {folder} kan ikke oprettes.",
                "Vælg en anden med --out eller indstillingen documents.output_folder.",
            ) from error
        return folder / name

    def open_ledger(self, listener: Listener) -> Ledger:
        """Where use is counted. A dictation goes on without it, and the listener hears why."""
        usage = self.settings.usage
        pseudonym, store = _NOBODY, None
        try:
            pseudonym = find_pseudonym(self.paths.pseudonym_secret_file)
            if usage.collect:
                store = SqliteUsageStore(self.paths.usage_file, _STORE_PATIENCE_SECONDS)
                store.delete_expired(local_now(), usage.retention_days)
        except UsageFault as fault:
            listener(ErrorRaised(fault.code, str(fault)))
        return Ledger(pseudonym, usage.department, version("ordret"), store)

    def streaming(self, *, revisable: bool) -> Streaming:
        """The streaming policy as the settings have it."""
        endpoint = self.settings.endpoint
        return Streaming(
            EndpointRules(
                pre_roll_seconds=self.settings.audio.pre_roll_seconds,
                silence_seconds=endpoint.silence_seconds,
                unfinished_sentence_seconds=endpoint.unfinished_sentence_seconds,
            ),
            LiveRules(),
            RevisionRules(enabled=revisable and self.settings.recognition.second_pass),
        )

    def dictation(
        self,
        source: AudioSource,
        sink: TextSink,
        engine: Engine,
        vault: Vault | None,
        listener: Listener,
        *,
        grammar: Grammar,
        spoken_live: bool,
    ) -> Dictation:
        """A dictation ready to run; without a `vault` its sound is not kept on disk meanwhile.

        `spoken_live` decides whether decoding has a thread of its own.
        """
        return Dictation(
            source=source,
            detector=SileroDetector(),
            streaming=self.streaming(revisable=sink.revisable),
            start_worker=_starter(engine, _hints(grammar, sink), live=spoken_live),
            sink=sink,
            grammar=grammar,
            spool=self._open_spool(vault, listener) if vault else None,
            ledger=self.open_ledger(listener),
            listener=listener,
            clocks=Clocks(time.perf_counter, local_now),
            spoken_live=spoken_live,
        )

    def _open_spool(self, vault: Vault, listener: Listener) -> Spool | None:
        try:
            return Spool(self.paths.spool_folder, vault, local_now())
        except Fault as fault:
            listener(ErrorRaised(fault.code, str(fault)))
            return None


_NOBODY = "0" * 32
"""The pseudonym in a record that can't be kept anyway."""


_MOST_HINTS = 8


def _hints(grammar: Grammar, sink: TextSink) -> tuple[str, ...]:
    """The terms that what stands in the document makes likely."""
    standing = " ".join(field.before for field in sink.fields if field.before)
    return hints(grammar.vocabulary, standing, _MOST_HINTS)


def _starter(
    engine: Engine, expected: tuple[str, ...], *, live: bool
) -> Callable[[Deliver], Worker]:
    def start(deliver: Deliver) -> Worker:
        kind = ThreadWorker if live else InlineWorker
        return kind(Bench(engine, expected, belief(expected), time.perf_counter, deliver))

    return start

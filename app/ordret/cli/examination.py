"""Everything that `ordret doctor` looks at, in the order in which it tells of it."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ordret.assembly.engine import engine_for
from ordret.assembly.writing import find_grammar
from ordret.audio.microphone import Microphone
from ordret.audio.portaudio import list_microphones
from ordret.cli import data_checks as data
from ordret.cli import machine_checks as machine
from ordret.cli.base import read_settings
from ordret.cli.check import Check, from_fault
from ordret.errors import Fault
from ordret.paths import Paths, find_catalogue
from ordret.settings.declaration import Recognition, Settings
from ordret.settings.precedence import InForce, resolve
from ordret.speech.catalogue import read_catalogue
from ordret.speech.loading import graphics_cards
from ordret.speech.models import ModelFolder
from ordret.vault import SystemKeyring


@dataclass(frozen=True, slots=True)
class Examination:
    """What is looked at. Where the settings are wrong it is the standard ones that hold."""

    paths: Paths
    settings: Settings
    in_force: tuple[InForce, ...]
    settings_check: Check

    @classmethod
    def of(cls, paths: Paths) -> "Examination":
        """The examination of this user on this machine."""
        try:
            resolved = read_settings(paths, {})
            check = data.check_settings(resolved.in_force)
        except Fault as fault:
            resolved = resolve(())
            check = from_fault("settings", "Indstillinger", fault)
            seen = "Resten er set efter med standardindstillingerne."
            check = replace(check, what=f"{check.what} {seen}")
        return cls(paths, resolved.settings, resolved.in_force, check)

    def checks(self) -> tuple[Check, ...]:
        """Look at everything but how the microphone sounds."""
        return tuple(self._checks())

    def listen(self, go: Callable[[], None]) -> Check:
        """Listen to the microphone that a dictation would use; `go` is called when it is on."""
        return machine.try_microphone(Microphone(self.settings.audio.microphone or None), go)

    def _checks(self) -> Iterator[Check]:
        paths, settings = self.paths, self.settings
        yield self.settings_check
        yield machine.check_microphones(list_microphones, settings.audio.microphone)
        model_check, model = self._model()
        yield model_check
        if model is not None:
            yield data.check_quality(model)
        yield machine.check_processor(_cores(), model.entry if model else None)
        yield machine.check_graphics(
            settings.recognition.device_type,
            graphics_cards(),
            _probe(settings.recognition, paths) if model else None,
        )
        yield machine.check_disk(
            "disk_data", "modeller, kladder og afbrudte dikteringer", paths.data_folder
        )
        yield machine.check_disk(
            "disk_documents", "færdige notater og breve", self._output_folder()
        )
        key_check, vault = data.check_key(paths.vault_folder, SystemKeyring())
        yield key_check
        yield from data.check_spool(paths.spool_folder, vault)
        yield data.check_drafts(paths.drafts_file, vault)
        yield data.check_usage(paths.usage_file, collect=settings.usage.collect)
        yield from data.check_writing(find_grammar(settings, paths.writing_folder))
        templates = settings.documents.templates_folder
        yield from data.check_templates([Path(templates).expanduser()] if templates else [])

    def _model(self) -> tuple[Check, ModelFolder | None]:
        try:
            catalogue = read_catalogue(find_catalogue())
        except Fault as fault:
            return from_fault("model", "Talemodel", fault), None
        name = self.settings.recognition.model
        return data.check_model(name, self.paths.models_folder, catalogue)

    def _output_folder(self) -> Path:
        chosen = self.settings.documents.output_folder
        return Path(chosen).expanduser() if chosen else self.paths.documents_folder


def _cores() -> int:
    """The processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _probe(recognition: Recognition, paths: Paths) -> Callable[[], object]:
    """Loads the model in use on the graphics card and decodes with it. Raises `Fault`."""

    def load_and_decode() -> object:
        return replace(engine_for(recognition, paths), device_type="cuda").load()

    return load_and_decode

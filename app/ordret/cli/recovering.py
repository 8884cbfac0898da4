"""The work of `ordret recover`."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import typer

from ordret.assembly.engine import engine_for
from ordret.assembly.house import House, local_now
from ordret.cli.base import Surroundings, write_json
from ordret.danish.writing import Grammar
from ordret.dictation.recovery import SpooledAudio
from ordret.dictation.sinks import NoteSink
from ordret.dictation.spool import Spooled, delete_spooled, describe, find_unfinished, held
from ordret.documents.note import new_note, title, with_field, written_moment
from ordret.documents.store import DraftStore
from ordret.errors import Fault
from ordret.events import ErrorRaised, Event, Notice
from ordret.speech.worker import Engine
from ordret.usage.record import DeliveryOutcome
from ordret.vault import Vault


@dataclass(frozen=True, slots=True)
class _Bench:
    """What recovering one dictation after the other needs."""

    surroundings: Surroundings
    house: House
    vault: Vault
    engine: Engine
    grammar: Grammar
    drafts: DraftStore

    def recover(self, spooled: Spooled) -> dict[str, object]:
        """Make a draft of one. Raises `Fault`; the recording then stays where it is."""
        note = new_note(local_now(), self.surroundings.settings.author.name)
        note = with_field(note, "held_at", written_moment(spooled.started_at), local_now())
        note = with_field(note, "subject", "Gendannet diktering", local_now())
        sink = NoteSink(note, self.drafts, None, local_now)
        dictation = self.house.dictation(
            SpooledAudio(spooled.folder, self.vault),
            sink,
            self.engine,
            None,
            self._listen,
            grammar=self.grammar,
            spoken_live=False,
        )
        result = dictation.run()
        if result.fault is not None:
            raise result.fault
        delete_spooled(spooled.folder)
        if result.delivered is DeliveryOutcome.NOTHING:
            return _as_json(spooled, None)
        self.surroundings.messages.print(f"Kladde: {title(sink.note)}")
        return _as_json(spooled, sink.note.id)

    def _listen(self, event: Event) -> None:
        if isinstance(event, Notice | ErrorRaised):
            self.surroundings.messages.print(event.message)


def list_unfinished(surroundings: Surroundings, *, as_json: bool) -> None:
    """Show what was broken off. Raises `typer.Exit` 1 where one of them can't be read."""
    vault = House(surroundings.paths, surroundings.settings).open_vault()
    spools, faults = _described(surroundings.paths.spool_folder, vault)
    if as_json:
        write_json([_as_json(spooled, None) for spooled in spools])
    for spooled in () if as_json else spools:
        surroundings.results.print(_line(spooled))
    _end(surroundings, bool(spools), faults)


def recover_all(surroundings: Surroundings, *, as_json: bool) -> None:
    """Make a draft of each. Raises `typer.Exit` 1 where one could not be made."""
    house = House(surroundings.paths, surroundings.settings)
    vault = house.open_vault()
    spools, faults = _described(surroundings.paths.spool_folder, vault)
    made: list[dict[str, object]] = []
    if spools:
        engine = engine_for(surroundings.settings.recognition, surroundings.paths)
        drafts = house.open_drafts(vault)
        try:
            bench = _Bench(surroundings, house, vault, engine, house.find_grammar().grammar, drafts)
            for spooled in spools:
                if not as_json:
                    surroundings.messages.print(_line(spooled))
                with held(spooled.folder) as free:
                    if not free:
                        continue
                    try:
                        made.append(bench.recover(spooled))
                    except Fault as fault:
                        faults.append(fault)
        finally:
            drafts.close()
    if as_json:
        write_json(made)
    elif made:
        surroundings.results.print("Se kladderne med »ordret notes list«.")
    _end(surroundings, bool(spools), faults)


def _described(spool_folder: Path, vault: Vault) -> tuple[list[Spooled], list[Fault]]:
    spools: list[Spooled] = []
    faults: list[Fault] = []
    for folder in find_unfinished(spool_folder):
        try:
            spools.append(describe(folder, vault))
        except Fault as fault:
            faults.append(fault)
    return spools, faults


def _line(spooled: Spooled) -> str:
    lost = f", {spooled.lost_seconds:.0f} s kan ikke læses" if spooled.lost_seconds else ""
    return f"Diktering fra {written_moment(spooled.started_at)}: {spooled.seconds:.0f} s{lost}."


def _as_json(spooled: Spooled, note_id: UUID | None) -> dict[str, object]:
    return {
        "started_at": spooled.started_at.isoformat(),
        "seconds": round(spooled.seconds, 2),
        "lost_seconds": round(spooled.lost_seconds, 2),
        "note_id": str(note_id) if note_id else None,
    }


def _end(surroundings: Surroundings, found: bool, faults: list[Fault]) -> None:
    for fault in faults:
        surroundings.messages.print(f"Fejl: {fault}")
    if not found and not faults:
        surroundings.messages.print("Der ligger ingen afbrudte dikteringer.")
    if faults:
        raise typer.Exit(1)

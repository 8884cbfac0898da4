"""Which value of a setting holds where several files name one, and what is wrong in a file."""

import difflib
import json
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ordret.errors import FaultCode, RequestFault
from ordret.settings.declaration import Settings, declared_settings


class Level(StrEnum):
    """Who decides a value. The first that names a key wins."""

    POLICY = "policy"
    COMMAND = "command"
    MACHINE = "machine"
    USER = "user"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Layer:
    """What one file, or the arguments of the command (`file` is None), says: section to key."""

    level: Level
    file: Path | None
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class InForce:
    """The value that holds for `key` (`section.name`), who decided it, and in which file."""

    key: str
    value: object
    level: Level
    file: Path | None

    @property
    def locked(self) -> bool:
        """True where policy has decided and nobody else can."""
        return self.level is Level.POLICY


@dataclass(frozen=True, slots=True)
class Resolved:
    """The settings that hold, and for every key where its value comes from."""

    settings: Settings
    in_force: tuple[InForce, ...]


def resolve(layers: tuple[Layer, ...]) -> Resolved:
    """The settings that hold when all `layers` are laid on top of the defaults.

    The order of `layers` does not matter; `Level` decides. Raises `RequestFault` that names file
    and key of every mistake in every layer, and of every argument that policy has decided.
    """
    by_weight = sorted(layers, key=lambda layer: tuple(Level).index(layer.level))
    mistakes = [(layer, sentence) for layer in by_weight for sentence in _mistakes_in(layer.values)]
    if not mistakes:
        mistakes = _arguments_against_policy(by_weight)
    if mistakes:
        raise _fault(mistakes)

    values: dict[str, dict[str, object]] = {}
    in_force = []
    for setting in declared_settings():
        winner = Layer(Level.DEFAULT, None, {setting.section: {setting.name: setting.default}})
        winner = next((layer for layer in by_weight if setting.key in _named(layer)), winner)
        value = _named(winner)[setting.key]
        values.setdefault(setting.section, {})[setting.name] = value
        in_force.append(InForce(setting.key, value, winner.level, winner.file))
    return Resolved(Settings.model_validate(values), tuple(in_force))


def _named(layer: Layer) -> dict[str, object]:
    return {
        f"{section}.{name}": value
        for section, content in layer.values.items()
        if isinstance(content, Mapping)
        for name, value in content.items()
    }


def _arguments_against_policy(layers: Iterable[Layer]) -> list[tuple[Layer, str]]:
    policy = {
        key: (value, layer.file)
        for layer in layers
        if layer.level is Level.POLICY
        for key, value in _named(layer).items()
    }
    return [
        (layer, f"»{key}« er fastlagt af organisationen i {policy[key][1]} og kan ikke vælges om.")
        for layer in layers
        if layer.level is Level.COMMAND
        for key, value in _named(layer).items()
        if key in policy and policy[key][0] != value
    ]


def _mistakes_in(values: Mapping[str, object]) -> list[str]:
    try:
        Settings.model_validate(values)
    except ValidationError as error:
        return [_sentence(details) for details in error.errors(include_url=False)]
    return []


def _sentence(details: ErrorDetails) -> str:
    """A mistake in Danish: pydantic says which kind it is, the declaration what is allowed."""
    key = ".".join(str(part) for part in details["loc"])
    if details["type"] == "extra_forbidden":
        return _unknown(key)
    if details["type"] == "model_type":
        return f"»{key}« skal være et afsnit, der begynder med linjen [{key}]."
    allowed = {setting.key: setting.allowed for setting in declared_settings()}
    return f"»{key}« skal være {allowed[key]}. Der står {_as_written(details['input'])}."


def _unknown(key: str) -> str:
    section, _, name = key.rpartition(".")
    declared = declared_settings()
    names = [setting.name for setting in declared if setting.section == section]
    known = names or list(Settings.model_fields)
    elsewhere = [setting.key for setting in declared if setting.name == name]
    if meant := difflib.get_close_matches(name, known, n=1) or elsewhere:
        return f"»{key}« findes ikke. Mente du »{'« eller »'.join(meant)}«?"
    return f"»{key}« findes ikke. Her kan stå: {', '.join(known)}."


def _as_written(value: object) -> str:
    return textwrap.shorten(json.dumps(value, ensure_ascii=False, default=str), 60)


def _fault(mistakes: list[tuple[Layer, str]]) -> RequestFault:
    sentences = [f"{layer.file or 'Kommandolinjen'}: {sentence}" for layer, sentence in mistakes]
    what = sentences[0]
    if len(sentences) > 1:
        lines = "\n".join(f"– {sentence}" for sentence in sentences)
        what = f"Der er {len(sentences)} fejl i indstillingerne:\n{lines}"
    remedy = "Ret det, og prøv igen."
    if any(layer.level in {Level.POLICY, Level.MACHINE} for layer, _ in mistakes):
        remedy = "Ret det, eller bed it-afdelingen om det, hvis filen er deres, og prøv igen."
    return RequestFault(FaultCode.SETTING_INVALID, what, remedy)

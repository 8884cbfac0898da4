"""The systems that are measured: how each is started on a recording."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

BENCHMARKS = Path(__file__).parent
PEERS = BENCHMARKS / "peers"
ENVIRONMENTS = BENCHMARKS / ".peers"
HOMES = BENCHMARKS / ".cache" / "homes"


@dataclass(frozen=True, slots=True)
class System:
    """A program that recognises one recording in its own process and prints JSON lines.

    `stays_open`: it is fed silence after the recording until its last words are final.
    """

    key: str
    label: str
    program: tuple[Path, ...]
    arguments: tuple[str, ...] = ()
    settings: str | None = None
    streams: bool = True
    stays_open: bool = False
    libraries: tuple[str, ...] = field(default=())

    @property
    def installed(self) -> bool:
        """True where everything that the command names is there."""
        return all(path.exists() for path in self.program)

    def command(self, audio: Path, model: Path) -> list[str]:
        """The command line for one recording."""
        program = [str(path) for path in self.program]
        return [*program, *self.arguments, "--audio", str(audio), "--model", str(model)]

    def environment(self) -> Mapping[str, str]:
        """The caller's environment; nothing is looked for at a hub, Ordret has its own home."""
        environment = {**os.environ, "HF_HUB_OFFLINE": "1"}
        if self.settings is not None:
            home = HOMES / self.key
            (home / "config").mkdir(parents=True, exist_ok=True)
            (home / "config" / "settings.toml").write_text(self.settings, encoding="utf-8")
            environment |= {"ORDRET_HOME": str(home), "ORDRET_MACHINE": str(home / "machine")}
        return environment


_OWN_BINARIES = Path(sys.executable).parent
_DICTATE = ("dictate", "--pace", "realtime", "--events")

ORDRET = System(
    "ordret",
    "Ordret",
    (_OWN_BINARIES / "ordret",),
    _DICTATE,
    settings="",
    libraries=("ordret", "faster-whisper", "ctranslate2", "onnxruntime"),
)
ORDRET_LIVE = System(
    "ordret-live",
    "Ordret, second pass off",
    (_OWN_BINARIES / "ordret",),
    _DICTATE,
    settings="[recognition]\nsecond_pass = false\n",
)
REALTIMESTT = System(
    "realtimestt",
    "RealtimeSTT",
    (ENVIRONMENTS / "realtimestt" / "bin" / "python", PEERS / "run_realtimestt.py"),
    stays_open=True,
    libraries=("realtimestt", "faster-whisper", "ctranslate2", "torch"),
)
WHISPERLIVE = System(
    "whisperlive",
    "WhisperLive",
    (ENVIRONMENTS / "whisper_live" / "bin" / "python", PEERS / "run_whisperlive.py"),
    stays_open=True,
    libraries=("whisper-live", "faster-whisper", "ctranslate2", "torch"),
)
OFFLINE = System(
    "offline",
    "faster-whisper, whole recording, beam 5",
    (_OWN_BINARIES / "python", PEERS / "run_offline.py"),
    streams=False,
    libraries=("faster-whisper", "ctranslate2"),
)

SYSTEMS = {
    system.key: system for system in (ORDRET, ORDRET_LIVE, REALTIMESTT, WHISPERLIVE, OFFLINE)
}

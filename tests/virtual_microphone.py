"""Microphones that PulseAudio makes of what it plays."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

HEADSET = "ordret_headset"
TABLE = "table"

ALSA_CONFIGURATION = f"""
pcm.!default {{ type pulse }}
ctl.!default {{ type pulse }}
pcm.{HEADSET} {{
    type pulse
    device {HEADSET}
    hint {{ show on description "A headset that can be pulled out" }}
}}
"""


@dataclass(frozen=True)
class VirtualMicrophone:
    """A room with a headset, and a microphone on the table, which is the system's default.

    Both hear what is played. PulseAudio is real, and so are ALSA and PortAudio above it. When
    nothing is played they give exact zeros, which Ordret remarks upon after three seconds.
    """

    environment: dict[str, str]
    """What a process needs to find these microphones; this process has it while a test runs."""
    device_name: str = HEADSET
    default_name: str = "default"

    def play(self, path: Path) -> None:
        """Say what is in a WAV file, and return when it was said."""
        assert self.start_playing(path).wait(timeout=120) == 0

    def start_playing(self, path: Path) -> subprocess.Popen[bytes]:
        """Begin to say what is in a WAV file."""
        return subprocess.Popen(
            ["paplay", "--device=voice", path],
            env=os.environ | self.environment,
        )

    def unplug(self) -> None:
        """Pull the headset out: whoever listens gets no more data, and is not told why.

        PulseAudio would move the listeners to another source, so they are cut off first.
        """
        (source,) = self._numbers("sources", HEADSET)
        for listener in self._numbers("source-outputs", source):
            self._call("pacmd", "kill-source-output", listener)
        (module,) = self._numbers("modules", f"source_name={HEADSET} master=voice.monitor")
        self._call("pactl", "unload-module", module)

    def replug(self) -> None:
        """Put the headset in again."""
        self._call(
            "pactl",
            "load-module",
            "module-remap-source",
            f"source_name={HEADSET}",
            "master=voice.monitor",
        )

    def freeze(self, source: str) -> None:
        """From now on HEADSET or TABLE is there and opens, but never delivers."""
        self._call("pactl", "suspend-source", source, "1")

    def thaw(self, source: str) -> None:
        """It delivers again."""
        self._call("pactl", "suspend-source", source, "0")

    def restore(self) -> None:
        """As it was at first."""
        if not self._numbers("sources", HEADSET):
            self.replug()
        self._call("pactl", "set-default-source", TABLE)
        self.thaw(HEADSET)
        self.thaw(TABLE)

    def answers(self) -> bool:
        """Whether PulseAudio is up."""
        return (
            subprocess.run(
                ["pactl", "info"],
                env=os.environ | self.environment,
                capture_output=True,
                check=False,
            ).returncode
            == 0
        )

    def _numbers(self, kind: str, cell: str) -> list[str]:
        """The numbers of those with `cell` in one of the columns after the first."""
        rows = [row.split("\t") for row in self._call("pactl", "list", "short", kind).splitlines()]
        return [number for number, *cells in rows if cell in cells]

    def _call(self, *command: str) -> str:
        return subprocess.run(
            command,
            env=os.environ | self.environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=20,
        ).stdout

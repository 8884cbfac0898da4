"""Runs one system in a session of its own and reads what its processes cost (Linux, /proc)."""

import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from measuring.timeline import Line

SAMPLE_SECONDS = 0.2
PSS_EVERY_SAMPLES = 5
"""Reading PSS makes the kernel walk every page, so it is done once a second."""

_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
_SESSION_FIELD, _USER_TIME_FIELD, _SYSTEM_TIME_FIELD, _RESIDENT_FIELD = 3, 11, 12, 21
"""Places in /proc/PID/stat after the name in parentheses (proc(5), counted from 0)."""
_IDLE_FIELDS = (3, 4)
"""Idle and waiting for disk, in the first line of /proc/stat."""


@dataclass(frozen=True, slots=True)
class CpuSample:
    """CPU-seconds since the start: of the observed processes, and of the whole machine."""

    at_seconds: float
    tree_seconds: float
    machine_seconds: float


@dataclass(frozen=True, slots=True)
class Run:
    """What one run printed and cost. All times are on one clock that started with the run."""

    lines: tuple[Line, ...]
    cpu: tuple[CpuSample, ...]
    peak_pss_bytes: int
    peak_rss_bytes: int
    exit_status: int

    def cpu_between(self, start_seconds: float, end_seconds: float) -> float:
        """CPU-seconds that the observed processes used in between, to the nearest sample."""
        return self._at(end_seconds).tree_seconds - self._at(start_seconds).tree_seconds

    def others_between(self, start_seconds: float, end_seconds: float) -> float:
        """How many cores everything else on the machine kept busy in between: a disturbance."""
        first, last = self._at(start_seconds), self._at(end_seconds)
        machine = last.machine_seconds - first.machine_seconds
        others = machine - (last.tree_seconds - first.tree_seconds)
        return max(0.0, others) / (last.at_seconds - first.at_seconds)

    def _at(self, seconds: float) -> CpuSample:
        return min(self.cpu, key=lambda sample: abs(sample.at_seconds - seconds))

    def save(self, path: Path) -> None:
        """As JSON, from which `load` makes the same run again."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            json.dumps(
                {
                    "lines": [[line.arrived_seconds, dict(line.fields)] for line in self.lines],
                    "cpu": [[c.at_seconds, c.tree_seconds, c.machine_seconds] for c in self.cpu],
                    "peak_pss_bytes": self.peak_pss_bytes,
                    "peak_rss_bytes": self.peak_rss_bytes,
                    "exit_status": self.exit_status,
                },
                ensure_ascii=False,
            )
        )

    @classmethod
    def load(cls, path: Path) -> "Run":
        """The run that `save` wrote."""
        saved = json.loads(path.read_text())
        return cls(
            tuple(Line(arrived, fields) for arrived, fields in saved["lines"]),
            tuple(CpuSample(*sample) for sample in saved["cpu"]),
            saved["peak_pss_bytes"],
            saved["peak_rss_bytes"],
            saved["exit_status"],
        )


@dataclass(slots=True)
class _Costs:
    """Adds up the processes of one session; a process that has ended keeps what it used."""

    session: int
    ticks: dict[int, int] = field(default_factory=dict)
    peak_pss_bytes: int = 0
    peak_rss_bytes: int = 0

    def sample(self, *, with_pss: bool) -> float:
        resident_pages = pss_bytes = 0
        for entry in Path("/proc").iterdir():
            if not entry.name.isdecimal():
                continue
            try:
                fields = (entry / "stat").read_text().rpartition(") ")[2].split()
                if int(fields[_SESSION_FIELD]) != self.session:
                    continue
                pid = int(entry.name)
                self.ticks[pid] = int(fields[_USER_TIME_FIELD]) + int(fields[_SYSTEM_TIME_FIELD])
                resident_pages += int(fields[_RESIDENT_FIELD])
                if with_pss:
                    pss_bytes += _pss_bytes(entry)
            except (FileNotFoundError, ProcessLookupError):
                continue
        self.peak_rss_bytes = max(self.peak_rss_bytes, resident_pages * _PAGE_BYTES)
        self.peak_pss_bytes = max(self.peak_pss_bytes, pss_bytes)
        return sum(self.ticks.values()) / _TICKS_A_SECOND


def _pss_bytes(process: Path) -> int:
    for line in (process / "smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _machine_seconds() -> float:
    numbers = [int(n) for n in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    idle = sum(numbers[index] for index in _IDLE_FIELDS)
    return (sum(numbers) - idle) / _TICKS_A_SECOND


def observe(
    command: Sequence[str | Path],
    environment: Mapping[str, str],
    errors: Path,
    timeout_seconds: float,
) -> Run:
    """Run `command` to its end and watch it. Its stderr goes to `errors`.

    Raises subprocess.TimeoutExpired where it did not end; it is then killed.
    """
    errors.parent.mkdir(parents=True, exist_ok=True)
    lines: list[Line] = []
    samples: list[CpuSample] = []
    with errors.open("wb") as log:
        started = time.monotonic()
        process = subprocess.Popen(
            command,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        )

        def read() -> None:
            assert process.stdout is not None  # noqa: S101
            with process.stdout as output:
                for line in output:
                    arrived = time.monotonic() - started
                    if line.startswith(b"{"):
                        lines.append(Line(round(arrived, 4), json.loads(line)))

        reader = threading.Thread(target=read)
        reader.start()
        costs = _Costs(process.pid)
        try:
            for number in range(round(timeout_seconds / SAMPLE_SECONDS)):
                tree_seconds = costs.sample(with_pss=number % PSS_EVERY_SAMPLES == 0)
                at_seconds = time.monotonic() - started
                samples.append(CpuSample(at_seconds, tree_seconds, _machine_seconds()))
                if process.poll() is not None:
                    break
                time.sleep(SAMPLE_SECONDS)
            else:
                raise subprocess.TimeoutExpired(process.args, timeout_seconds)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            reader.join()
    return Run(
        tuple(lines),
        tuple(samples),
        costs.peak_pss_bytes,
        costs.peak_rss_bytes,
        process.returncode,
    )

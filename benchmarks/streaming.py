"""Dictation at speaking pace: Ordret, two published systems and an offline decode, side by side.

    .venv/bin/python benchmarks/streaming.py --all

What is measured and how: README.md beside this file. With --all the figures go to
RESULTS.md.
"""

import argparse
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from measuring import report, results
from measuring.evaluation import (
    Reference,
    Row,
    evaluate,
    invented_words,
    measure_cost,
)
from measuring.metrics import boundary_words
from measuring.observer import Run, observe
from measuring.reference import Recording, read_recording, spoken_words
from systems import (
    BENCHMARKS,
    OFFLINE,
    ORDRET,
    ORDRET_LIVE,
    REALTIMESTT,
    SYSTEMS,
    WHISPERLIVE,
    System,
)

from ordret.paths import find_catalogue
from ordret.speech.acquire import get
from ordret.speech.catalogue import DEFAULT_MODEL_ID, read_catalogue

DATA = BENCHMARKS.parents[1] / "shared" / "data" / "dev"
CACHE = BENCHMARKS / ".cache"
RECORDINGS = BENCHMARKS / ".recordings"
CIRCUMSTANCES = RECORDINGS / "circumstances.md"
DICTATIONS = ("long_gap07", "long_gap30")
NOISE = "noise_60s"
WARM_UP = "nst_u0013002"
"""Each system is started on this once, unmeasured, so that its files are in memory afterwards."""
WARM_UP_RUN = 0
MARGIN_SECONDS = 120.0
"""A run may take so much longer than its recording: loading, and the last words."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be run."""

    systems: tuple[System, ...]
    dictations: tuple[str, ...]
    noise: bool
    repeats: int
    data: Path
    model: Path


def main() -> int:
    plan, fresh = _read_command_line()
    missing = [system.label for system in plan.systems if not system.installed]
    if missing:
        print(f"not installed: {', '.join(missing)}; see benchmarks/README.md", file=sys.stderr)
        return 2
    if fresh:
        _record(plan)
    body = _report(plan)
    print(body)
    if plan.systems == tuple(SYSTEMS.values()):
        results.write_section("streaming", body)
    return 0


def _read_command_line() -> tuple[Plan, bool]:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--all", action="store_true", help="every system, and write RESULTS.md")
    chosen.add_argument(
        "--systems", nargs="+", choices=SYSTEMS, help="these systems alone, on the screen alone"
    )
    parser.add_argument("--dictations", nargs="*", default=DICTATIONS, help="names in --data")
    parser.add_argument("--no-noise", action="store_true", help="leave the minute of noise out")
    parser.add_argument("--repeats", type=int, default=3, help="runs of each dictation (3)")
    parser.add_argument("--data", type=Path, default=DATA, help="folder with the recordings")
    parser.add_argument("--model", type=Path, help="a model folder; else the embedded model")
    parser.add_argument(
        "--report", action="store_true", help="run nothing: figures from the last run's recordings"
    )
    given = parser.parse_args()
    keys = SYSTEMS if given.all else given.systems
    plan = Plan(
        tuple(SYSTEMS[key] for key in keys),
        tuple(given.dictations),
        not given.no_noise,
        given.repeats,
        given.data.resolve(),
        given.model.resolve() if given.model else _embedded_model(),
    )
    return plan, not given.report


def _embedded_model() -> Path:
    catalogue = read_catalogue(find_catalogue())
    model = get(
        DEFAULT_MODEL_ID,
        CACHE / "models",
        catalogue,
        consent=False,
        progress=lambda _done, _total: None,
    )
    return model.path


def _record(plan: Plan) -> None:
    RECORDINGS.mkdir(exist_ok=True)
    CIRCUMSTANCES.write_text(f"{results.circumstances()}\n\n{_versions(plan)}", encoding="utf-8")
    for system in plan.systems:
        _run(system, _recording(plan, WARM_UP), plan, WARM_UP_RUN)
    for repeat in range(plan.repeats):
        for name in plan.dictations:
            for system in plan.systems:
                _run(system, _recording(plan, name), plan, repeat)
    if plan.noise:
        for system in plan.systems:
            _run(system, _recording(plan, NOISE), plan, 0)


def _recording(plan: Plan, name: str) -> Recording:
    return read_recording(plan.data, name, CACHE / "audio")


def _saved(system: System, name: str, repeat: int) -> Path:
    return RECORDINGS / f"{system.key}.{name}.{repeat}.json"


def _run(system: System, recording: Recording, plan: Plan, repeat: int) -> None:
    print(f"{system.label}: {recording.name} ({recording.seconds:.0f} s), {repeat}", flush=True)
    path = _saved(system, recording.name, repeat)
    errors = path.with_suffix(".stderr")
    run = observe(
        system.command(recording.audio, plan.model),
        system.environment(),
        errors,
        recording.seconds + MARGIN_SECONDS,
    )
    if run.exit_status:
        raise subprocess.CalledProcessError(run.exit_status, f"{system.key}; see {errors}")
    run.save(path)


def _report(plan: Plan) -> str:
    parts = ["## Dictation at speaking pace", CIRCUMSTANCES.read_text(encoding="utf-8")]
    for name in plan.dictations:
        parts.extend(_dictation(plan, name))
    if plan.noise:
        parts.extend(_noise(plan))
    return "\n\n".join(parts)


def _versions(plan: Plan) -> str:
    return " · ".join(
        f"{system.label}: {', '.join(_version(system, library) for library in system.libraries)}"
        for system in plan.systems
        if system.libraries
    )


def _version(system: System, library: str) -> str:
    ask = "import sys; from importlib.metadata import version; print(version(sys.argv[1]))"
    python = system.program[0].with_name("python")
    answer = subprocess.run(
        [python, "-c", ask, library], capture_output=True, text=True, check=True
    )
    return f"{library} {answer.stdout.strip()}"


def _dictation(plan: Plan, name: str) -> list[str]:
    recording = _recording(plan, name)
    reference = Reference(
        spoken_words(recording, plan.model),
        tuple(utterance.speech_end_seconds for utterance in recording.utterances),
    )
    runs = {system.key: _runs(plan, system, name) for system in plan.systems}

    def row(system: System, *, revised: bool = False) -> Row | None:
        if system not in plan.systems:
            return None
        return evaluate(
            runs[system.key],
            recording.seconds,
            reference,
            stays_open=system.stays_open,
            streams=system.streams,
            revised=revised,
        )

    first, revised = row(ORDRET), row(ORDRET, revised=True)
    others = {system.label: row(system) for system in (REALTIMESTT, WHISPERLIVE, OFFLINE)}
    live, offline = row(ORDRET_LIVE), others[OFFLINE.label]
    rows = {
        f"{ORDRET.label}, first finals": first,
        f"{ORDRET.label}, after revision": revised,
        ORDRET_LIVE.label: live,
        **others,
    }
    measured = {label: each for label, each in rows.items() if each}
    compared = report.Compared(
        first, revised, live, {label: each for label, each in others.items() if each}
    )
    boundary = len(boundary_words(reference.spoken))
    parts = [
        f"### {name}: {len(recording.utterances)} utterances, {len(reference.spoken)} words, "
        f"{boundary} of them boundary words, {recording.seconds:.1f} s, runs: {plan.repeats}",
        report.figures(measured, offline),
    ]
    if compared.others and (first or live):
        parts.append(report.ratios(compared))
    return parts


def _noise(plan: Plan) -> list[str]:
    recording = _recording(plan, NOISE)
    rows = {}
    for system in plan.systems:
        run = Run.load(_saved(system, NOISE, 0))
        cost = measure_cost(run, recording.seconds, stays_open=system.stays_open)
        rows[system.label] = (*invented_words(run), cost.cpu_per_audio_second)
    return [f"### {NOISE}: {recording.seconds:.0f} s without speech", report.noise(rows)]


def _runs(plan: Plan, system: System, name: str) -> list[Run]:
    return [Run.load(_saved(system, name, repeat)) for repeat in range(plan.repeats)]


if __name__ == "__main__":
    sys.exit(main())

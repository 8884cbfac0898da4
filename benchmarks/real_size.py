"""What a model of real size costs: large-v3-turbo's shape with random weights, int8, on the CPU.

    .venv/bin/python benchmarks/real_size.py FOLDER

The model (0.8 GB) is made in FOLDER the first time. What is measured and how: README.md beside
this file. The figures go to RESULTS.md.
"""

import argparse
import resource
import statistics
import sys
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import ctranslate2
import numpy as np
from measuring import results
from measuring.random_whisper import END_OF_TEXT, LARGE_V3_TURBO, PROMPT, write_random_model

UTTERANCE_SECONDS = 8
PADDING_SECONDS = 4
FULL_WINDOW_SECONDS = 30
TOKENS_A_SECOND = 8
"""The cap on what a decode may say. Random weights never end by themselves, so it is reached."""
FRAMES_A_SECOND = 100
THREADS = (1, 2)
BEAMS = (1, 5)


@dataclass(frozen=True, slots=True)
class Cost:
    """Median seconds for one utterance; `decode_seconds` by beam size."""

    encode_seconds: float
    decode_seconds: dict[int, float]

    def total_seconds(self, beam: int) -> float:
        """Encoding and decoding."""
        return self.encode_seconds + self.decode_seconds[beam]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="where the model is kept")
    parser.add_argument("--repeats", type=int, default=5, help="times each thing is done (5)")
    given = parser.parse_args()
    if not (given.folder / "model.bin").exists():
        print(f"making the model in {given.folder}", flush=True)
        write_random_model(LARGE_V3_TURBO, given.folder)
    body = _report(given.folder, given.repeats)
    print(body)
    results.write_section("real size", body)
    return 0


def _report(folder: Path, repeats: int) -> str:
    short_seconds = UTTERANCE_SECONDS + PADDING_SECONDS
    rows, ratios = [], []
    for threads in THREADS:
        model = ctranslate2.models.Whisper(
            str(folder), device="cpu", compute_type="int8", intra_threads=threads
        )
        _measure(model, short_seconds, 1)
        short = _measure(model, short_seconds, repeats)
        full = _measure(model, FULL_WINDOW_SECONDS, repeats)
        rows.append(_row(threads, short_seconds, short))
        rows.append(_row(threads, FULL_WINDOW_SECONDS, full))
        ratios.append(
            [
                str(threads),
                f"{short.encode_seconds / full.encode_seconds:.2f}",
                *(f"{short.total_seconds(beam) / full.total_seconds(beam):.2f}" for beam in BEAMS),
            ]
        )
    beam_headings = [
        heading
        for beam in BEAMS
        for heading in (f"decode, beam {beam}, s", f"real-time factor, beam {beam}")
    ]
    memory_bytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return "\n\n".join(
        [
            "## A model of real size",
            f"{results.circumstances()} · ctranslate2 {version('ctranslate2')}",
            f"large-v3-turbo's shape, random weights, int8; an utterance of {UTTERANCE_SECONDS} s, "
            f"{UTTERANCE_SECONDS * TOKENS_A_SECOND} tokens; medians of {repeats}; "
            f"peak RSS {memory_bytes / 1e6:.0f} MB.",
            results.table(["threads", "window, s", "encode, s", *beam_headings], rows),
            results.table(
                [
                    "threads",
                    f"{short_seconds} s over {FULL_WINDOW_SECONDS} s: encode",
                    *(f"encode and decode, beam {beam}" for beam in BEAMS),
                ],
                ratios,
            ),
        ]
    )


def _row(threads: int, window_seconds: int, cost: Cost) -> list[str]:
    figures = [
        figure
        for beam in BEAMS
        for figure in (
            f"{cost.decode_seconds[beam]:.2f}",
            f"{cost.total_seconds(beam) / UTTERANCE_SECONDS:.2f}",
        )
    ]
    return [str(threads), str(window_seconds), f"{cost.encode_seconds:.2f}", *figures]


def _measure(model: ctranslate2.models.Whisper, window_seconds: int, repeats: int) -> Cost:
    """The cost of one utterance in a window; what is in the mel spectrogram makes no difference."""
    shape = (1, LARGE_V3_TURBO.mel_bins, window_seconds * FRAMES_A_SECOND)
    noise = np.random.default_rng(0).standard_normal(shape, dtype=np.float32)
    features = ctranslate2.StorageView.from_array(noise)
    tokens = UTTERANCE_SECONDS * TOKENS_A_SECOND
    encode_seconds: list[float] = []
    decode_seconds: dict[int, list[float]] = {beam: [] for beam in BEAMS}
    for _ in range(repeats):
        started = time.perf_counter()
        encoded = model.encode(features)
        encode_seconds.append(time.perf_counter() - started)
        for beam in BEAMS:
            started = time.perf_counter()
            (result,) = model.generate(
                encoded,
                [list(PROMPT)],
                beam_size=beam,
                # CTranslate2 gives half of it to the prompt.
                max_length=2 * tokens,
                suppress_blank=False,
                suppress_tokens=[END_OF_TEXT],
            )
            decode_seconds[beam].append(time.perf_counter() - started)
            if len(result.sequences_ids[0]) != tokens:
                raise RuntimeError(f"{len(result.sequences_ids[0])} tokens instead of {tokens}")
    return Cost(
        statistics.median(encode_seconds),
        {beam: statistics.median(seconds) for beam, seconds in decode_seconds.items()},
    )


if __name__ == "__main__":
    sys.exit(main())

#!/bin/sh
# Renders eksempel.flac again from eksempel.txt, one sentence a line.
#
# The embedded base model understands this robot voice badly. So sentences, paces and pitches were
# searched for that it hears word for word, while they are spoken and afterwards; PACES holds what was
# found, a pace (words a minute) and a pitch for each sentence.
# Needs espeak-ng, and the project's .venv (setup.sh) for resampling and FLAC.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

PACES="130:40 150:50 140:50 150:45 150:40 150:45 135:60"

number=100
# One word a sentence, so it must be split.
# shellcheck disable=SC2086
set -- $PACES
while IFS= read -r sentence; do
    number=$((number + 1))
    espeak-ng -v da -s "${1%:*}" -p "${1#*:}" -w "$work/$number.wav" -- "$sentence" </dev/null
    shift
done <"$here/eksempel.txt"

"$here/../../.venv/bin/python" - "$work" "$here/eksempel.flac" <<'PYTHON'
import sys
import wave
from pathlib import Path

import av
import numpy as np
import soxr

RATE_HZ = 16_000
PAUSE_SECONDS = 0.8
SILENCE = 0.003


def read(file: Path) -> np.ndarray:
    """The speech in `file` at 16 kHz, less the silence around it but for 20 ms."""
    with wave.open(str(file)) as recording:
        samples = np.frombuffer(recording.readframes(recording.getnframes()), np.int16)
        speech = soxr.resample(samples / 32768, recording.getframerate(), RATE_HZ)
    loud = np.flatnonzero(np.abs(speech) > SILENCE)
    return speech[max(0, loud[0] - 320) : loud[-1] + 320]


pause = np.zeros(int(PAUSE_SECONDS * RATE_HZ))
pieces = [pause]
for file in sorted(Path(sys.argv[1]).glob("*.wav")):
    pieces += [read(file), pause]
samples = (np.concatenate(pieces) * 32767).astype(np.int16)

with av.open(sys.argv[2], "w", format="flac") as output:
    stream = output.add_stream("flac", rate=RATE_HZ, layout="mono")
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate = RATE_HZ
    for packet in [*stream.encode(frame), *stream.encode(None)]:
        output.mux(packet)
print(f"{len(samples) / RATE_HZ:.1f} sekunder i {sys.argv[2]}")
PYTHON

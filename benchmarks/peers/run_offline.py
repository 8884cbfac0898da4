"""faster-whisper on the whole recording at once, beam 5: the reference for what is right."""

import time

from adapter import Request, emit
from faster_whisper import WhisperModel


def main() -> None:
    request = Request.from_command_line()
    model = WhisperModel(str(request.model), device="cpu", compute_type="int8")
    started = time.monotonic()
    emit("started", at=0.0)
    segments, _ = model.transcribe(request.samples(), language="da", beam_size=5)
    for segment in segments:
        emit("final", at=round(time.monotonic() - started, 3), text=segment.text.strip())
    emit("ended", at=round(time.monotonic() - started, 3))


if __name__ == "__main__":
    main()

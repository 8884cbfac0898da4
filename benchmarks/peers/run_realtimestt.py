"""RealtimeSTT with its own defaults, fed at speaking pace. Runs in RealtimeSTT's environment."""

import threading
import time

import numpy as np
from adapter import SAMPLE_RATE_HZ, Microphone, Request, emit
from numpy.typing import NDArray
from RealtimeSTT import AudioToTextRecorder

CHUNK_SAMPLES = 512
"""What RealtimeSTT's own microphone reader delivers."""
QUIET_SECONDS = 2.0
"""No recording and no transcription for so long after the audio: nothing more will come."""


class Transcript:
    """What RealtimeSTT has shown so far: the sentences that are final and the one that is not."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._finals: list[str] = []
        self._microphone: Microphone | None = None

    def start(self, microphone: Microphone) -> None:
        """From now on times count from the first sample of `microphone`."""
        self._microphone = microphone
        emit("started", at=0.0)

    def preview(self, text: str) -> None:
        """Print the screen with `text` as the sentence being spoken."""
        with self._lock:
            self._emit("shown", " ".join([*self._finals, text]))

    def finish(self, text: str) -> None:
        """Print `text` as a sentence that is final."""
        if not text:
            return
        with self._lock:
            self._finals.append(text)
            self._emit("shown", " ".join(self._finals))
            self._emit("final", text)

    def _emit(self, event: str, text: str) -> None:
        if self._microphone:
            emit(event, at=round(self._microphone.elapsed_seconds, 3), text=text)


def main() -> None:
    request = Request.from_command_line()
    samples = request.samples()
    transcript = Transcript()
    recorder = AudioToTextRecorder(
        model=str(request.model),
        realtime_model_type=str(request.model),
        language="da",
        device="cpu",
        compute_type="int8",
        use_microphone=False,
        enable_realtime_transcription=True,
        on_realtime_transcription_update=transcript.preview,
        spinner=False,
        no_log_file=True,
    )
    stopping = threading.Event()
    busy_at = [time.monotonic()]

    def take_sentences() -> None:
        while not stopping.is_set():
            transcript.finish(recorder.text())

    def feed(chunk: NDArray[np.float32]) -> None:
        recorder.feed_audio(chunk, SAMPLE_RATE_HZ)

    def finished() -> bool:
        if recorder.state in {"recording", "transcribing"} or recorder.has_pending_recordings():
            busy_at[0] = time.monotonic()
        return time.monotonic() - busy_at[0] > QUIET_SECONDS

    threading.Thread(target=take_sentences, daemon=True).start()
    microphone = Microphone(samples, CHUNK_SAMPLES)
    transcript.start(microphone)
    microphone.play(feed)
    busy_at[0] = time.monotonic()
    microphone.stay_open(feed, finished)
    emit("ended", at=round(microphone.elapsed_seconds, 3))
    stopping.set()
    recorder.shutdown()


if __name__ == "__main__":
    main()

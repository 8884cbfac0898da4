"""WhisperLive's server and a client of its protocol, fed at speaking pace.

Runs in WhisperLive's environment, as two processes, as its users run it. Its own client is not
used: it wants PyAudio and hides what arrives when. Settings and chunk size are that client's.
"""

import json
import multiprocessing
import socket
import threading
import time

import numpy as np
import websocket
from adapter import Microphone, Request, emit
from numpy.typing import NDArray

CHUNK_SAMPLES = 4096
"""What WhisperLive's own client sends at once."""
HOST = "127.0.0.1"
PATIENCE_SECONDS = 60.0


class Transcript:
    """What WhisperLive has shown so far, from the list of segments it sends again and again."""

    def __init__(self) -> None:
        self._completed = 0
        self._pending: list[str] = []

    @property
    def settled(self) -> bool:
        """True where everything that is shown is final."""
        return not self._pending

    def take(self, at_seconds: float, segments: list[dict[str, object]]) -> None:
        """Print what the server has sent. The segments it calls completed are final."""
        texts = [str(segment["text"]).strip() for segment in segments]
        emit("shown", at=at_seconds, text=" ".join(texts))
        completed = sum(bool(segment["completed"]) for segment in segments)
        for text in texts[self._completed : completed]:
            emit("final", at=at_seconds, text=text)
        self._completed, self._pending = completed, texts[completed:]

    def stop(self, at_seconds: float) -> None:
        """The user stops: what is still shown is kept as it is."""
        for text in self._pending:
            emit("final", at=at_seconds, text=text)


def serve(port: int, model: str) -> None:
    """The server's own process, which alone loads torch and the model."""
    from whisper_live.server import TranscriptionServer  # noqa: PLC0415

    TranscriptionServer().run(
        HOST,
        port=port,
        backend="faster_whisper",
        faster_whisper_custom_model_path=model,
        single_model=True,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def connect(port: int) -> websocket.WebSocket:
    """Raises TimeoutError where the server never answered."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            return websocket.create_connection(f"ws://{HOST}:{port}", timeout=PATIENCE_SECONDS)
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise TimeoutError("WhisperLive's server did not start")


def main() -> None:
    request = Request.from_command_line()
    samples = request.samples()
    port = free_port()
    server = multiprocessing.get_context("spawn").Process(
        target=serve, args=(port, str(request.model)), daemon=True
    )
    server.start()
    connection = connect(port)
    options = {
        "uid": "benchmark",
        "language": "da",
        "task": "transcribe",
        "model": str(request.model),
        "use_vad": True,
        "send_last_n_segments": 1000,
    }
    connection.send(json.dumps(options))
    while json.loads(connection.recv()).get("message") != "SERVER_READY":
        pass

    transcript = Transcript()
    microphone = Microphone(samples, CHUNK_SAMPLES)
    emit("started", at=0.0)

    def receive() -> None:
        while True:
            try:
                message = json.loads(connection.recv())
            except (websocket.WebSocketException, OSError, ValueError):
                return
            if "segments" in message:
                transcript.take(round(microphone.elapsed_seconds, 3), message["segments"])

    def feed(chunk: NDArray[np.float32]) -> None:
        connection.send_binary(chunk.tobytes())

    threading.Thread(target=receive, daemon=True).start()
    microphone.play(feed)
    microphone.stay_open(feed, lambda: transcript.settled)
    transcript.stop(round(microphone.elapsed_seconds, 3))
    emit("ended", at=round(microphone.elapsed_seconds, 3))
    connection.close()
    server.terminate()


if __name__ == "__main__":
    main()

"""Voice activity by Silero v6 on onnxruntime, with the model file that faster-whisper ships."""

from importlib.resources import as_file, files

import numpy as np
import onnxruntime

from ordret.samples import Samples
from ordret.speech.voice import FRAME_SAMPLES

_CONTEXT_SAMPLES = 64
_STATE_SHAPE = (1, 1, 128)


class SileroDetector:
    """The state of one stream: the network's memory and the end of the last frame."""

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.inter_op_num_threads = 1
        options.intra_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        with as_file(files("faster_whisper") / "assets" / "silero_vad_v6.onnx") as model:
            self._network = onnxruntime.InferenceSession(
                str(model), providers=["CPUExecutionProvider"], sess_options=options
            )
        self.reset()

    def reset(self) -> None:
        """Forget the stream."""
        self._memory = np.zeros(_STATE_SHAPE, np.float32)
        self._cell = np.zeros(_STATE_SHAPE, np.float32)
        self._context = np.zeros(_CONTEXT_SAMPLES, np.float32)

    def probability(self, frame: Samples) -> float:
        """How probable speech is in `frame`, shape (512,), the next one of the stream."""
        window = np.concatenate([self._context, frame])[np.newaxis]
        self._context = frame[FRAME_SAMPLES - _CONTEXT_SAMPLES :]
        output, self._memory, self._cell = self._network.run(
            None, {"input": window, "h": self._memory, "c": self._cell}
        )
        return float(output.reshape(-1)[0])

"""The one form of sound inside the program."""

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE_HZ = 16_000

Samples = NDArray[np.float32]
"""Shape (n,), -1 to 1, 16 kHz mono."""

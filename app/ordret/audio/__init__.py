"""A microphone or a file becomes 16 kHz mono chunks."""

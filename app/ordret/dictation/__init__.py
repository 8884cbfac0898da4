"""One dictation, from its start to its usage record."""

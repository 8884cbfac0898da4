"""The text that a dictation writes: edits, spaces, capitals and marks."""

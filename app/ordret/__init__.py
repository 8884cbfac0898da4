"""Ordret: Danish dictation on the municipality's own machines."""

"""Spoken Danish becomes written Danish. Pure: no model, no clock, no file."""

"""Chunks of audio become a hypothesis and then a transcript."""

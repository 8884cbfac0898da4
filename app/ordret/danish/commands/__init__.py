"""Which spoken words are commands, and what they ask for."""

"""Putting the program together from the settings: the one place where adapters meet."""

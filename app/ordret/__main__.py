"""`python -m ordret` and the command `ordret`."""

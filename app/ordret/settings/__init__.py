"""What can be chosen, and who chooses."""

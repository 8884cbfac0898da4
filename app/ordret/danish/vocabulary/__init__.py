"""The words of a workplace: kept, told to the recogniser, and put right where misheard."""

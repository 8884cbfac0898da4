"""What is counted: the local log and its reports, with figures and no word of the text."""

"""`attune log`: from words, or from answers to questions, to a stored moment."""

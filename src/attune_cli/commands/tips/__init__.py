"""`attune tips` and all other ideas: after a hard moment, at the end of a week."""

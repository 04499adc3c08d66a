"""Checks of the journal and of what is around it, and putting right what they find."""

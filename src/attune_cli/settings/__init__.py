"""The settings: one frozen value, a table of what can be set, and how their text is read."""

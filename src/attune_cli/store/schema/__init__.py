"""The journal's schema: the tables, the triggers on them, and what brings older journals to it."""

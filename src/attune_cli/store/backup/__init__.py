"""Backups: copying a journal, keeping copies, the one of the day, putting one in place."""

"""The journal read whole for a file, and files of others staged, compared and written to it."""

"""The journal on disk: all that knows SQL, and the files around it."""

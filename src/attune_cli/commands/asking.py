"""The questions of `attune log` in a terminal: what happened, what you did, how it was, a note.

One key answers; every question but the first two can be skipped with Enter.
"""




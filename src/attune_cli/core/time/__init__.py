"""Time as people say it: days, spans of days, and moments in time."""

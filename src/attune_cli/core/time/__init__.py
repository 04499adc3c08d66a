"""Time as people write it: days, periods and instants."""

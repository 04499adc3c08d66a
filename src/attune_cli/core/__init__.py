"""Values and arithmetic that stay true on paper: no clock, no files written, no printing."""

"""The arithmetic of the majority: shares, ranges, verdicts, trends and patterns."""

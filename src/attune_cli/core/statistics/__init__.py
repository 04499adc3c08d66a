"""The arithmetic of a reflection: shares and verdicts, trends, patterns."""

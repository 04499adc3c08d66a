"""Values to text: the pages that people read, and JSON."""

"""Values to text: what people read, and its JSON face."""

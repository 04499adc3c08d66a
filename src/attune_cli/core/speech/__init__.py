"""Plain speech: a line as a person says it in, and what each piece of it was taken for out."""

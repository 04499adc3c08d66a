"""The verbs that change what is stored: edit, rate, back, delete, undo, redo."""

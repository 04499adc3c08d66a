"""The verbs: each reads arguments, calls store and core, and hands the value to render."""

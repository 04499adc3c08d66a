"""The verbs, one file each: read arguments, call store and core, hand the value to render."""

"""The settings: their values, the table of all settings, and the text of config.toml."""

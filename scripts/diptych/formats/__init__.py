"""The formats in which articles leave and come back: a module a format, writing and reading side by side."""

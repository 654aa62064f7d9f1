"""The archive in numbers: its page, its badge."""

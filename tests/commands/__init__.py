"""The commands from end to end, on small archives made for each test."""

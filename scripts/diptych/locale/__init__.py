"""The words of the interface, in the languages that readers see it in."""

"""Blocks on their way to a translator's own tool and back: references, matches, merges, units, tables."""

"""Diptych: an archive of translated articles that lives in git, and the tool that keeps it."""

VERSION = "0.2.0"

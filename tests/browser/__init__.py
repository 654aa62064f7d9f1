"""Tests of the built site in a real browser, as its readers have it."""

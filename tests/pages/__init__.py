"""Tests of what is published: whether it is inert, honest, whole and the same each time."""

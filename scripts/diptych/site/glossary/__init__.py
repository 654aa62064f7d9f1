"""The glossary's pages: terms and the places where they stand."""

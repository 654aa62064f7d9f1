"""EPUB 3: the book, its style, its trees as XHTML, its cover."""

"""Pages that lead to articles, and feeds."""

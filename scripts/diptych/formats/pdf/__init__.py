"""PDF editions as data for Typst, with its template and fonts."""

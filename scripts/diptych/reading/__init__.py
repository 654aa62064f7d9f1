"""An article as it was read: parsed, faced and annotated once. Checks, pages and formats take it from here."""

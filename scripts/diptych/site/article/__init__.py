"""An article's page and what stands on it."""

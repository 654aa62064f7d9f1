"""The importer: a text, a Markdown file or a page as received, made into clean blocks; no word is lost in silence."""

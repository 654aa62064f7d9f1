"""How pages are written: Markdown that is inert, front matter, the pieces that pages share, charts."""

"""The site's look, as a theme that MkDocs finds by its name, and the plugin that gives MkDocs its settings."""

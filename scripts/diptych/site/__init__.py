"""The site: pages, lists, feeds, charts and search documents, as pure functions of a read archive."""

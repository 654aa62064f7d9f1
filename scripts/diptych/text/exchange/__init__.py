"""The formats in which blocks go to translators' own tools and come back: PO, XLIFF, TMX, tab-separated values."""

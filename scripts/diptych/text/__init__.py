"""Pure functions of text: everything that decides wording, markup or identity. No file, clock or network."""

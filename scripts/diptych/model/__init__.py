"""The data of an archive: frozen dataclasses, no behaviour beyond what a field can say of itself."""

"""The files of an archive: the only layer that opens, writes and locks them."""

"""Client certificates: read from files, put into rows, described."""

"""The server of the pages, asked by clients that are no browsers."""

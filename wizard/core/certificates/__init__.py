"""Client certificates: read from files, put into rows, described.

Whatever reads a file raises ``UnreadableError`` where no client certificate can be read in it.
"""

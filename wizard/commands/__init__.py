"""The commands of the command line.

What is wrong with a call raises ``CallError``, a file that cannot be read or written ``FileError``.
"""

"""The Excel form: built from the catalogue, filled, read. The only layer that knows openpyxl.

Whatever reads or checks a workbook, or a part of it, raises ``UnreadableError`` where that is
damaged, or not what it should be.
"""

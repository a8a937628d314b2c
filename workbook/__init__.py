"""The Excel form: built from the catalogue, filled, read. The only floor that knows openpyxl.

Whatever reads a workbook or a part of it raises ``UnreadableError`` where that is damaged.
"""

"""The Excel form: built from the catalogue, filled, read. The only floor that knows openpyxl."""

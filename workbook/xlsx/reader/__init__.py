"""The strict reader: the parts of a guarded package become a book of cells."""

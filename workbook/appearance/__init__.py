"""The appearance of cells: the text displayed, and whether it can be seen at all."""

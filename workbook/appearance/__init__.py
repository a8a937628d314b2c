"""Cells as their readers see them: the text displayed, and whether it can be seen at all."""

"""Editing the parts of a workbook; what is not touched stays as it was."""

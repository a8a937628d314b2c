"""Workbooks about forms: annotated copies, lists and summaries."""

"""Reports: workbooks about forms, as annotated copies, lists and summaries."""

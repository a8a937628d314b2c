"""The guard: an untrusted file is a plain workbook, or is refused with its own words."""

"""Workbooks (.xlsx) as packages of parts: guarded, read and edited."""

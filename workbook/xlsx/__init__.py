"""Workbooks as packages of parts: guarded, read and edited."""

"""Checking forms that others filled: piles of files, replies and summaries."""

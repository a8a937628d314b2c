"""Registers out of files: what pages and commands share."""

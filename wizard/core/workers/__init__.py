"""Untrusted files are opened in worker processes, within limits of time and memory."""

"""Checking uploads: unpacked, judged, summarized, replied to."""

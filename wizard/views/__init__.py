"""The views: the pages, a folder each."""

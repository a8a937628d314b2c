"""The page that checks forms."""

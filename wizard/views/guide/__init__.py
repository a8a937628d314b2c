"""The page that answers questions."""
